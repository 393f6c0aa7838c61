#include <algorithm>

#include "base/json.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"
#include "organ/web/layout.hpp"

namespace mingtang::organ::web {
namespace {

struct Entry {
    std::string label, href;
    std::string also;         // another root of addresses that belong to it
    std::vector<Role> roles;  // none: everybody who is signed in
    std::int64_t place = 0;
};

Entry entry_of(json::object const& row) {
    Entry entry{.label = json::text(row, "label"),
                .href = json::text(row, "href"),
                .also = json::text(row, "also"),
                .place = json::number(row, "place")};
    if (auto const* roles = row.if_contains("roles"))
        for (auto const& role : roles->as_array()) entry.roles.push_back(from_text<Role>(role.as_string()).value());
    return entry;
}

/// Of every module's navigation.json, by place.
std::vector<Entry> const& navigation() {
    static auto const entries = [] {
        std::vector<Entry> all;
        for (auto const& path : resources("src/", "/navigation.json")) {
            auto const parsed = boost::json::parse(resource(path).value());
            for (auto const& row : parsed.as_array()) all.push_back(entry_of(row.as_object()));
        }
        std::stable_sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.place < b.place; });
        return all;
    }();
    return entries;
}

bool may_see(Actor const& actor, Entry const& entry) {
    return entry.roles.empty() || std::any_of(entry.roles.begin(), entry.roles.end(), [&](Role role) { return actor.has_anywhere(role); });
}

bool stands_under(std::string_view path, std::string_view href) {
    return path == href || (path.starts_with(href) && path.size() > href.size() && path[href.size()] == '/');
}

/// The entry whose address reaches deepest into the path.
Entry const* current_of(std::string_view path, Actor const& actor) {
    Entry const* deepest = nullptr;
    std::size_t depth = 0;
    for (auto const& entry : navigation()) {
        if (!may_see(actor, entry)) continue;
        for (auto const& root : {entry.href, entry.also})
            if (!root.empty() && stands_under(path, root) && root.size() > depth) deepest = &entry, depth = root.size();
    }
    return deepest;
}

/// The main navigation of the portal: the section to mark for a path.
void mark_portal_place(view::Data layout, std::string_view path) {
    static constexpr std::pair<std::string_view, std::string_view> places[] = {
        {"/disclosure", "nav_disclosure"}, {"/units", "nav_units"},     {"/catalogue", "nav_catalogue"},
        {"/guide", "nav_guide"},           {"/request", "nav_request"}, {"/letters", "nav_letters"},
        {"/letter", "nav_letters"},        {"/rules", "nav_rules"},     {"/reports", "nav_reports"}};
    layout.show("nav_home", path == "/");
    for (auto [href, section] : places) layout.show(section, stands_under(path, href));
}

http::Response whole_page(view::View const& layout, int status) { return http::html(layout.render(), status); }

}  // namespace

void fill_layout(view::Data layout, Environment const& env, http::Request const& request, std::string_view title) {
    auto site = env.site();
    auto const& size = request.cookies["text"];
    layout.set("page_title", title)
        .set("site_name", site.site_name)
        .set("site_domain", site.site_domain)
        .set("site_id_code", site.site_id_code);
    layout.set("html_class", size == "large"    ? "text-large"
                             : size == "xlarge" ? "text-xlarge"
                                                : "")
        .set("own_address", text::percent_encode(request.target));
    layout.set("sponsor", site.sponsor).set("contact_phone", site.contact_phone).set("address", site.address);
    layout.set_section("contact_phone_section", "contact_phone", site.contact_phone);
    layout.set_section("icp_number_section", "icp_number", site.icp_number);
    layout.set_section("police_number_section", "police_number", site.police_number);
    layout.set_section("errors_url_section", "errors_url", site.errors_url.empty() ? "/errors" : site.errors_url);
    layout.set("portal_css", view::asset_url("portal.css")).set("desk_css", view::asset_url("desk.css"));
    layout.set("portal_js", view::asset_url("portal.js")).set("desk_js", view::asset_url("desk.js"));
    layout.set("editor_js", view::asset_url("editor.js"))
        .set("charts_js", view::asset_url("charts.js"))
        .set("seal_svg_url", view::asset_url("seal.svg"));
}

void add_crumb(view::Data layout, std::string_view label, std::string_view href) {
    layout.section("crumbs").set("label", label).set_section("href_section", "href", href);
}

std::string own_path(std::string_view next, std::string_view fallback) {
    bool own = next.starts_with('/') && !next.starts_with("//") && next.find('\\') == next.npos &&
               std::none_of(next.begin(), next.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    return std::string(own ? next : fallback);
}

DeskPage::DeskPage(Desk const& desk, std::string_view view_name, std::string_view title)
    : desk_(desk), layout_("layout/desk"), content_(layout_.data().include("content", view_name)) {
    auto layout = layout_.data();
    fill_layout(layout, desk.env, desk.request, title);
    layout.set("csrf_token", desk.csrf_token);
    content_.set("csrf_token", desk.csrf_token).set("page_title", title);
    layout.section("signed_in").set("person_name", desk.actor.name).set("unit_name", desk.unit_name);
}

DeskPage& DeskPage::crumb(std::string_view label, std::string_view href) {
    add_crumb(layout_.data(), label, href);
    return *this;
}

DeskPage& DeskPage::count(std::string_view href, long long number) {
    counts_.emplace_back(href, number);
    return *this;
}

DeskPage& DeskPage::count_all(Context& in) {
    for (auto const& entry : desk_.env.counts) {
        bool set = std::any_of(counts_.begin(), counts_.end(), [&](auto const& one) { return one.first == entry.href; });
        if (!set) counts_.emplace_back(entry.href, entry.number(in));
    }
    return *this;
}

http::Response DeskPage::response(int status) {
    auto const* current = current_of(desk_.request.path, desk_.actor);
    for (auto const& entry : navigation()) {
        if (!may_see(desk_.actor, entry)) continue;
        auto row = layout_.data().section("desk_nav");
        row.set("label", entry.label).set("href", entry.href).show("current", &entry == current);
        for (auto const& [href, number] : counts_)
            if (href == entry.href && number > 0) row.set_section("count_section", "count", std::to_string(number));
    }
    auto response = whole_page(layout_, status);
    response.set("Cache-Control", "no-store");
    return response;
}

PortalPage::PortalPage(Environment const& env, http::Request const& request, std::string_view view_name, std::string_view title)
    : layout_("layout/portal"), content_(layout_.data().include("content", view_name)) {
    fill_layout(layout_.data(), env, request, title);
    mark_portal_place(layout_.data(), request.path);
    content_.set("page_title", title);
}

PortalPage& PortalPage::crumb(std::string_view label, std::string_view href) {
    add_crumb(layout_.data(), label, href);
    return *this;
}

PortalPage& PortalPage::meta(std::string_view name, std::string_view content) {
    if (!content.empty()) layout_.data().section("meta").set("name", name).set("content", content);
    return *this;
}

PortalPage& PortalPage::alternate(std::string_view type, std::string_view title, std::string_view href) {
    auto link = layout_.data().section("links");
    link.set("rel", "alternate").set("href", href).set_section("type_section", "type", type).set_section("title_section", "title", title);
    return *this;
}

http::Response PortalPage::response(int status) { return whole_page(layout_, status); }

PlainPage::PlainPage(Environment const& env, http::Request const& request, std::string_view view_name, std::string_view title)
    : layout_("layout/plain"), content_(layout_.data().include("content", view_name)) {
    fill_layout(layout_.data(), env, request, title);
    content_.set("page_title", title);
}

http::Response PlainPage::response(int status) {
    auto response = whole_page(layout_, status);
    response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace mingtang::organ::web
