#include "scan/redact/bundle.hpp"

#include <zip.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>

#include "scan/read/encoding.hpp"

namespace mingtang::scan {
namespace {

struct Closed {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

std::string all_of(zip_source_t* source) {
    zip_source_open(source);
    zip_source_seek(source, 0, SEEK_END);
    std::string bytes(std::size_t(std::max<zip_int64_t>(0, zip_source_tell(source))), '\0');
    zip_source_seek(source, 0, SEEK_SET);
    for (std::size_t at = 0; at < bytes.size();) {
        auto got = zip_source_read(source, bytes.data() + at, bytes.size() - at);
        if (got <= 0) break;
        at += std::size_t(got);
    }
    zip_source_close(source);
    return bytes;
}

}  // namespace

Bundle::Bundle(std::string_view bytes, Spent& spent, Limits const& limits) : bytes_(bytes), spent_(spent), limits_(limits) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source != nullptr) archive_ = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive_ == nullptr && source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    if (archive_ == nullptr) return;
    auto count = std::size_t(std::max<zip_int64_t>(0, zip_get_num_entries(archive_, 0)));
    spent_.entries += count;
    if (spent_.entries > limits_.entries) count = 0;
    for (std::size_t i = 0; i < count; ++i) {
        auto const* name = zip_get_name(archive_, i, ZIP_FL_ENC_RAW);
        names_.push_back(decoded_name(name == nullptr ? "" : name));
    }
    contents_.resize(count), removed_.resize(count), renamed_.resize(count);
}

Bundle::~Bundle() {
    if (archive_ != nullptr) zip_discard(archive_);
}

std::optional<std::size_t> Bundle::find(std::string_view name) const {
    auto same = [&](std::string const& one) {
        return one.size() == name.size() && std::equal(one.begin(), one.end(), name.begin(), [](char a, char b) {
                   return (a == '\\' ? '/' : std::tolower(a)) == std::tolower(b);
               });
    };
    for (std::size_t i = 0; i < names_.size(); ++i)
        if (!removed_[i] && same(names_[i])) return i;
    return std::nullopt;
}

Outcome<std::string> Bundle::content(std::size_t entry) {
    if (!contents_[entry]) return unpacked(entry);
    return *contents_[entry];
}

Outcome<std::string> Bundle::unpacked(std::size_t entry) {
    zip_stat_t about;
    if (zip_stat_index(archive_, entry, 0, &about) != 0) return failed("damaged");
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE) return failed("encrypted");
    std::unique_ptr<zip_file_t, Closed> file(zip_fopen_index(archive_, entry, 0));
    if (!file) return failed("damaged");
    auto packed = std::max<std::uint64_t>(about.comp_size, 1);
    std::string content, block(1 << 16, '\0');
    for (;;) {
        auto got = zip_fread(file.get(), block.data(), block.size());
        if (got < 0) return failed("damaged");
        if (got == 0) return content;
        content.append(block.data(), std::size_t(got));
        spent_.unpacked_bytes += std::uint64_t(got);
        bool thick = content.size() > (16u << 20) && content.size() / packed > limits_.ratio;
        if (thick || spent_.unpacked_bytes > limits_.unpacked_bytes * 4) return failed("bomb");
    }
}

void Bundle::replace(std::size_t entry, std::string content) { contents_[entry] = std::move(content); }

void Bundle::rename(std::size_t entry, std::string const& name) {
    names_[entry] = name;
    renamed_[entry] = true;
}

void Bundle::remove(std::size_t entry) { removed_[entry] = true; }

Outcome<std::string> Bundle::saved() {
    auto changed = [&](std::size_t i) { return contents_[i].has_value() || removed_[i] || renamed_[i]; };
    std::size_t changes = 0;
    for (std::size_t i = 0; i < names_.size(); ++i) changes += changed(i);
    if (changes == 0) return std::string(bytes_);
    zip_error_t error;
    zip_error_init(&error);
    // A copy that the library owns: where it keeps the beginning of a file that is not its own, it frees it all the same.
    auto* copy = static_cast<char*>(std::malloc(bytes_.size()));
    if (copy == nullptr) throw std::bad_alloc();
    std::copy(bytes_.begin(), bytes_.end(), copy);
    auto* source = zip_source_buffer_create(copy, bytes_.size(), 1, &error);
    if (source == nullptr) return std::free(copy), failed("damaged");
    zip_source_keep(source);
    auto* archive = zip_open_from_source(source, 0, &error);
    zip_error_fini(&error);
    if (archive == nullptr) return zip_source_free(source), zip_source_free(source), failed("damaged");
    bool good = true;
    for (std::size_t i = 0; i < names_.size() && good; ++i) {
        if (removed_[i]) {
            good = zip_delete(archive, i) == 0;
            continue;
        }
        if (renamed_[i]) good = zip_file_rename(archive, i, names_[i].c_str(), ZIP_FL_ENC_UTF_8) == 0;
        if (good && contents_[i]) {
            auto* content = zip_source_buffer(archive, contents_[i]->data(), contents_[i]->size(), 0);
            good = zip_file_replace(archive, i, content, 0) == 0;
            if (!good) zip_source_free(content);
        }
    }
    zip_set_archive_comment(archive, nullptr, 0);
    if (!good || zip_close(archive) != 0) {
        zip_discard(archive);
        zip_source_free(source);
        return failed("damaged");
    }
    auto out = all_of(source);
    zip_source_free(source);
    return out;
}

}  // namespace mingtang::scan
