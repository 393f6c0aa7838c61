#include "scan/read/read.hpp"

#include "scan/read/encoding.hpp"
#include "scan/read/format.hpp"
#include "scan/read/intake.hpp"
#include "scan/read/office.hpp"

namespace mingtang::scan {
namespace {

/// doc, xls, ppt, wps, et.
void read_ole(std::string_view bytes, Intake& to) {
    auto old = old_format(bytes);
    if (!old) return to.unreadable("no_reader");
    if (!old->trouble.empty()) return to.unreadable(old->trouble);
    std::string macro;
    for (char c : std::string_view("_VBA_PROJECT")) macro += c, macro += '\0';
    if (bytes.find(macro) != bytes.npos) to.unreadable("macro");
    read_by_office(bytes, old->ending, old->into, to);
}

void read_html_bytes(std::string_view bytes, Intake& to) {
    if (auto text = decoded(bytes))
        read_html(*text, to);
    else
        to.unreadable("damaged");
}

}  // namespace

void read_any(std::string_view bytes, std::string_view name, Intake to) {
    if (to.depth() > to.limits().depth) return to.unreadable("too_deep");
    switch (format_of(bytes)) {
        case Format::empty:
            return;
        case Format::plain:
            return read_plain(bytes, name, to);
        case Format::html:
            return read_html_bytes(bytes, to);
        case Format::xml:
            return read_xml(bytes, to);
        case Format::rtf:
            return read_by_office(bytes, "rtf", "docx", to);
        case Format::zip:
            return read_zip(bytes, name, to);
        case Format::pdf:
            return read_pdf(bytes, to);
        case Format::ole:
            return read_ole(bytes, to);
        case Format::image:
            return read_image(bytes, to);
        case Format::archive:
            return read_archive(bytes, name, to);
        case Format::binary:
            return to.unreadable("no_reader");
    }
}

Reading read(std::string_view bytes, std::string_view name, Limits const& limits) {
    Reading reading;
    Spent spent;
    Intake to(reading, spent, limits);
    if (bytes.size() > limits.file_bytes) {
        to.unreadable("too_large");
        return reading;
    }
    try {
        read_any(bytes, name, to);
    } catch (std::bad_alloc const&) {
        throw;
    } catch (std::exception const&) {
        to.unreadable("damaged");
    }
    return reading;
}

}  // namespace mingtang::scan
