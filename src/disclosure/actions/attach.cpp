#include "base/digest.hpp"
#include "base/text.hpp"
#include "disclosure/actions/common.hpp"
#include "scan/file_type.hpp"

namespace mingtang::disclosure {
namespace {

constexpr long long max_bytes = 100ll << 20;
constexpr std::size_t max_files = 50;

/// The last part of a path of any system, without marks that are not seen.
std::string clean_name(std::string const& sent) {
    auto name = text::one_line(sent.substr(sent.find_last_of("/\\") + 1));
    std::string out;
    for (char c : name) out += std::string_view("<>:\"|?*").find(c) == std::string_view::npos ? c : '_';
    return out;
}

Outcome<scan::FileType> accepted(IncomingFile const& file, std::string const& name) {
    std::error_code error;
    auto size = static_cast<long long>(std::filesystem::file_size(file.path, error));
    auto refuse = [&](char const* reason) {
        return Refusal{std::string("disclosure.attach.") + reason, "", {{"name", name}, {"limit", "100"}}, "files"};
    };
    if (name.empty() || text::length(name) > 150 || name.starts_with('.')) return refuse("name");
    if (error || size == 0) return refuse("empty");
    if (size > max_bytes) return refuse("too_large");
    auto const* type = scan::file_type_of(name);
    if (type == nullptr) return refuse("bad_type");
    if (!scan::fits(*type, file.path)) return refuse("wrong_content");
    return *type;
}

}  // namespace

Outcome<Attachment> attach(Context& in, Id edition_id, IncomingFile const& file) {
    auto found = find_for(in, edition_id, Action::save);
    if (!found) return found.error();
    auto name = clean_name(file.name);
    auto type = accepted(file, name);
    if (!type) return type.error();
    auto others = store::attachments_of(in.tx, edition_id);
    auto sha256 = sha256_of_file(file.path);
    // Pressed twice, or chosen again: it is there.
    for (auto const& other : others)
        if (other.sha256 == sha256 && other.name == name) return other;
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
    auto found = find_for(in, edition_id, Action::save);
    if (!found) return found.error();
    auto attachment = store::attachment(in.tx, attachment_id);
    if (!attachment || attachment->edition_id != edition_id) return Refusal{"disclosure.find.not_found"};
    store::remove_attachment(in.tx, attachment_id);
    return {};
}

}  // namespace mingtang::disclosure
