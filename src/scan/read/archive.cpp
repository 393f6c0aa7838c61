// rar, 7z, tar, gzip and other archives, by libarchive: names and files one after another within the limits.
#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "scan/read/encoding.hpp"
#include "scan/read/intake.hpp"

namespace mingtang::scan {
namespace {

struct Freed {
    void operator()(archive* one) const { archive_read_free(one); }
};

/// False where no more may be unpacked.
bool read_entry(archive* from, std::string const& name, std::size_t packed, Intake& to) {
    std::string content, block(1 << 16, '\0');
    for (;;) {
        auto got = archive_read_data(from, block.data(), block.size());
        if (got < 0) {
            bool locked = archive_read_has_encrypted_entries(from) > 0;
            to.unreadable(locked ? "encrypted" : "damaged", name);
            return got > ARCHIVE_FATAL;
        }
        if (got == 0) break;
        content.append(block.data(), std::size_t(got));
        to.spent().unpacked_bytes += std::uint64_t(got);
        bool thick = content.size() > (16u << 20) && content.size() / std::max<std::size_t>(packed, 1) > to.limits().ratio;
        if (thick || to.spent().unpacked_bytes > to.limits().unpacked_bytes) {
            to.unreadable("bomb", name);
            return false;
        }
    }
    read_any(content, name, to.within(name));
    return true;
}

}  // namespace

void read_archive(std::string_view bytes, std::string_view name, Intake& to) {
    std::unique_ptr<archive, Freed> from(archive_read_new());
    archive_read_support_filter_gzip(from.get());
    archive_read_support_filter_bzip2(from.get());
    archive_read_support_filter_xz(from.get());
    archive_read_support_format_rar(from.get());
    archive_read_support_format_rar5(from.get());
    archive_read_support_format_7zip(from.get());
    archive_read_support_format_tar(from.get());
    archive_read_support_format_raw(from.get());
    if (archive_read_open_memory(from.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return to.unreadable("damaged");
    for (archive_entry* entry = nullptr;;) {
        auto status = archive_read_next_header(from.get(), &entry);
        if (status == ARCHIVE_EOF) return;
        if (status <= ARCHIVE_FAILED) return to.unreadable(archive_read_has_encrypted_entries(from.get()) > 0 ? "encrypted" : "damaged");
        if (++to.spent().entries > to.limits().entries) return to.unreadable("bomb");
        auto const* path = archive_entry_pathname(entry);
        auto inner = decoded_name(path == nullptr ? "" : path);
        if (archive_entry_filetype(entry) == AE_IFDIR) continue;
        if (archive_format(from.get()) == ARCHIVE_FORMAT_RAW) inner = std::string(name.substr(0, name.rfind('.')));
        if (inner.empty()) inner = "data";
        if (archive_entry_is_data_encrypted(entry)) {
            to.unreadable("encrypted", inner);
            continue;
        }
        if (!read_entry(from.get(), inner, bytes.size(), to)) return;
    }
}

}  // namespace mingtang::scan
