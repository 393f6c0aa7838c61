#include "channels/web/page.hpp"

namespace mingtang::channels::web {
namespace {

Response of_asset(std::string_view hashed, std::string const& lifetime) {
    auto found = view::asset(hashed);
    if (!found) return http::text("404\n", 404);
    Response response;
    response.set("Content-Type", std::string(found->content_type)).set("Cache-Control", lifetime);
    response.body = std::move(found->content);
    return response;
}

/// The name holds a hash of the content: what is under it never changes.
Response asset(Reading& in) { return of_asset(in.request.param("name"), "public, max-age=31536000, immutable"); }

Response icon(Reading&) {
    auto url = view::asset_url("seal.svg");
    return of_asset(std::string_view(url).substr(url.rfind('/') + 1), "public, max-age=86400");
}

Response design(Reading& in) {
    PortalPage page(in.env, in.request, "design", word("page", "design"));
    return page.response();
}

}  // namespace

http::Routes asset_routes(Environment const& env) {
    http::Routes routes{{http::Method::get, "/assets/{name}", page(env, {}, asset)},
                        {http::Method::get, "/favicon.ico", page(env, {}, icon)}};
    if (env.development) routes.push_back({http::Method::get, "/design", page(env, {}, design)});
    return routes;
}

}  // namespace mingtang::channels::web
