#include "channels/web/catalogue_tree.hpp"
#include "channels/web/listing.hpp"
#include "law/article.hpp"
#include "markup/markup.hpp"

namespace mingtang::channels::web {
namespace {

// Entries of the general catalogue (法定主动公开内容) that two of the fixed columns show.
constexpr char const* item_of_rules = "general-21";
constexpr char const* item_of_reports = "general-22";
/// law: ogi-2019:12, the guide; a text kept with the settings, else made of what the site knows of its units.
constexpr char const* guide_setting = "guide_html";

PortalPage start(Reading& in, std::string_view view_name, std::string const& title) {
    PortalPage page(in.env, in.request, view_name, title);
    page.crumb(word("page", "home"), "/").crumb(title);
    describe_column(page, title, title);
    return page;
}

void add_unit(view::Data data, Unit const& unit) {
    data.set("name", unit.name).set("unit_href", "/units/" + unit.code).set("guide_href", "/guide/" + unit.code);
    data.set("address", unit.address).set("hours", unit.hours).set("telephone", unit.telephone).set("fax", unit.fax);
    data.set("postcode", unit.postcode).set("email", unit.email);
    data.set_section("fax_section", "fax", unit.fax).set_section("email_section", "email", unit.email);
    data.set_section("postcode_section", "postcode", unit.postcode);
}

/// law: ogi-2019:27 one applies to organs of government; enterprises disclose, but take no applications (国办发〔2020〕50号).
void add_units(Reading& in, view::Data data) {
    in.tag("units");
    for (auto const& unit : organ::store::all_units(in.tx))
        if (unit.open && unit.kind != organ::UnitKind::enterprise) add_unit(data.section("units"), unit);
}

void add_site(Reading& in, view::Data data) {
    auto site = in.env.site();
    data.set("site_name", site.site_name)
        .set("site_domain", site.site_domain)
        .set("sponsor", site.sponsor)
        .set("contact_phone", site.contact_phone);
    data.set("address", site.address).set("site_id_code", site.site_id_code);
}

Response guide(Reading& in) {
    auto page = start(in, "channels/guide", word("page", "guide"));
    auto data = page.data();
    add_site(in, data);
    add_units(in, data);
    auto html = organ::store::settings(in.tx)[guide_setting];
    if (!html.empty()) {
        data.section("kept").set_html("guide_html", markup::for_display(markup::sanitise(html).html, word("format", "table")));
    } else {
        data.show("made");
    }
    return page.response();
}

Response guide_of_unit(Reading& in) {
    in.tag("units");
    auto unit = organ::store::unit_by_code(in.tx, in.request.param("code"));
    if (!unit || !unit->open) return not_found(in);
    PortalPage page(in.env, in.request, "channels/unit_guide", unit->name);
    page.crumb(word("page", "home"), "/").crumb(word("page", "guide"), "/guide").crumb(short_name(*unit));
    add_unit(page.data(), *unit);
    page.data().set("list_href", "/units/" + unit->code + "/disclosure");
    page.data()
        .show("takes_applications", unit->kind != organ::UnitKind::enterprise)
        .show("is_enterprise", unit->kind == organ::UnitKind::enterprise);
    return page.response();
}

Response fixed_column(Reading& in, std::string const& name, char const* item_code) {
    in.tag("catalogue");
    auto page = start(in, "channels/list", word("page", name));
    auto item = catalogue::store::item_by_code(in.tx, 0, item_code);
    Filter filter{.catalogue_item_ids = {-1}};
    if (item) {
        filter.catalogue_item_ids = items_under(in, *item);
        add_feeds(page, word("page", name), "/feeds/catalogue/" + std::to_string(item->id));
        page.data().set_section("lead_section", "lead", item->content);
    }
    Listing listing{.path = "/" + name, .filter = std::move(filter), .with_kinds = false};
    if (!add_listing(in, page.data().include("listing", "channels/listing"), std::move(listing))) return not_found(in);
    return page.response();
}

Response rules(Reading& in) { return fixed_column(in, "rules", item_of_rules); }
Response reports(Reading& in) { return fixed_column(in, "reports", item_of_reports); }

Response about(Reading& in) {
    auto page = start(in, "channels/about", word("page", "about"));
    add_site(in, page.data());
    return page.response();
}

Response errors(Reading& in) {
    auto page = start(in, "channels/errors", word("page", "errors"));
    add_site(in, page.data());
    in.tag("units");
    for (auto const& unit : organ::store::all_units(in.tx)) {
        if (!unit.open || unit.kind != organ::UnitKind::office) continue;
        add_unit(page.data().section("office"), unit);
        break;
    }
    return page.response();
}

Response law_page(Reading& in) {
    auto const* statute = law::find_statute(in.request.param("id"));
    if (!statute) return not_found(in);
    PortalPage page(in.env, in.request, "channels/law", statute->title);
    page.crumb(word("page", "home"), "/").crumb(word("page", "law"), "/law").crumb(statute->title);
    auto data = page.data();
    data.set_section("issued_section", "issued", statute->issued).set_section("in_force_section", "in_force", statute->in_force);
    data.set_section("source_section", "source", statute->source);
    for (auto const& article : statute->articles) {
        auto row = data.section("articles");
        row.set("number", article.number).set("anchor", "a" + std::to_string(article.number));
        row.set_section("rule_section", "rule", article.rule).set_section("words_section", "words", article.words);
    }
    return page.response();
}

Response laws(Reading& in) {
    auto page = start(in, "channels/laws", word("page", "law"));
    for (auto const& statute : law::statutes())
        page.data()
            .section("laws")
            .set("title", statute.title)
            .set("href", "/law/" + statute.id)
            .set("issued", statute.issued)
            .set("in_force", statute.in_force);
    return page.response();
}

Response site_map(Reading& in) {
    auto page = start(in, "channels/sitemap", word("page", "sitemap"));
    auto data = page.data();
    in.tag("units"), in.tag("catalogue");
    for (auto const& unit : organ::store::all_units(in.tx)) data.section("units").set("name", unit.name).set("href", "/units/" + unit.code);
    for (auto const& domain : catalogue::store::domains(in.tx))
        data.section("domains").set("name", domain.name).set("href", "/catalogue/" + domain.code);
    for (auto const& subject : catalogue::store::subjects(in.tx))
        data.section("subjects").set("name", subject.name).set("href", "/subjects/" + subject.code);
    for (auto kind : EnumNames<disclosure::Kind>::names)
        data.section("kinds").set("name", word("kind", kind)).set("href", "/kinds/" + std::string(kind));
    return page.response();
}

}  // namespace

http::Routes plain_routes(Environment const& env) {
    using http::Method;
    std::vector<std::string_view> column{"year", "month", "after", "before"};
    return {{Method::get, "/guide", page(env, {}, guide)},     {Method::get, "/guide/{code}", page(env, {}, guide_of_unit)},
            {Method::get, "/rules", page(env, column, rules)}, {Method::get, "/reports", page(env, column, reports)},
            {Method::get, "/law", page(env, {}, laws)},        {Method::get, "/law/{id}", page(env, {}, law_page)},
            {Method::get, "/about", page(env, {}, about)},     {Method::get, "/errors", page(env, {}, errors)},
            {Method::get, "/sitemap", page(env, {}, site_map)}};
}

}  // namespace mingtang::channels::web
