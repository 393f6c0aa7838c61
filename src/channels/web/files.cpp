#include "base/text.hpp"
#include "channels/web/page.hpp"

namespace mingtang::channels::web {
namespace {

namespace store = disclosure::store;
using disclosure::Attachment;

/// What browsers may show by themselves; everything else is a download with the type it was stored with.
std::string_view inline_type(std::string const& name) {
    static constexpr std::pair<std::string_view, std::string_view> types[] = {{".pdf", "application/pdf"}, {".png", "image/png"},
                                                                              {".jpg", "image/jpeg"},      {".jpeg", "image/jpeg"},
                                                                              {".gif", "image/gif"},       {".webp", "image/webp"}};
    std::string lower = name;
    for (auto& c : lower) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    for (auto [suffix, type] : types)
        if (lower.ends_with(suffix)) return type;
    return {};
}

/// Gone for what the public could once read, missing for everything else: the address tells nothing about what was never public.
Response hidden(Reading& in, Attachment const& attachment) {
    auto edition = store::edition(in.tx, attachment.edition_id);
    auto record = edition ? store::disclosure(in.tx, edition->disclosure_id) : std::nullopt;
    bool was_public = record && edition->is_public_kind() && edition->published_at && was_withdrawn(in, *record);
    return was_public ? withdrawn(in, *record) : not_found(in);
}

/// Looked up at every request, never out of a cache: a withdrawn document's files are gone at once.
Response attachment(Reading& in) {
    auto id = in.request.id_param("id");
    auto found = id ? store::attachment(in.tx, *id) : std::nullopt;
    if (!found) return not_found(in);
    if (!store::is_attachment_public(in.tx, *found)) return hidden(in, *found);
    if (in.request.param("name") != found->name)
        return http::see_other("/files/" + std::to_string(*id) + "/" + text::percent_encode(found->name));
    auto path = in.env.blobs.file(found->sha256);
    if (!path) throw http::Unavailable("content of attachment " + std::to_string(*id) + " is not here");
    auto type = inline_type(found->name);
    auto response = http::file(*path, type.empty() ? found->content_type : std::string(type), found->sha256);
    http::as_attachment(response, found->name);
    if (!type.empty()) {
        auto disposition = *response.header("Content-Disposition");
        response.set("Content-Disposition", "inline" + disposition.substr(disposition.find(';')));
    }
    // Chromium shows no PDF at all in a sandbox; the type is fixed and `nosniff`, so that it can never become a page.
    if (type == "application/pdf")
        response.set("Content-Security-Policy", "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'");
    response.set("Cache-Control", "no-cache");
    return response;
}

}  // namespace

http::Routes file_routes(Environment const& env) { return {{http::Method::get, "/files/{id}/{name}", fresh(env, attachment)}}; }

}  // namespace mingtang::channels::web
