#include "base/text.hpp"
#include "catalogue/words.hpp"
#include "channels/web/freshness.hpp"
#include "channels/web/listing.hpp"

namespace mingtang::channels::web {
namespace {

namespace store = disclosure::store;

constexpr int latest_of_unit = 10;

std::map<Id, store::Count> counts_by_id(Reading& in, store::By by, Filter const& filter = {}) {
    std::map<Id, store::Count> counts;
    for (auto& count : store::public_counts(in.tx, by, filter)) counts[std::stoll(count.key)] = count;
    return counts;
}

Response directory(Reading& in) {
    in.tag("list:all"), in.tag("units");
    PortalPage page(in.env, in.request, "channels/units", word("page", "units"));
    page.crumb(word("page", "home"), "/").crumb(word("page", "units"));
    describe_column(page, word("page", "units"), word("page", "units"));
    auto counts = counts_by_id(in, store::By::unit);
    auto units = organ::store::all_units(in.tx);
    auto data = page.data();
    for (auto kind : EnumNames<organ::UnitKind>::names) {
        std::optional<view::Data> group;
        for (auto const& unit : units) {
            if (!unit.open || to_text(unit.kind) != kind) continue;
            if (!group) group = data.section("unit_groups").set("kind_word", word("unit_kind", kind)).set("kind", kind);
            auto row = group->section("units");
            row.set("name", unit.name).set("unit_href", "/units/" + unit.code).set("count", counts[unit.id].count);
            row.set("address", unit.address).set("telephone", unit.telephone);
        }
    }
    std::optional<view::Data> closed;
    for (auto const& unit : units) {
        if (unit.open) continue;
        if (!closed) closed = data.section("closed");
        auto row = closed->section("units");
        row.set("name", unit.name).set("unit_href", "/units/" + unit.code).set("count", counts[unit.id].count);
        auto after = organ::store::successor(in.tx, unit);
        if (after.id != unit.id) row.section("successor").set("successor_name", after.name).set("successor_href", "/units/" + after.code);
    }
    return page.response();
}

std::optional<Unit> find(Reading& in) {
    in.tag("units");
    auto unit = organ::store::unit_by_code(in.tx, in.request.param("code"));
    if (unit) in.tag("unit", unit->id), in.tag("list:unit", unit->id);
    return unit;
}

void add_history(Reading& in, view::Data data, Unit const& unit) {
    auto names = organ::store::former_names(in.tx, unit.id);
    auto merged = organ::store::merged_into(in.tx, unit.id);
    if (!names.empty() || !merged.empty()) {
        auto history = data.section("history");
        for (auto const& name : names) history.section("former_names").set("name", name.name).set("until_on", name.until_on.text());
        for (auto const& one : merged) history.section("merged").set("name", one.name).set("href", "/units/" + one.code);
    }
    auto after = organ::store::successor(in.tx, unit);
    if (after.id != unit.id) data.section("successor").set("successor_name", after.name).set("successor_href", "/units/" + after.code);
}

void add_people(Reading& in, view::Data data, Unit const& unit) {
    auto leaders = organ::store::leaders(in.tx, unit.id);
    if (!leaders.empty()) {
        auto block = data.section("has_leaders");
        for (auto const& leader : leaders)
            block.section("leaders").set("post", leader.post).set("name", leader.name).set("duty", leader.duty);
    }
    auto divisions = organ::store::divisions(in.tx, unit.id);
    if (divisions.empty()) return;
    auto block = data.section("has_divisions");
    for (auto const& one : divisions)
        block.section("divisions").set("name", one.name).set("duties", one.duties).set("telephone", one.telephone);
}

void add_contact(view::Data data, Unit const& unit) {
    data.set_section("address_section", "address", unit.address).set_section("hours_section", "hours", unit.hours);
    data.set_section("telephone_section", "telephone", unit.telephone).set_section("fax_section", "fax", unit.fax);
    data.set_section("email_section", "email", unit.email).set_section("postcode_section", "postcode", unit.postcode);
    data.set_section("credit_section", "credit_code", unit.credit_code);
}

void add_catalogue(Reading& in, view::Data data, Unit const& unit) {
    in.tag("catalogue");
    auto counts = counts_by_id(in, store::By::catalogue_item, {.unit_id = unit.id});
    int overdue = 0;
    std::optional<view::Data> block;
    for (auto const& item : catalogue::store::items_of(in.tx, unit.id)) {
        if (!item.open) continue;
        if (!block) block = data.section("has_catalogue");
        auto const& count = counts[item.id];
        auto row = block->section("items");
        row.set("level1", item.level1).set("level2", item.level2).set("href", "/catalogue/items/" + std::to_string(item.id));
        row.set("cadence", catalogue::word("cadence", to_text(item.cadence))).set("time_limit", item.time_limit).set("count", count.count);
        auto fresh = freshness_of(in, item, count.last_on);
        add_freshness(in, row, fresh);
        overdue += fresh.standing == catalogue::Standing::overdue;
    }
    if (overdue) block->section("has_overdue").set("overdue_count", overdue);
}

void add_duties(view::Data data, Unit const& unit) {
    std::optional<view::Data> block;
    for (auto const& paragraph : text::split(unit.duties, '\n')) {
        if (!block) block = data.section("has_duties");
        block->section("duties").set("paragraph", paragraph);
    }
}

Response show(Reading& in) {
    auto unit = find(in);
    if (!unit) return not_found(in);
    PortalPage page(in.env, in.request, "channels/unit", unit->name);
    page.crumb(word("page", "home"), "/").crumb(word("page", "units"), "/units").crumb(short_name(*unit));
    describe_column(page, unit->name, unit->name);
    add_feeds(page, unit->name, "/feeds/units/" + unit->code);
    auto data = page.data();
    data.set("name", unit->name)
        .set("kind_word", word("unit_kind", to_text(unit->kind)))
        .set("list_href", "/units/" + unit->code + "/disclosure");
    data.set("count", store::public_count(in.tx, {.unit_id = unit->id}));
    if (unit->open) data.section("has_guide").set("guide_href", "/guide/" + unit->code);
    add_history(in, data, *unit);
    add_duties(data, *unit);
    add_people(in, data, *unit);
    add_contact(data, *unit);
    add_catalogue(in, data, *unit);
    auto latest = store::public_list(in.tx, {.unit_id = unit->id}, {}, latest_of_unit);
    data.show("none", latest.empty());
    if (!latest.empty()) add_rows(in, data.section("latest"), "rows", latest, false);
    return page.response();
}

Response list(Reading& in) {
    auto unit = find(in);
    if (!unit) return not_found(in);
    PortalPage page(in.env, in.request, "channels/list", unit->name);
    page.crumb(word("page", "home"), "/").crumb(word("page", "units"), "/units").crumb(short_name(*unit), "/units/" + unit->code);
    page.crumb(word("page", "unit_disclosure"));
    describe_column(page, unit->name, unit->name);
    add_feeds(page, unit->name, "/feeds/units/" + unit->code);
    Listing listing{.path = "/units/" + unit->code + "/disclosure", .filter = {.unit_id = unit->id}, .with_unit = false};
    if (!add_listing(in, page.data().include("listing", "channels/listing"), std::move(listing))) return not_found(in);
    return page.response();
}

}  // namespace

http::Routes unit_routes(Environment const& env) {
    using http::Method;
    return {{Method::get, "/units", page(env, {}, directory)},
            {Method::get, "/units/{code}", page(env, {}, show)},
            {Method::get, "/units/{code}/disclosure", page(env, listing_query, list)}};
}

}  // namespace mingtang::channels::web
