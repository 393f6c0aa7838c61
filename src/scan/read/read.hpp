#pragma once
#include <cstdint>
#include <string_view>

#include "scan/finding.hpp"

namespace mingtang::scan {

/// What one file may cost. Whatever passes a limit becomes a finding `unreadable`, and what was read before it stays.
struct Limits {
    std::uint64_t file_bytes = 256u << 20;       ///< the file itself (`too_large`)
    std::uint64_t unpacked_bytes = 1u << 30;     ///< all that is unpacked out of it, at every depth (`bomb`)
    std::uint64_t ratio = 250;                   ///< unpacked to packed of one entry of 16 MiB and more (`bomb`)
    std::size_t entries = 20'000;                ///< files inside it, at every depth (`bomb`)
    int depth = 5;                               ///< archives within archives (`too_deep`)
    std::uint64_t text_bytes = 128u << 20;       ///< text read out of it (`too_large`)
    std::size_t cells = 2'000'000;               ///< cells of tables (`too_large`)
    int pages = 5'000;                           ///< pages of a PDF (`too_large`)
    int ocr_pages = 40;                          ///< pages and pictures whose text is recognised (`image_only_page`, `no_ocr`)
    unsigned seconds = 120;                      ///< of the clock and of the processor, for the whole file (`too_slow`)
    std::uint64_t memory_bytes = 2048u << 20;    ///< address space of the reader (`too_large`)
    std::uint64_t others_bytes = 6144ull << 20;  ///< address space of LibreOffice and tesseract, started by the reader
    bool others = true;                          ///< LibreOffice and tesseract may be started where they are installed
};

/// Reads all text out of a file whose type is told by its content; `name` only matters where content cannot tell (csv, tsv). Never throws
/// but std::bad_alloc: what could not be read is a finding. Files that are not trusted are read by `read_in_child` (scan/child.hpp).
Reading read(std::string_view bytes, std::string_view name, Limits const& limits = {});

}  // namespace mingtang::scan
