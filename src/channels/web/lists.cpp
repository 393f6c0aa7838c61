#include "channels/web/listing.hpp"

namespace mingtang::channels::web {
namespace {

Response list_page(Reading& in, std::string const& title, std::string const& lead, Listing listing, std::string const& feed) {
    PortalPage page(in.env, in.request, "channels/list", title);
    page.crumb(word("page", "home"), "/");
    if (listing.path != "/disclosure") page.crumb(word("page", "disclosure"), "/disclosure");
    page.crumb(title);
    describe_column(page, title, lead.empty() ? title : lead);
    if (!feed.empty()) add_feeds(page, title, feed);
    auto data = page.data();
    data.set_section("lead_section", "lead", lead);
    if (!add_listing(in, data.include("listing", "channels/listing"), std::move(listing))) return not_found(in);
    return page.response();
}

Response archive(Reading& in, int year, std::string month) {
    in.tag("list:all");
    Listing listing{.path = "/disclosure", .filter = {.year = year, .month = std::move(month)}, .by_path = true};
    return list_page(in, word("page", "disclosure"), "", std::move(listing), "/feeds/all");
}

Response all(Reading& in) { return archive(in, 0, ""); }

Response of_year(Reading& in) {
    auto year = number_of(in.request.param("year"));
    if (!year || *year < 1900 || *year > 2199) return not_found(in);
    return archive(in, *year, "");
}

Response of_month(Reading& in) {
    auto month = in.request.param("year") + "-" + in.request.param("month");
    auto first = Date::parse(month + "-01");
    if (!first) return not_found(in);
    return archive(in, first->year(), month);
}

Response of_subject(Reading& in) {
    auto const& code = in.request.param("code");
    in.tag("catalogue");
    auto subject = catalogue::store::subject_by_code(in.tx, code);
    if (!subject) return not_found(in);
    in.tag("list:subject:" + code);
    return list_page(in, subject->name, subject->description, {.path = "/subjects/" + code, .filter = {.subject = code}},
                     "/feeds/subjects/" + code);
}

Response of_kind(Reading& in) {
    auto kind = from_text<disclosure::Kind>(in.request.param("kind"));
    if (!kind) return not_found(in);
    auto name = std::string(to_text(*kind));
    in.tag("list:kind:" + name);
    return list_page(in, word("kind", name), "", {.path = "/kinds/" + name, .filter = {.kind = kind}, .with_kinds = false}, "");
}

}  // namespace

http::Routes list_routes(Environment const& env) {
    using http::Method;
    std::vector<std::string_view> const archive_query{"kind", "after", "before"};
    return {{Method::get, "/disclosure", page(env, archive_query, all)},
            {Method::get, "/disclosure/year/{year}", page(env, archive_query, of_year)},
            {Method::get, "/disclosure/year/{year}/{month}", page(env, archive_query, of_month)},
            {Method::get, "/subjects/{code}", page(env, listing_query, of_subject)},
            {Method::get, "/kinds/{kind}", page(env, {"year", "month", "after", "before"}, of_kind)}};
}

}  // namespace mingtang::channels::web
