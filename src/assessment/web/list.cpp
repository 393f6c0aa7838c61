#include "assessment/store.hpp"
#include "assessment/web/pages.hpp"
#include "base/text.hpp"
#include "organ/store.hpp"

namespace mingtang::assessment::web {
namespace {

/// Units of this person, whose own sheets he may see.
std::vector<Id> own_units(organ::Actor const& actor) {
    std::set<Id> units;
    for (auto const& grant : actor.grants)
        if (grant.unit_id != 0) units.insert(grant.unit_id);
    return {units.begin(), units.end()};
}

void show_period_row(view::Data row, Context& in, Period const& period) {
    auto edition = store::edition(in.tx, period.edition_id);
    row.set("url", period_url(period.id)).set("name", period.name).set("state", word("state", period.state));
    row.set("from_on", period.from_on.text()).set("to_on", period.to_on.text());
    row.set("scheme", edition ? edition->name : "").set("edition", edition ? edition->number : 0);
}

std::vector<Period> seen(Context& in) {
    if (sees_all(in.actor)) return store::periods(in.tx);
    std::map<Id, Period, std::greater<>> all;
    for (auto unit_id : own_units(in.actor))
        for (auto& period : store::periods(in.tx, unit_id))
            if (may_see(in.actor, period, unit_id)) all.emplace(period.id, std::move(period));
    std::vector<Period> list;
    for (auto& [_, period] : all) list.push_back(std::move(period));
    return list;
}

/// The last quarter that is over.
std::pair<Date, Date> last_quarter(Date today) {
    auto first = Date(today.year(), (today.month() - 1) / 3 * 3 + 1, 1);
    auto to = first - 1;
    return {Date(to.year(), to.month() - 2, 1), to};
}

void show_units(view::Data data, Context& in, Desk const& desk, Scheme const& scheme, bool first) {
    auto const& typed = desk.request.form;
    auto chosen = typed.all("unit"), left = typed.all("left");
    std::vector<Group const*> optional;
    for (auto const& group : scheme.groups)
        if (group.may_be_left) optional.push_back(&group);
    for (auto const& unit : organ::store::all_units(in.tx)) {
        if (!unit.open) continue;
        auto id = std::to_string(unit.id);
        auto row = data.section("units");
        bool on = first ? unit.kind != organ::UnitKind::enterprise : std::find(chosen.begin(), chosen.end(), id) != chosen.end();
        row.set("id", id).set("unit", unit.name).show("chosen", on);
        for (auto const* group : optional) {
            auto value = id + ":" + group->code;
            row.section("may_leave")
                .set("value", value)
                .set("group", group->name)
                .set("unit", unit.name)
                .show("left", std::find(left.begin(), left.end(), value) != left.end());
        }
    }
    data.show("with_left", !optional.empty());
}

http::Response new_page(Desk const& desk, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        bool first = refusal == nullptr;
        auto const& typed = desk.request.form;
        auto schemes = known_schemes(in);
        auto code = first ? desk.request.query["scheme"] : typed["scheme"];
        auto chosen = std::find_if(schemes.begin(), schemes.end(), [&](auto const& one) { return one.scheme.code == code; });
        if (chosen == schemes.end()) chosen = schemes.begin();
        DeskPage page(desk, "assessment/new", word("page", "new"));
        page.crumb(word("page", "list"), list_url).crumb(word("page", "new"));
        auto data = page.data();
        auto [from, to] = last_quarter(in.today());
        data.set("csrf_token", desk.csrf_token).set("scheme", chosen->scheme.code).set("scheme_name", chosen->scheme.name);
        data.set("name", first ? filled(word("page", "new_name"), {{"year", std::to_string(to.year())},
                                                                   {"quarter", std::to_string((to.month() + 2) / 3)},
                                                                   {"scheme", chosen->scheme.name}})
                               : typed["name"]);
        data.set("from_on", first ? from.text() : typed["from_on"]).set("to_on", first ? to.text() : typed["to_on"]);
        auto others = data.section("others");
        for (auto const& one : schemes)
            if (one.scheme.code != chosen->scheme.code)
                others.section("schemes").set("value", one.scheme.code).set("label", one.scheme.name);
        show_units(data, in, desk, chosen->scheme, first);
        if (refusal != nullptr) show_refused(data, *refusal);
        return page.response(refusal != nullptr ? status_of(*refusal) : 200);
    });
}

}  // namespace

http::Response show_list(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "assessment/list", word("page", "list"));
        page.crumb(word("page", "list"));
        auto data = page.data();
        data.show("decides", decides(desk.actor));
        auto periods = seen(in);
        data.show("nothing", periods.empty());
        if (!periods.empty()) {
            auto list = data.section("list");
            for (auto const& period : periods) show_period_row(list.section("periods"), in, period);
        }
        show_done(data, desk);
        return page.response();
    });
}

http::Response show_new(Desk const& desk) { return new_page(desk, nullptr); }

http::Response make_new(Desk const& desk) {
    auto const& typed = desk.request.form;
    BeginForm form{.name = typed["name"], .scheme = typed["scheme"], .from_on = typed["from_on"], .to_on = typed["to_on"]};
    for (auto const& id : typed.all("unit")) form.units.push_back(number_of(id));
    for (auto const& value : typed.all("left")) {
        auto colon = value.find(':');
        auto unit_id = number_of(value.substr(0, colon));
        bool assessed = std::find(form.units.begin(), form.units.end(), unit_id) != form.units.end();
        if (assessed && colon != std::string::npos) form.left.emplace_back(unit_id, value.substr(colon + 1));
    }
    auto made = organ::act(desk.env, desk.actor, [&](Context& in) { return begin(in, form); });
    if (made) return http::see_other(period_url(made->id) + "?done=begun");
    auto refusal = made.error();
    return new_page(desk, &refusal);
}

}  // namespace mingtang::assessment::web
