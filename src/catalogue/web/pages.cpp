#include <limits>
#include <map>

#include "catalogue/actions.hpp"
#include "catalogue/module.hpp"
#include "catalogue/standard.hpp"
#include "catalogue/store.hpp"
#include "catalogue/web/form.hpp"
#include "catalogue/web/routes.hpp"
#include "catalogue/words.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"

namespace mingtang::catalogue {
namespace {

using http::Response;
using organ::Context;
using organ::web::add_option;
using organ::web::Desk;
using organ::web::DeskPage;
using web::fill_particulars;
using web::read_item;

std::string name_of(Item const& item) { return full_name(item); }
std::string address_of(Id id) { return "/admin/catalogue/" + std::to_string(id); }

std::string owner_name(Context& in, Id unit_id) {
    auto unit = unit_id ? organ::store::unit_by_id(in.tx, unit_id) : std::nullopt;
    return unit ? unit->name : word("title", "standard");
}

/// The entries of one unit (`?unit=`), or the standard ones.
Response list(Desk const& desk) {
    DeskPage page(desk, "catalogue/items", word("title", "items"));
    page.crumb(word("title", "items"));
    organ::look(desk.env, desk.actor, [&](Context& in) {
        auto unit_id = number_of(desk.request.query["unit"]);
        auto data = page.data();
        data.set("owner", owner_name(in, unit_id)).set("new_href", "/admin/catalogue/new?unit=" + std::to_string(unit_id));
        if (unit_id) data.section("derive_section").set("derive_href", "/admin/catalogue/derive?unit=" + std::to_string(unit_id));
        add_option(data, "owners", "0", word("title", "standard"), unit_id == 0);
        for (auto const& unit : organ::store::all_units(in.tx))
            if (unit.open) add_option(data, "owners", std::to_string(unit.id), unit.name, unit.id == unit_id);
        std::map<std::string, std::string> domains;
        for (auto const& domain : store::domains(in.tx)) domains[domain.code] = domain.name;
        auto items = store::items_of(in.tx, unit_id);
        data.set("count", items.size()).show("none", items.empty());
        if (items.empty()) return 0;
        auto table = data.section("table");
        for (auto const& item : items) {
            auto row = table.section("items");
            row.set("href", address_of(item.id)).set("name", name_of(item)).set("code", item.code).set("domain", domains[item.domain]);
            row.set("cadence", word("cadence", to_text(item.cadence))).set("time_limit", item.time_limit).show("closed", !item.open);
        }
        return 0;
    });
    return page.response();
}

void fill_choices(view::Data data, Context& in, Item const& item) {
    data.set("owner", owner_name(in, item.unit_id)).set("unit_id", item.unit_id).set("code", item.code);
    data.set("level1", item.level1).set("level2", item.level2).set("back_href", "/admin/catalogue?unit=" + std::to_string(item.unit_id));
    for (auto const& domain : store::domains(in.tx)) add_option(data, "domains", domain.code, domain.name, domain.code == item.domain);
    if (!item.unit_id) return;
    auto of_unit = data.section("of_unit");
    add_option(of_unit, "standards", "0", word("title", "no_standard"), item.standard_id == 0);
    for (auto const& one : store::items_of(in.tx, 0))
        if (one.open) add_option(of_unit, "standards", std::to_string(one.id), one.code + " " + name_of(one), one.id == item.standard_id);
}

Response new_page(Desk const& desk, Item const& item, std::optional<Refusal> const& refusal) {
    DeskPage page(desk, "catalogue/item_new", word("title", "new"));
    page.crumb(word("title", "items"), "/admin/catalogue").crumb(word("title", "new"));
    organ::look(desk.env, desk.actor, [&](Context& in) {
        fill_choices(page.data(), in, item);
        fill_particulars(page.data(), item, desk.request.form);
        return 0;
    });
    if (refusal) organ::web::show_refusal(page.data(), *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

Response get_new(Desk const& desk) { return new_page(desk, {.unit_id = number_of(desk.request.query["unit"])}, {}); }

Response post_new(Desk const& desk) {
    auto const& form = desk.request.form;
    Item item{.unit_id = number_of(form["unit_id"]),
              .standard_id = number_of(form["standard_id"]),
              .domain = form["domain"],
              .code = form["code"],
              .level1 = form["level1"],
              .level2 = form["level2"]};
    read_item(form, item);
    auto made = organ::act(desk.env, desk.actor, [&](Context& in) { return add_item(in, item); });
    if (!made) return new_page(desk, item, made.error());
    return http::see_other(address_of(made->id));
}

/// What was typed into a form that was refused; the rest shows what is stored.
Response item_page(Desk const& desk, Item const& shown, std::optional<Refusal> const& refusal) {
    DeskPage page(desk, "catalogue/item", name_of(shown));
    page.crumb(word("title", "items"), "/admin/catalogue?unit=" + std::to_string(shown.unit_id)).crumb(name_of(shown));
    auto data = page.data();
    organ::look(desk.env, desk.actor, [&](Context& in) {
        data.set("owner", owner_name(in, shown.unit_id)).set("code", shown.code).set("id", shown.id).set("name", name_of(shown));
        // The one that is stored now, also after a conflict: whoever has read the refusal may save.
        data.set("edition", store::item(in.tx, shown.id)->edition);
        return 0;
    });
    auto const& typed = desk.request.form;
    data.set("level1", typed.has("level1") ? typed["level1"] : shown.level1)
        .set("level2", typed.has("level2") ? typed["level2"] : shown.level2);
    data.set("typed_reason", typed["reason"]).set("public_href", "/catalogue/items/" + std::to_string(shown.id));
    fill_particulars(data, shown, typed);
    data.show("is_open", shown.open).show("is_closed", !shown.open);
    if (refusal) organ::web::show_refusal(data, *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

std::optional<Item> stored_item(Desk const& desk) {
    auto id = desk.request.id_param("id");
    return id ? organ::look(desk.env, desk.actor, [&](Context& in) { return store::item(in.tx, *id); }) : std::nullopt;
}

Response show(Desk const& desk) {
    auto item = stored_item(desk);
    return item ? item_page(desk, *item, {}) : organ::web::refused(desk, {"catalogue.item.not_found"});
}

/// One of the forms of an entry's page: `typed` is shown again where the action is refused.
Response change(Desk const& desk, std::function<Outcome<Item>(Context&, Item& typed)> const& action) {
    auto item = stored_item(desk);
    if (!item) return organ::web::refused(desk, {"catalogue.item.not_found"});
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) { return action(in, *item); });
    return done ? http::see_other(address_of(done->id)) : item_page(desk, *item, done.error());
}

int seen_edition(Desk const& desk) { return int(std::min<Id>(number_of(desk.request.form["edition"]), std::numeric_limits<int>::max())); }

Response post_change(Desk const& desk) {
    return change(desk, [&](Context& in, Item& item) {
        read_item(desk.request.form, item);
        item.edition = seen_edition(desk);
        return change_item(in, item);
    });
}
Response post_rename(Desk const& desk) {
    auto const& form = desk.request.form;
    return change(desk,
                  [&](Context& in, Item& item) { return rename_item(in, item.id, seen_edition(desk), form["level1"], form["level2"]); });
}
Response post_close(Desk const& desk) {
    return change(desk, [&](Context& in, Item& item) { return close_item(in, item.id, desk.request.form["reason"]); });
}
Response post_reopen(Desk const& desk) {
    return change(desk, [&](Context& in, Item& item) { return reopen_item(in, item.id); });
}

/// What can be derived: chosen by unit and domain, then entry by entry.
Response derive_page(Desk const& desk, Id unit_id, std::string const& domain, std::optional<Refusal> const& refusal) {
    DeskPage page(desk, "catalogue/derive", word("title", "derive"));
    page.crumb(word("title", "items"), "/admin/catalogue?unit=" + std::to_string(unit_id)).crumb(word("title", "derive"));
    auto data = page.data();
    organ::look(desk.env, desk.actor, [&](Context& in) {
        data.set("unit_id", unit_id).set("domain", domain).set("owner", owner_name(in, unit_id));
        for (auto const& unit : organ::store::all_units(in.tx))
            if (unit.open) add_option(data, "units", std::to_string(unit.id), unit.name, unit.id == unit_id);
        for (auto const& one : store::domains(in.tx)) add_option(data, "domains", one.code, one.name, one.code == domain);
        auto items = derivable(in.tx, unit_id, domain);
        data.show("none", unit_id && !domain.empty() && items.empty());
        if (items.empty()) return 0;
        auto table = data.section("table").set("count", items.size());
        for (auto const& item : items)
            table.section("items")
                .set("id", item.id)
                .set("name", name_of(item))
                .set("code", item.code)
                .set("cadence", cadence_words(item))
                .set("level", item.level);
        return 0;
    });
    if (refusal) organ::web::show_refusal(data, *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

Response get_derive(Desk const& desk) { return derive_page(desk, number_of(desk.request.query["unit"]), desk.request.query["domain"], {}); }

Response post_derive(Desk const& desk) {
    auto const& form = desk.request.form;
    auto unit_id = number_of(form["unit"]);
    std::vector<Id> chosen;
    for (auto const& id : form.all("item")) chosen.push_back(number_of(id));
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<int> {
        if (chosen.empty()) return Refusal{"catalogue.derive.none_chosen"};
        return derive(in, unit_id, form["domain"], chosen);
    });
    return done ? http::see_other("/admin/catalogue?unit=" + std::to_string(unit_id))
                : derive_page(desk, unit_id, form["domain"], done.error());
}

}  // namespace

http::Routes web::admin_routes(organ::Environment const& env) {
    using http::Method;
    auto arranger = [&](organ::web::DeskHandler handler) {
        return organ::web::desk_for(env, {organ::Role::administrator, organ::Role::office}, std::move(handler));
    };
    return {{Method::get, "/admin/catalogue", arranger(list)},
            {Method::get, "/admin/catalogue/new", arranger(get_new)},
            {Method::post, "/admin/catalogue", arranger(post_new)},
            {Method::get, "/admin/catalogue/derive", arranger(get_derive)},
            {Method::post, "/admin/catalogue/derive", arranger(post_derive)},
            {Method::get, "/admin/catalogue/{id}", arranger(show)},
            {Method::post, "/admin/catalogue/{id}", arranger(post_change)},
            {Method::post, "/admin/catalogue/{id}/name", arranger(post_rename)},
            {Method::post, "/admin/catalogue/{id}/close", arranger(post_close)},
            {Method::post, "/admin/catalogue/{id}/reopen", arranger(post_reopen)}};
}

http::Routes routes(organ::Environment const& env) {
    http::Routes all;
    for (auto part : {web::admin_routes, web::desk_routes, web::proposal_routes})
        for (auto& route : part(env)) all.push_back(std::move(route));
    return all;
}

}  // namespace mingtang::catalogue
