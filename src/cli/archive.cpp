#include "cli/archive.hpp"

#include <zip.h>

#include <fstream>
#include <memory>

#include "base/digest.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;

struct Closed {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

[[noreturn]] void fail(zip_t* archive, std::string const& what) { throw std::runtime_error(what + ": " + zip_strerror(archive)); }

void add(zip_t* archive, std::string const& name, zip_source_t* source, bool packed) {
    if (source == nullptr) fail(archive, name);
    auto at = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        fail(archive, name);
    }
    // Documents of offices are packed already; packing them again costs time only.
    zip_set_file_compression(archive, zip_uint64_t(at), packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, packed ? 1 : 0);
}

/// A path that stays inside: relative, no `..`, no backslash, no empty part.
bool is_inside(std::string const& path) {
    fs::path const parts(path);
    if (path.empty() || parts.is_absolute() || path.find_first_of(std::string_view("\\\0", 2)) != std::string::npos) return false;
    return std::all_of(parts.begin(), parts.end(), [](auto const& part) { return part != ".." && part != "." && !part.empty(); });
}

Refusal bad(std::string const& words) { return {"cli.restore.bad_file", "", {{"words", words}}}; }

/// At most `limit` bytes of one entry.
Outcome<std::string> text_of(zip_t* archive, char const* name, std::size_t limit) {
    std::unique_ptr<zip_file_t, Closed> entry(zip_fopen(archive, name, 0));
    if (!entry) return bad(std::string(name) + ": " + zip_strerror(archive));
    std::string text(limit, '\0');
    auto got = zip_fread(entry.get(), text.data(), text.size());
    if (got < 0 || std::size_t(got) == limit) return bad(name);
    text.resize(std::size_t(got));
    return text;
}

Done take_out(zip_t* archive, ArchivedFile const& file, fs::path const& to) {
    std::unique_ptr<zip_file_t, Closed> entry(zip_fopen(archive, file.path.c_str(), 0));
    if (!entry) return bad(file.path + ": " + zip_strerror(archive));
    fs::create_directories(to.parent_path());
    std::ofstream out(to, std::ios::binary);
    std::string block(1 << 20, '\0');
    std::uint64_t written = 0;
    while (written <= file.size) {  // never more than the manifest says
        auto got = zip_fread(entry.get(), block.data(), block.size());
        if (got < 0) return bad(file.path);
        if (got == 0) break;
        out.write(block.data(), std::streamsize(got));
        written += std::uint64_t(got);
    }
    out.close();
    if (!out) throw std::runtime_error("cannot write " + to.string());
    if (written != file.size || sha256_of_file(to) != file.sha256) return Refusal{"cli.restore.bad_hash", "", {{"path", file.path}}};
    return {};
}

Outcome<std::vector<ArchivedFile>> files_of(json::object const& manifest) {
    std::vector<ArchivedFile> files;
    auto const* listed = manifest.if_contains("files");
    if (json::text(manifest, "format") != "mingtang-backup" || listed == nullptr || !listed->is_array()) return bad("manifest.json");
    for (auto const& one : listed->get_array()) {
        auto const* row = one.if_object();
        if (row == nullptr) return bad("manifest.json");
        ArchivedFile file{
            .path = json::text(*row, "path"), .sha256 = json::text(*row, "sha256"), .size = std::uint64_t(json::number(*row, "size"))};
        if (!is_inside(file.path)) return bad(file.path);
        files.push_back(std::move(file));
    }
    return files;
}

}  // namespace

void write_archive(fs::path const& file, json::object manifest, std::vector<ArchivedFile> files) {
    json::array listed;
    for (auto& one : files) {
        one.sha256 = sha256_of_file(one.source);
        one.size = fs::file_size(one.source);
        listed.push_back(json::object{{"path", one.path}, {"size", one.size}, {"sha256", one.sha256}});
    }
    manifest["format"] = "mingtang-backup";
    manifest["files"] = std::move(listed);
    auto const text = json::serialize(manifest);
    auto const part = file.string() + ".part";
    fs::remove(part);
    int error = 0;
    std::unique_ptr<zip_t, Closed> archive(zip_open(part.c_str(), ZIP_CREATE | ZIP_EXCL, &error));
    if (!archive) throw std::runtime_error("cannot write " + part);
    add(archive.get(), "manifest.json", zip_source_buffer(archive.get(), text.data(), text.size(), 0), true);
    for (auto const& one : files)
        add(archive.get(), one.path, zip_source_file(archive.get(), one.source.c_str(), 0, -1), !one.path.starts_with("blobs/"));
    if (zip_close(archive.get()) != 0) fail(archive.get(), part);
    archive.release();  // closed: it frees itself
    fs::permissions(part, fs::perms::owner_read | fs::perms::owner_write);
    fs::rename(part, file);
}

Outcome<json::object> read_archive(fs::path const& file, fs::path const& folder) {
    int error = 0;
    std::unique_ptr<zip_t, Closed> archive(zip_open(file.c_str(), ZIP_RDONLY, &error));
    if (!archive) return bad(file.string());
    auto text = text_of(archive.get(), "manifest.json", 64u << 20);
    if (!text) return text.error();
    boost::system::error_code broken;
    auto manifest = boost::json::parse(*text, broken);
    if (broken || !manifest.is_object()) return bad("manifest.json");
    auto files = files_of(manifest.get_object());
    if (!files) return files.error();
    for (auto const& one : *files)
        if (auto taken = take_out(archive.get(), one, folder / one.path); !taken) return taken.error();
    return std::move(manifest.get_object());
}

}  // namespace mingtang::cli
