#include "channels/module.hpp"

#include "channels/api/api.hpp"
#include "channels/web/publication_log.hpp"
#include "channels/web/search.hpp"

namespace mingtang::channels {

http::Routes routes(Portal const& portal) {
    http::Routes all;
    auto add = [&](http::Routes some) { std::move(some.begin(), some.end(), std::back_inserter(all)); };
    for (auto part : {web::home_routes, web::list_routes, web::document_routes, web::publication_log_routes, web::file_routes,
                      web::unit_routes, web::catalogue_routes, web::proposal_routes, web::demand_routes, web::plain_routes,
                      web::feed_routes, web::sitemap_routes, web::asset_routes, web::text_size_routes})
        add(part(portal.env));
    add(web::search_routes(portal));
    add(api::routes(portal));
    return all;
}

http::Response missing(organ::Environment const& env, http::Request const& request) {
    if (request.path.starts_with("/api/")) return api::refused({"api.path.not_found"});
    return web::fresh(env, web::not_found)(request);
}

}  // namespace mingtang::channels
