#include <sodium.h>

#include <fstream>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "organ/second_factor.hpp"
#include "request/actions/common.hpp"
#include "scan/file_type.hpp"

namespace mingtang::request {
namespace {

constexpr long long max_bytes = 20ll << 20;
constexpr std::size_t max_files = 20;
constexpr std::string_view content_purpose = "request.file";

/// The last part of a path of any system, without marks that are not seen.
std::string clean_name(std::string const& sent) {
    auto name = text::one_line(sent.substr(sent.find_last_of("/\\") + 1));
    for (auto& c : name)
        if (std::string_view("<>:\"|?*").find(c) != std::string_view::npos) c = '_';
    return name;
}

Outcome<scan::FileType> accepted(IncomingFile const& file, std::string const& name) {
    std::error_code error;
    auto size = static_cast<long long>(std::filesystem::file_size(file.path, error));
    auto refuse = [&](char const* reason) {
        return Refusal{std::string("request.file.") + reason, "", {{"name", name}, {"limit", std::to_string(max_bytes >> 20)}}, "files"};
    };
    if (name.empty() || text::length(name) > 150 || name.starts_with('.')) return refuse("name");
    if (error || size == 0) return refuse("empty");
    if (size > max_bytes) return refuse("too_large");
    auto const* type = scan::file_type_of(name);
    if (type == nullptr) return refuse("bad_type");
    if (!scan::fits(*type, file.path)) return refuse("wrong_content");
    return *type;
}

std::string content_of_path(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The sealed text is hexadecimal; a file is kept as bytes.
std::string bytes_of_hex(std::string const& sealed) {
    std::string raw(sealed.size() / 2, '\0');
    std::size_t size = 0;
    sodium_hex2bin(reinterpret_cast<unsigned char*>(raw.data()), raw.size(), sealed.data(), sealed.size(), nullptr, &size, nullptr);
    return raw;
}

CaseFile keep(Context& in, InfoRequest const& request, Id letter_id, IncomingFile const& file, scan::FileType const& type,
              bool by_applicant) {
    auto content = content_of_path(file.path);
    auto sealed = bytes_of_hex(organ::seal(in.secret, content_purpose, content));
    CaseFile kept{.request_id = request.id,
                  .letter_id = letter_id,
                  .role = file.role,
                  .sha256 = in.blobs.put(in.tx, sealed),
                  .name = seal_words(in, clean_name(file.name)),
                  .content_type = std::string(type.content_type),
                  .size = static_cast<long long>(content.size()),
                  .by_applicant = by_applicant,
                  .added_at = in.now};
    store::save(in.tx, kept);
    return kept;
}

}  // namespace

Done keep_files(Context& in, InfoRequest const& request, std::vector<IncomingFile> const& files, bool by_applicant, Id letter_id) {
    std::vector<scan::FileType> types;
    for (auto const& file : files) {
        auto type = accepted(file, clean_name(file.name));
        if (!type) return type.error();
        types.push_back(*type);
    }
    if (files.empty()) return {};
    if (store::files_of(in.tx, request.id).size() + files.size() > max_files)
        return Refusal{"request.file.too_many", "", {{"limit", std::to_string(max_files)}}, "files"};
    for (std::size_t i = 0; i < files.size(); ++i) keep(in, request, letter_id, files[i], types[i], by_applicant);
    return {};
}

void remove_files(Context& in, Id request_id, Id only) {
    for (auto const& file : store::files_of(in.tx, request_id)) {
        if (only != 0 && file.id != only) continue;
        store::remove_file(in.tx, file.id);
        if (store::files_with_content(in.tx, file.sha256) == 0) in.blobs.remove(in.tx, file.sha256);
    }
}

Outcome<CaseFile> add_file(Context& in, Id request_id, Id letter_id, IncomingFile const& file, bool by_applicant) {
    auto found = by_applicant ? store::by_id(in.tx, request_id).value_or(InfoRequest{}) : InfoRequest{};
    if (!by_applicant) {
        auto seen = find(in, request_id);
        if (!seen) return seen.error();
        if (!may_read(in, *seen)) return Refusal{"request.read.forbidden", "ogi-2019:45"};
        found = *seen;
    }
    if (found.id == 0) return Refusal{"request.find.not_found"};
    if (letter_id != 0) {
        auto letter = store::letter(in.tx, letter_id);
        if (!letter || letter->request_id != request_id) return Refusal{"request.find.not_found"};
        if (letter->state == LetterState::issued || letter->state == LetterState::dropped)
            return Refusal{"request.letter.save.not_now", "", {{"state", std::string(to_text(letter->state))}}};
    }
    if (auto kept = keep_files(in, found, {file}, by_applicant, letter_id); !kept) return kept.error();
    tell(in, "file_added", found);
    return store::files_of(in.tx, request_id).back();
}

Done remove_file(Context& in, Id file_id) {
    auto file = store::file(in.tx, file_id);
    if (!file) return Refusal{"request.find.not_found"};
    auto found = find(in, file->request_id);
    if (!found) return found.error();
    if (!may_read(in, *found)) return Refusal{"request.read.forbidden", "ogi-2019:45"};
    if (file->by_applicant) return Refusal{"request.file.applicants", ""};
    if (auto letter = store::letter(in.tx, file->letter_id); letter && letter->state == LetterState::issued)
        return Refusal{"request.letter.save.not_now", "", {{"state", "issued"}}};
    remove_files(in, file->request_id, file_id);
    tell(in, "file_removed", *found);
    return {};
}

std::optional<std::string> content_of(Context& in, CaseFile const& file) {
    auto sealed = in.blobs.content(file.sha256);
    if (!sealed) return {};
    return organ::unseal(in.secret, content_purpose, hex(*sealed));
}

}  // namespace mingtang::request
