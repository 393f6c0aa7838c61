#include <array>
#include <fstream>

#include "base/text.hpp"
#include "disclosure/actions/common.hpp"

namespace mingtang::disclosure {
namespace {

constexpr long long max_bytes = 100ll << 20;
constexpr std::size_t max_files = 50;

/// What may be attached, by the end of its name: the type it is served with, and how its content begins (empty: plain text).
struct FileType {
    std::string_view suffix, content_type, begins;
};
constexpr std::string_view ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::array file_types{
    FileType{".pdf", "application/pdf", "%PDF-"},
    FileType{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\x03\x04"},
    FileType{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\x03\x04"},
    FileType{".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PK\x03\x04"},
    FileType{".ofd", "application/ofd", "PK\x03\x04"},
    FileType{".zip", "application/zip", "PK\x03\x04"},
    FileType{".doc", "application/msword", ole},
    FileType{".xls", "application/vnd.ms-excel", ole},
    FileType{".ppt", "application/vnd.ms-powerpoint", ole},
    FileType{".wps", "application/vnd.ms-works", ole},
    FileType{".et", "application/vnd.ms-excel", ole},
    FileType{".jpg", "image/jpeg", "\xFF\xD8\xFF"},
    FileType{".jpeg", "image/jpeg", "\xFF\xD8\xFF"},
    FileType{".png", "image/png", "\x89PNG"},
    FileType{".gif", "image/gif", "GIF8"},
    FileType{".mp4", "video/mp4", ""},
    FileType{".mp3", "audio/mpeg", ""},
    FileType{".txt", "text/plain; charset=utf-8", ""},
    FileType{".csv", "text/csv; charset=utf-8", ""},
};

std::string lower(std::string text) {
    for (auto& c : text)
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    return text;
}

/// The last part of a path of any system, without marks that are not seen.
std::string clean_name(std::string const& sent) {
    auto name = text::one_line(sent.substr(sent.find_last_of("/\\") + 1));
    std::string out;
    for (char c : name) out += std::string_view("<>:\"|?*").find(c) == std::string_view::npos ? c : '_';
    return out;
}

FileType const* type_of(std::string const& name) {
    auto ending = lower(name);
    for (auto const& type : file_types)
        if (ending.ends_with(type.suffix)) return &type;
    return nullptr;
}

bool fits(FileType const& type, std::filesystem::path const& path) {
    std::string head(512, '\0');
    std::ifstream in(path, std::ios::binary);
    in.read(head.data(), std::streamsize(head.size()));
    head.resize(std::size_t(in.gcount()));
    if (!type.begins.empty()) return head.starts_with(type.begins);
    if (type.suffix == ".mp4") return head.size() > 8 && head.substr(4, 4) == "ftyp";
    if (type.suffix == ".mp3") return head.starts_with("ID3") || head.starts_with("\xFF");
    return head.find('\0') == std::string::npos;
}

Outcome<FileType> accepted(IncomingFile const& file, std::string const& name) {
    std::error_code error;
    auto size = static_cast<long long>(std::filesystem::file_size(file.path, error));
    auto refuse = [&](char const* reason) { return Refusal{std::string("disclosure.attach.") + reason, "", {{"name", name}, {"limit", "100"}}, "files"}; };
    if (name.empty() || text::length(name) > 150 || name.starts_with('.')) return refuse("name");
    if (error || size == 0) return refuse("empty");
    if (size > max_bytes) return refuse("too_large");
    auto const* type = type_of(name);
    if (type == nullptr) return refuse("bad_type");
    if (!fits(*type, file.path)) return refuse("wrong_content");
    return *type;
}

Outcome<Edition> draft(Context& in, Id edition_id) {
    auto found = find(in, edition_id);
    if (!found) return found.error();
    if (auto may = next(found->state, Action::save, in.actor, found->unit_id); !may) return may.error();
    return found;
}

}  // namespace

Outcome<Attachment> attach(Context& in, Id edition_id, IncomingFile const& file) {
    auto found = draft(in, edition_id);
    if (!found) return found.error();
    auto name = clean_name(file.name);
    auto type = accepted(file, name);
    if (!type) return type.error();
    auto others = store::attachments_of(in.tx, edition_id);
    if (others.size() >= max_files) return Refusal{"disclosure.attach.too_many", "", {{"limit", std::to_string(max_files)}}, "files"};
    Attachment attachment{.edition_id = edition_id,
                          .sha256 = in.blobs.put_file(in.tx, file.path),
                          .name = name,
                          .content_type = std::string(type->content_type),
                          .size = static_cast<long long>(std::filesystem::file_size(file.path)),
                          .place = others.empty() ? 1 : others.back().place + 1};
    store::insert(in.tx, attachment);
    return attachment;
}

Done detach(Context& in, Id edition_id, Id attachment_id) {
    auto found = draft(in, edition_id);
    if (!found) return found.error();
    auto attachment = store::attachment(in.tx, attachment_id);
    if (!attachment || attachment->edition_id != edition_id) return Refusal{"disclosure.find.not_found"};
    store::remove_attachment(in.tx, attachment_id);
    return {};
}

}  // namespace mingtang::disclosure
