#include "base/text.hpp"
#include "organ/store.hpp"
#include "supervision/patrol.hpp"
#include "supervision/store.hpp"
#include "supervision/web/pages.hpp"

namespace mingtang::supervision::web {
namespace {

void show_case_rows(view::Data data, Context& in, std::vector<Rectification> const& records) {
    auto units = organ::store::unit_names(in.tx);
    for (auto const& record : records) {
        auto row = data.section("cases");
        row.set("url", case_url(record.id)).set("number", record.number).set("title", record.title).set("unit", units[record.unit_id]);
        row.set("stage", word("stage", record.stage)).set("state", word("state", record.state)).set("issued_on", record.issued_on.text());
        row.show("public", record.is_public);
        if (record.state == State::issued) organ::web::show_clock(row, record.due_on, in, word);
    }
}

/// Units with open findings, the most first; every number leads to its findings.
void show_by_unit(view::Data data, Context& in, std::vector<Id> const& mine) {
    auto names = organ::store::unit_names(in.tx);
    std::map<Id, std::map<FindingKind, long long>> by_unit;
    for (auto const& count : store::open_findings(in.tx))
        if (mine.empty() || std::find(mine.begin(), mine.end(), count.unit_id) != mine.end())
            by_unit[count.unit_id][count.kind] = count.number;
    std::vector<std::pair<long long, Id>> order;
    for (auto const& [unit_id, kinds] : by_unit) {
        long long sum = 0;
        for (auto const& [kind, number] : kinds) sum += number;
        order.emplace_back(-sum, unit_id);
    }
    std::sort(order.begin(), order.end());
    data.show("nothing_found", order.empty());
    if (order.empty()) return;
    auto table = data.section("by_unit");
    for (auto const& [minus, unit_id] : order) {
        auto row = table.section("units");
        row.set("unit", names[unit_id]).set("number", -minus).set("url", "/desk/supervision/findings?unit=" + std::to_string(unit_id));
        for (auto const& [kind, number] : by_unit[unit_id])
            row.section("kinds")
                .set("kind", word("finding_kind", kind))
                .set("number", number)
                .set("url", "/desk/supervision/findings?unit=" + std::to_string(unit_id) + "&kind=" + std::string(to_text(kind)));
    }
}

void show_figures(view::Data data, Context& in, store::CaseCounts const& counts) {
    data.set("open", counts.open).set("overdue", counts.overdue).set("answered", counts.answered).show("has_overdue", counts.overdue > 0);
    auto last = store::last_patrol(in.tx);
    if (!last) return;
    auto patrol = data.section("last_patrol").set("at", last->at.local_text());
    // What it saw is counted over all units.
    if (units_of(in.actor).empty()) patrol.section("of_all").set("seen", last->seen).set("fresh", last->fresh).set("gone", last->gone);
}

/// What the numbers that lead here count: also what is being rectified. It is listed where no state is asked for.
constexpr std::string_view waiting = "waiting";

store::FindingFilter filter_of(Desk const& desk) {
    auto const& query = desk.request.query;
    store::FindingFilter filter{.units = units_of(desk.actor), .state = from_text<FindingState>(query["state"])};
    filter.waiting_only = !query.has("state") || query["state"] == waiting;
    filter.kind = from_text<FindingKind>(query["kind"]);
    auto unit = number_of(query["unit"]);
    bool mine = filter.units.empty() || std::find(filter.units.begin(), filter.units.end(), unit) != filter.units.end();
    if (unit != 0 && mine) filter.units = {unit};
    filter.after_id = number_of(query["after"]);
    return filter;
}

/// The list as it is filtered; `after`: from there on.
std::string list_url(Desk const& desk, Id after) {
    auto const& query = desk.request.query;
    auto state = query.has("state") ? query["state"] : std::string(waiting);
    return "/desk/supervision/findings?unit=" + text::percent_encode(query["unit"]) + "&kind=" + text::percent_encode(query["kind"]) +
           "&state=" + text::percent_encode(state) + (after != 0 ? "&after=" + std::to_string(after) : "");
}

std::set<Id> chosen_of(Desk const& desk) {
    std::set<Id> chosen;
    for (auto const& typed : desk.request.form.all("finding")) chosen.insert(number_of(typed));
    return chosen;
}

template <Named E>
void show_choices(view::Data data, std::string_view section, std::string_view group, std::string const& chosen) {
    for (auto name : EnumNames<E>::names)
        data.section(section).set("value", name).set("label", word(group, name)).show("chosen", chosen == name);
}

http::Response findings_page(Desk const& desk, Context& in, Refusal const* refusal) {
    auto filter = filter_of(desk);
    auto findings = store::findings(in.tx, filter);
    DeskPage page(desk, "supervision/findings", word("page", "findings"));
    page.crumb(word("page", "cases"), "/desk/supervision").crumb(word("page", "findings"));
    auto data = page.data();
    data.set("csrf_token", desk.csrf_token).set("reason", desk.request.form["reason"]).show("inspects", inspects(desk.actor));
    data.set("list_url", list_url(desk, filter.after_id)).show("waiting_chosen", filter.waiting_only);
    show_choices<FindingKind>(data, "kind_choices", "finding_kind", desk.request.query["kind"]);
    show_choices<FindingState>(data, "state_choices", "finding_state", filter.state ? std::string(to_text(*filter.state)) : "");
    auto names = organ::store::unit_names(in.tx);
    auto mine = units_of(desk.actor);
    for (auto const& [id, name] : names)
        if (mine.empty() || std::find(mine.begin(), mine.end(), id) != mine.end())
            data.section("unit_choices")
                .set("value", id)
                .set("label", name)
                .show("chosen", filter.units.size() == 1 && filter.units[0] == id);
    data.show(findings.empty() ? "nothing" : "something");
    show_finding_rows(findings.empty() ? data : data.section("list"), in, findings, inspects(desk.actor), chosen_of(desk));
    if (int(findings.size()) == filter.limit) data.section("pager").set("url", list_url(desk, findings.back().id));
    organ::web::show_done(page.data(), desk, word);
    if (refusal != nullptr) show_refused(data, *refusal);
    return page.response(refusal != nullptr ? status_of(*refusal) : 200);
}

}  // namespace

http::Response show_overview(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto mine = units_of(desk.actor);
        DeskPage page(desk, "supervision/overview", word("page", "cases"));
        page.crumb(word("page", "cases"));
        auto data = page.data();
        data.set("csrf_token", desk.csrf_token).show("inspects", inspects(desk.actor));
        auto open = store::rectifications(in.tx, {.units = mine, .open_only = true});
        auto counts = store::count_cases(in.tx, mine, in.today());
        show_figures(data, in, counts);
        show_patrol_state(data, in);
        data.show(open.empty() ? "no_cases" : "some_cases");
        if (!open.empty()) show_case_rows(data.section("open_cases"), in, open);
        if (std::size_t(counts.open) > open.size()) data.section("cut").set("shown", open.size()).set("all", counts.open);
        auto closed = store::rectifications(in.tx, {.units = mine, .state = State::closed, .limit = 20});
        if (!closed.empty()) show_case_rows(data.section("closed_cases"), in, closed);
        show_by_unit(data, in, mine);
        show_link_progress(data, in, mine);
        data.show("sees_checks", mine.empty());
        if (mine.empty()) show_vetoes(data, in);
        organ::web::show_done(page.data(), desk, word);
        return page.response();
    });
}

http::Response show_findings(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) { return findings_page(desk, in, nullptr); });
}

http::Response take_findings(Desk const& desk) {
    auto const& typed = desk.request.form;
    auto ids = typed.all("finding");
    if (typed["action"] == "issue" && !ids.empty()) {
        std::string query;
        for (auto const& id : ids) query += (query.empty() ? "?finding=" : "&finding=") + std::to_string(number_of(id));
        return http::see_other("/desk/supervision/new" + query);
    }
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) -> Done {
        if (ids.empty()) return Refusal{"supervision.findings.nothing", "", {}, "finding"};
        for (auto const& id : ids)
            if (auto one = dismiss(in, number_of(id), typed["reason"]); !one) return one.error();
        return {};
    });
    if (done) return http::see_other(list_url(desk, number_of(desk.request.query["after"])) + "&done=dismissed");
    auto refusal = done.error();
    return organ::look(desk.env, desk.actor, [&](Context& in) { return findings_page(desk, in, &refusal); });
}

}  // namespace mingtang::supervision::web
