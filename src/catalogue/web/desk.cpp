#include "catalogue/actions/common.hpp"
#include "catalogue/due.hpp"
#include "catalogue/guide.hpp"
#include "catalogue/particulars.hpp"
#include "catalogue/rules.hpp"
#include "catalogue/standard.hpp"
#include "catalogue/store.hpp"
#include "catalogue/web/form.hpp"
#include "catalogue/web/routes.hpp"
#include "catalogue/words.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"

/// What a unit sees of its own catalogue: what is due, what the standard changed, what its guide lacks.
namespace mingtang::catalogue::web {
namespace {

using http::Response;
using organ::Context;
using organ::web::Desk;
using organ::web::DeskPage;

// All that the page of what is due leads here; what they may change the actions say.
constexpr organ::Role roles[] = {organ::Role::filer,  organ::Role::reviewer,      organ::Role::unit_head,
                                 organ::Role::office, organ::Role::administrator, organ::Role::auditor};

bool may_see(organ::Actor const& actor, Id unit_id) {
    return std::any_of(std::begin(roles), std::end(roles), [&](organ::Role role) { return actor.has(role, unit_id); });
}

/// Who comes in under /desk/proposals and may propose for the unit.
bool may_propose(organ::Actor const& actor, Id unit_id) {
    return actor.has(organ::Role::filer, unit_id) || actor.has(organ::Role::office, unit_id);
}

std::string address_of(Id unit_id) { return "/desk/catalogue?unit=" + std::to_string(unit_id); }

/// The unit that is asked for, else the person's own.
Id chosen_unit(Desk const& desk) {
    auto asked = number_of(desk.request.query["unit"]);
    return asked ? asked : desk.actor.unit_id;
}

void fill_units(view::Data data, Context& in, organ::Actor const& actor, Id unit_id) {
    for (auto const& unit : organ::store::all_units(in.tx))
        if (unit.open && may_see(actor, unit.id))
            organ::web::add_option(data, "units", std::to_string(unit.id), unit.name, unit.id == unit_id);
}

void fill_guide(view::Data data, organ::Unit const& unit, std::size_t entries) {
    std::optional<view::Data> block;
    for (auto const& name : missing_of_guide(unit, entries)) {
        if (!block) block = data.section("guide_lacks");
        block->section("lacks").set("element", word("guide", name));
    }
    data.show("guide_whole", !block);
    data.set("guide_href", "/guide/" + unit.code);
}

struct Row {
    Item item;
    Due due;
};

/// Late first, then by day; those without a day last.
std::vector<Row> rows_of(Context& in, Id unit_id) {
    auto dues = dues_by_item(in.tx, unit_id);
    std::vector<Row> rows;
    for (auto& item : store::items_of(in.tx, unit_id))
        if (item.open) rows.push_back({item, dues[item.id]});
    std::stable_sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) {
        if (!a.due.due_on || !b.due.due_on) return bool(a.due.due_on) > bool(b.due.due_on);
        return a.due.due_on < b.due.due_on;
    });
    return rows;
}

void fill_rows(view::Data data, Context& in, std::vector<Row> const& rows) {
    int late = 0, soon = 0;
    std::optional<view::Data> table;
    for (auto const& [item, due] : rows) {
        if (!table) table = data.section("table");
        auto row = table->section("items");
        row.set("name", full_name(item))
            .set("href", "/desk/catalogue/items/" + std::to_string(item.id))
            .set("cadence", cadence_words(item));
        row.set("last_on", due.last_on.text()).show("never", !due.last_on);
        auto clock = clock_shown(due.due_on, in.today(), in.calendar);
        if (due.due_on)
            row.section("clock").set("due_on", due.due_on.text()).set("nearness", clock.nearness).set("clock_words", clock.words);
        late += clock.nearness == "overdue", soon += clock.nearness == "soon" || clock.nearness == "today";
    }
    data.set("late", late).set("soon", soon).set("all", rows.size()).show("has_late", late > 0).show("none", rows.empty());
}

void fill_behind(view::Data data, Context& in, Id unit_id) {
    std::optional<view::Data> block;
    for (auto const& item : behind_standard(in.tx, unit_id)) {
        if (!block) block = data.section("behind");
        block->section("behind_items").set("name", full_name(item)).set("href", "/desk/catalogue/items/" + std::to_string(item.id));
    }
}

Response unit_page(Desk const& desk, Id unit_id, std::optional<Refusal> const& refusal) {
    if (!may_see(desk.actor, unit_id)) return organ::web::refused(desk, {"organ.role.forbidden"});
    DeskPage page(desk, "catalogue/desk", word("title", "desk"));
    page.crumb(word("title", "desk"));
    auto data = page.data();
    bool found = organ::look(desk.env, desk.actor, [&](Context& in) {
        auto unit = organ::store::unit_by_id(in.tx, unit_id);
        if (!unit) return false;
        auto rows = rows_of(in, unit_id);
        data.set("owner", unit->name);
        if (may_propose(desk.actor, unit_id))
            data.section("may_propose").set("propose_href", "/desk/proposals/new?unit=" + std::to_string(unit_id));
        fill_units(data, in, desk.actor, unit_id);
        fill_rows(data, in, rows);
        fill_behind(data, in, unit_id);
        fill_guide(data, *unit, rows.size());
        data.set("clocks_href", "/desk/clocks?unit=" + std::to_string(unit_id));
        return true;
    });
    if (!found) return organ::web::refused(desk, {"catalogue.derive.unit"});
    if (refusal) organ::web::show_refusal(data, *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

Response show_unit(Desk const& desk) { return unit_page(desk, chosen_unit(desk), {}); }

/// Standard entry as it was, as it is, and the unit's own, particular by particular.
void fill_comparison(view::Data data, Context& in, Item const& own) {
    auto standard = own.standard_id ? store::item(in.tx, own.standard_id) : std::nullopt;
    data.show("no_standard", !standard);
    if (!standard) return;
    auto base = base_of(in.tx, own).value();
    auto block = data.section("with_standard");
    bool is_behind = std::max(standard->edition, 1) != std::max(own.standard_edition, 1);
    block.show("is_behind", is_behind).set_section("why_section", "why", own.deviation);
    auto then = shown_particulars(base), now = shown_particulars(*standard), here = shown_particulars(own);
    for (std::size_t i = 0; i < here.size(); ++i) {
        auto row =
            block.section("rows").set("what", here[i].name).set("then", then[i].after).set("now", now[i].after).set("own", here[i].after);
        row.show("standard_changed", then[i].after != now[i].after).show("own_differs", here[i].after != then[i].after);
    }
}

Response item_page(Desk const& desk, Item const& item, std::optional<Refusal> const& refusal) {
    if (!may_see(desk.actor, item.unit_id)) return organ::web::refused(desk, {"organ.role.forbidden"});
    DeskPage page(desk, "catalogue/compare", full_name(item));
    page.crumb(word("title", "desk"), address_of(item.unit_id)).crumb(full_name(item));
    auto data = page.data();
    data.set("id", item.id)
        .set("name", full_name(item))
        .set("code", item.code)
        .set("public_href", "/catalogue/items/" + std::to_string(item.id));
    data.set("editions_href", "/catalogue/items/" + std::to_string(item.id) + "/editions");
    if (may_propose(desk.actor, item.unit_id))
        data.section("may_propose").set("propose_href", "/desk/proposals/new?item=" + std::to_string(item.id));
    data.set("typed_reason", desk.request.form["reason"]);
    data.show("may_arrange", may_arrange(desk.actor, item.unit_id).has_value());
    organ::look(desk.env, desk.actor, [&](Context& in) {
        fill_comparison(data, in, item);
        return 0;
    });
    if (refusal) organ::web::show_refusal(data, *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

std::optional<Item> stored_item(Desk const& desk) {
    auto id = desk.request.id_param("id");
    return id ? organ::look(desk.env, desk.actor, [&](Context& in) { return store::item(in.tx, *id); }) : std::nullopt;
}

Response show_item(Desk const& desk) {
    auto item = stored_item(desk);
    return item ? item_page(desk, *item, {}) : organ::web::refused(desk, {"catalogue.item.not_found"});
}

Response settle(Desk const& desk, std::function<Outcome<Item>(Context&, Id)> const& action) {
    auto item = stored_item(desk);
    if (!item) return organ::web::refused(desk, {"catalogue.item.not_found"});
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) { return action(in, item->id); });
    return done ? http::see_other(address_of(item->unit_id)) : item_page(desk, *item, done.error());
}

Response post_adopt(Desk const& desk) { return settle(desk, adopt_standard); }
Response post_keep(Desk const& desk) {
    return settle(desk, [&](Context& in, Id id) { return keep_own(in, id, desk.request.form["reason"]); });
}

}  // namespace

http::Routes desk_routes(organ::Environment const& env) {
    using http::Method;
    auto own = [&](organ::web::DeskHandler handler) {
        return organ::web::desk_for(env, {std::begin(roles), std::end(roles)}, std::move(handler));
    };
    return {{Method::get, "/desk/catalogue", own(show_unit)},
            {Method::get, "/desk/catalogue/items/{id}", own(show_item)},
            {Method::post, "/desk/catalogue/items/{id}/adopt", own(post_adopt)},
            {Method::post, "/desk/catalogue/items/{id}/keep", own(post_keep)}};
}

}  // namespace mingtang::catalogue::web
