#include "scan/file_type.hpp"

#include <zip.h>

#include <array>
#include <fstream>
#include <memory>
#include <string>

namespace mingtang::scan {
namespace {

constexpr std::string_view ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::string_view zip = "PK\x03\x04";
constexpr std::string_view office_parts = "[Content_Types].xml";
constexpr std::array file_types{
    FileType{".pdf", "application/pdf", "%PDF-", ""},
    FileType{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", zip, "word/"},
    FileType{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", zip, "xl/"},
    FileType{".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", zip, "ppt/"},
    FileType{".ofd", "application/ofd", zip, "OFD.xml"},
    FileType{".zip", "application/zip", zip, ""},
    FileType{".doc", "application/msword", ole, ""},
    FileType{".xls", "application/vnd.ms-excel", ole, ""},
    FileType{".ppt", "application/vnd.ms-powerpoint", ole, ""},
    FileType{".wps", "application/vnd.ms-works", ole, ""},
    FileType{".et", "application/vnd.ms-excel", ole, ""},
    FileType{".jpg", "image/jpeg", "\xFF\xD8\xFF", ""},
    FileType{".jpeg", "image/jpeg", "\xFF\xD8\xFF", ""},
    FileType{".png", "image/png", "\x89PNG", ""},
    FileType{".gif", "image/gif", "GIF8", ""},
    FileType{".mp4", "video/mp4", "", ""},
    FileType{".mp3", "audio/mpeg", "", ""},
    FileType{".txt", "text/plain; charset=utf-8", "", ""},
    FileType{".csv", "text/csv; charset=utf-8", "", ""},
};

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    return out;
}

std::string head_of(std::filesystem::path const& path) {
    std::string head(512, '\0');
    std::ifstream in(path, std::ios::binary);
    in.read(head.data(), std::streamsize(head.size()));
    head.resize(std::size_t(in.gcount()));
    return head;
}

/// Reads the list of names only; nothing is unpacked.
bool has_inside(std::filesystem::path const& path, std::string_view wanted) {
    struct Closed {
        void operator()(zip_t* archive) const { zip_discard(archive); }
    };
    std::unique_ptr<zip_t, Closed> archive(zip_open(path.c_str(), ZIP_RDONLY, nullptr));
    if (!archive) return false;
    if (!wanted.ends_with('/')) return wanted.empty() || zip_name_locate(archive.get(), std::string(wanted).c_str(), 0) >= 0;
    if (zip_name_locate(archive.get(), office_parts.data(), 0) < 0) return false;
    auto count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        auto const* name = zip_get_name(archive.get(), zip_uint64_t(i), ZIP_FL_ENC_RAW);
        if (name != nullptr && std::string_view(name).starts_with(wanted)) return true;
    }
    return false;
}

}  // namespace

FileType const* file_type_of(std::string_view name) {
    auto ending = lower(name);
    for (auto const& type : file_types)
        if (ending.ends_with(type.suffix)) return &type;
    return nullptr;
}

bool fits(FileType const& type, std::filesystem::path const& path) {
    auto head = head_of(path);
    if (type.begins == zip) return head.starts_with(zip) && has_inside(path, type.inside);
    if (!type.begins.empty()) return head.starts_with(type.begins);
    if (type.suffix == ".mp4") return head.size() > 8 && head.substr(4, 4) == "ftyp";
    if (type.suffix == ".mp3") return head.starts_with("ID3") || head.starts_with("\xFF");
    return head.find('\0') == std::string::npos;
}

}  // namespace mingtang::scan
