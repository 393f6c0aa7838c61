#include "base/text.hpp"
#include "channels/store.hpp"
#include "channels/web/page.hpp"

namespace mingtang::channels::web {
namespace {

constexpr Id places_in_file = 50000;  // of the sitemap protocol
constexpr char const* head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
constexpr char const* space = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

Response xml(std::string body) {
    Response response;
    response.set("Content-Type", "application/xml; charset=utf-8");
    response.body = std::move(body);
    return response;
}

/// File 0 holds the columns, file n the disclosures with (n-1) * 50,000 < id <= n * 50,000: a document never moves to another file.
Response index(Reading& in) {
    in.tag("list:all");
    auto files = (store::last_public_id(in.tx) + places_in_file - 1) / places_in_file;
    std::string body = std::string(head) + "<sitemapindex" + space;
    for (Id n = 0; n <= files; ++n)
        body += "<sitemap><loc>" + text::escape_html(base_url(in.env)) + "/sitemaps/" + std::to_string(n) + ".xml</loc></sitemap>\n";
    return xml(body + "</sitemapindex>\n");
}

std::string columns(Reading& in) {
    in.tag("units"), in.tag("catalogue");
    std::vector<std::string> paths{"/",      "/disclosure", "/catalogue",           "/units",  "/guide",   "/rules", "/reports", "/request",
                                   "/about", "/law",        "/catalogue/proposals", "/demand", "/letters", "/letter"};
    for (auto const& unit : organ::store::all_units(in.tx)) paths.push_back("/units/" + unit.code);
    for (auto const& domain : catalogue::store::domains(in.tx)) paths.push_back("/catalogue/" + domain.code);
    for (auto const& subject : catalogue::store::subjects(in.tx)) paths.push_back("/subjects/" + subject.code);
    std::string rows;
    for (auto const& path : paths) rows += "<url><loc>" + text::escape_html(base_url(in.env) + path) + "</loc></url>\n";
    return rows;
}

std::string documents(Reading& in, Id n) {
    in.tag("list:all");
    auto base = text::escape_html(base_url(in.env)) + "/disclosure/";
    std::string rows;
    for (auto const& [id, at] : store::public_places(in.tx, (n - 1) * places_in_file, n * places_in_file))
        rows += "<url><loc>" + base + std::to_string(id) + "</loc><lastmod>" + at.text() + "</lastmod></url>\n";
    return rows;
}

Response one(Reading& in) {
    auto const& name = in.request.param("name");
    auto n = name.ends_with(".xml") ? number_of(name.substr(0, name.size() - 4)) : std::nullopt;
    if (!n || Id(*n) > (store::last_public_id(in.tx) + places_in_file - 1) / places_in_file) return not_found(in);
    return xml(std::string(head) + "<urlset" + space + (*n == 0 ? columns(in) : documents(in, *n)) + "</urlset>\n");
}

Response robots(Reading& in) {
    return http::text(
        "User-agent: *\nDisallow: /desk\nDisallow: /admin\nDisallow: /search\nDisallow: /suggest\nDisallow: /text-size\n\nSitemap: " +
        base_url(in.env) + "/sitemap.xml\n");
}

Response open_search(Reading& in) {
    auto site = text::escape_html(in.env.site().site_name), base = text::escape_html(base_url(in.env));
    auto response = xml(std::string(head) + "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\"><ShortName>" +
                        text::shorten(site, 15) + "</ShortName><Description>" + site +
                        "</Description><InputEncoding>UTF-8</InputEncoding><Url type=\"text/html\" template=\"" + base +
                        "/search?q={searchTerms}\"/></OpenSearchDescription>\n");
    response.set("Content-Type", "application/opensearchdescription+xml; charset=utf-8");
    return response;
}

/// RFC 9116. The contact is the page that says how to report; the file expires in less than a year.
Response security(Reading& in) {
    in.tag("day");
    auto base = base_url(in.env);
    return http::text("Contact: " + base + "/errors\nExpires: " + (in.today() + 180).text() +
                      "T00:00:00Z\nPreferred-Languages: zh\nCanonical: " + base + "/.well-known/security.txt\n");
}

}  // namespace

http::Routes sitemap_routes(Environment const& env) {
    using http::Method;
    return {{Method::get, "/sitemap.xml", page(env, {}, index)},
            {Method::get, "/sitemaps/{name}", page(env, {}, one)},
            {Method::get, "/robots.txt", page(env, {}, robots)},
            {Method::get, "/opensearch.xml", page(env, {}, open_search)},
            {Method::get, "/.well-known/security.txt", page(env, {}, security)}};
}

}  // namespace mingtang::channels::web
