#include "base/number.hpp"
#include "catalogue/store.hpp"
#include "disclosure/web/form.hpp"
#include "disclosure/web/pages.hpp"
#include "disclosure/web/shown.hpp"
#include "organ/store.hpp"

namespace mingtang::disclosure::web {
namespace {

/// The open units for which this person files.
std::vector<organ::Unit> units_of(Context& in) {
    std::vector<organ::Unit> units;
    for (auto& unit : organ::store::all_units(in.tx))
        if (unit.open && in.actor.has(organ::Role::filer, unit.id)) units.push_back(std::move(unit));
    return units;
}

Id chosen_unit(Context& in, std::vector<organ::Unit> const& units, http::Fields const& sent) {
    if (auto id = number_of(sent["unit"])) return id;
    if (units.size() == 1) return units[0].id;
    for (auto const& unit : units)
        if (unit.id == in.actor.unit_id) return unit.id;
    return 0;
}

http::Response new_page(Desk const& desk, http::Fields const& sent, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto units = units_of(in);
        if (units.empty()) return refuse(desk, {"disclosure.save.forbidden", "", {{"role", "filer"}}});
        DeskPage page(desk, "disclosure/new", word("page", "new"));
        page.crumb(word("page", "queue"), "/desk").crumb(word("page", "new"));
        auto data = page.data();
        auto chosen = chosen_unit(in, units, sent);
        for (auto const& unit : units)
            data.section("units").set("value", unit.id).set("label", unit.name).show("chosen", unit.id == chosen);
        data.set("title", sent["title"]).set("unit", chosen);
        if (chosen) show_items(data.section("with_items"), in, chosen, sent["item"]);
        for (auto name : EnumNames<Kind>::names)
            data.section("kind_choices")
                .set("value", name)
                .set("label", word("kind", name))
                .show("chosen", sent["kind"].empty() ? name == "notice" : sent["kind"] == name);
        if (refusal) show_refused(data, *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

}  // namespace

http::Response show_new(Desk const& desk) { return new_page(desk, desk.request.query, nullptr); }

http::Response make_new(Desk const& desk) {
    auto const& typed = desk.request.form;
    auto unit = number_of(typed["unit"]);
    auto started = organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<Edition> {
        if (unit == 0) return Refusal{"disclosure.start.no_unit", "", {}, "unit"};
        // An item of the unit chosen before says nothing about this one.
        auto item = catalogue::store::item(in.tx, number_of(typed["item"]));
        bool fits = item && item->unit_id == unit;
        return start(in, unit, {.title = typed["title"], .kind = typed["kind"], .catalogue_item_id = fits ? typed["item"] : ""});
    });
    if (!started) {
        auto refusal = started.error();
        return new_page(desk, typed, &refusal);
    }
    return http::see_other(draft_url(started->id) + "?done=started");
}

}  // namespace mingtang::disclosure::web
