#include <numeric>

#include "base/number.hpp"
#include "base/text.hpp"
#include "disclosure/rules.hpp"
#include "disclosure/store.hpp"
#include "disclosure/store_findings.hpp"
#include "disclosure/web/pages.hpp"
#include "disclosure/web/shown.hpp"
#include "organ/store.hpp"

namespace mingtang::disclosure::web {
namespace {

constexpr int page_size = 100;

/// The buttons under the queue that fit an edition.
std::set<std::string> bulk_actions(Context& in, Edition const& edition) {
    std::set<std::string> actions;
    bool own = !may_review(edition, in.actor.person_id);
    for (auto action : possible(edition.state, in.actor, edition.unit_id)) {
        if (action == Action::pass && !own) actions.insert("pass");
        if (action == Action::clear && !own) actions.insert("review");
        if (action == Action::publish || action == Action::release) actions.insert("publish");
        if (action == Action::return_ && edition.state != State::in_secrecy_review) actions.insert("return");
    }
    return actions;
}

struct Names {
    std::map<Id, std::string> units, people;
    std::map<Id, long long> open_findings;
};

void show_row(view::Data row, Context& in, Edition const& edition, Names const& names) {
    row.set("id", edition.id)
        .set("title", edition.title.empty() ? edition_url(edition.id) : edition.title)
        .set("url", edition_url(edition.id));
    auto of = [](auto const& all, Id id) { return all.contains(id) ? all.at(id) : typename std::decay_t<decltype(all)>::mapped_type(); };
    row.set("unit", of(names.units, edition.unit_id))
        .set("author", of(names.people, edition.author_id))
        .set("state", word("state", edition.state));
    row.set("since", edition.waiting_since.local_text()).set("kind", word("kind", edition.kind)).show("emergency", edition.emergency);
    if (edition.number > 1) row.section("revision").set("number", edition.number);
    if (edition.state == State::scheduled) row.section("at_section").set("publish_at", edition.publish_at.local_text());
    if (edition.way != Way::proactive) row.section("way_section").set("way", word("way", edition.way));
    if (auto open = of(names.open_findings, edition.id); open > 0)
        row.section("findings_section").set("findings_url", edition_url(edition.id) + "/findings").set("open", open);
    show_clock(row, edition, in);
    if (!bulk_actions(in, edition).empty()) row.section("choosable").set("id", edition.id).set("title", edition.title);
}

using Groups = std::vector<store::WaitingGroup>;

std::string nearness_of(Context& in, Date due) { return organ::nearness(due, in.today(), in.calendar); }

long long count_of(Groups const& waiting) {
    return std::accumulate(waiting.begin(), waiting.end(), 0ll, [](long long sum, auto const& group) { return sum + group.count; });
}

void show_figures(view::Data data, Context& in, Groups const& waiting) {
    std::map<std::string, long long> figures;
    for (auto const& group : waiting) figures[nearness_of(in, group.publish_due)] += group.count;
    data.set("overdue", figures["overdue"]).set("today", figures["today"]).set("soon", figures["soon"]).set("all", count_of(waiting));
    data.show("has_overdue", figures["overdue"] > 0).show("has_today", figures["today"] > 0);
}

/// The part of what waits that the address asks for; a unit or state that is none narrows to nothing.
struct Wanted {
    store::WaitingFilter filter;
    long long count = 0;
};

Wanted wanted_of(Context& in, http::Fields const& query, Groups const& waiting) {
    Wanted wanted{.filter = {.state = from_text<State>(query["state"]), .unit_id = number_of(query["unit"])}};
    std::set<Date> days;
    for (auto const& group : waiting) {
        bool state = query["state"].empty() || to_text(group.state) == query["state"];
        bool unit = query["unit"].empty() || std::to_string(group.unit_id) == query["unit"];
        if (!query["due"].empty() && nearness_of(in, group.publish_due) != query["due"]) continue;
        days.insert(group.publish_due);
        if (state && unit) wanted.count += group.count;
    }
    if (!query["due"].empty()) wanted.filter.due_days.assign(days.begin(), days.end());
    return wanted;
}

void show_filter(view::Data data, http::Fields const& query, Groups const& waiting, Names const& names) {
    std::set<State> states;
    std::set<Id> units;
    for (auto const& group : waiting) states.insert(group.state), units.insert(group.unit_id);
    if (units.size() < 2 && states.size() < 2) return;
    auto filter = data.section("filter");
    for (auto state : states)
        filter.section("state_choices")
            .set("value", to_text(state))
            .set("label", word("state", state))
            .show("chosen", query["state"] == to_text(state));
    for (auto id : units) {
        auto value = std::to_string(id);
        filter.section("unit_choices").set("value", value).set("label", names.units.at(id)).show("chosen", query["unit"] == value);
    }
}

std::string address_of(http::Fields const& query, int page) {
    std::string address;
    auto add = [&](std::string_view name, std::string const& value) {
        if (!value.empty()) address.append(address.empty() ? "?" : "&").append(name).append("=").append(text::percent_encode(value));
    };
    for (auto name : {"due", "state", "unit"}) add(name, query[name]);
    if (page > 1) add("page", std::to_string(page));
    return "/desk" + address;
}

void show_pager(view::Data data, http::Fields const& query, int page, long long count) {
    auto pages = int((count + page_size - 1) / page_size);
    if (pages < 2) return;
    auto pager = data.section("pager").set("page", page).set("pages", pages).set("count", count);
    if (page > 1) pager.section("previous").set("url", address_of(query, page - 1));
    if (page < pages) pager.section("next").set("url", address_of(query, page + 1));
}

void show_waiting(view::Data data, Context& in, Desk const& desk, std::vector<Edition> const& waiting, Names const& names) {
    std::set<std::string> actions;
    std::optional<view::Data> table;
    for (auto const& edition : waiting) {
        if (!table) {
            table = data.section("waiting");
            table->set("csrf_token", desk.csrf_token);
        }
        show_row(table->section("rows"), in, edition, names);
        actions.merge(bulk_actions(in, edition));
    }
    if (!table) {
        data.show("nothing_waiting");
        return;
    }
    if (actions.empty()) return;
    auto bar = table->section("bulk_bar");
    for (auto const& action : actions) bar.show("may_" + action);
}

void show_drafts(view::Data page, Context& in, Desk const& desk) {
    auto drafts = store::drafts_of(in.actor, in.tx);
    auto last = store::last_steps(in.tx, drafts);
    page.show("no_drafts", drafts.empty());
    if (drafts.empty()) return;
    auto data = page.section("with_drafts");
    data.set("csrf_token", desk.csrf_token);
    if (auto all = store::count_drafts_of(in.actor, in.tx); all > std::ssize(drafts))
        data.section("more").set("shown", drafts.size()).set("all", all);
    for (auto const& draft : drafts) {
        auto row = data.section("drafts");
        row.set("url", draft_url(draft.id)).set("saved_at", draft.saved_at.local_text()).set("id", draft.id);
        row.set("title", draft.title).show("untitled", draft.title.empty());
        show_clock(row, draft, in);
        auto step = last.find(draft.id);
        if (step != last.end() && step->second.action == "return")
            row.section("returned")
                .set("who", step->second.person_name)
                .set("at", step->second.at.local_text())
                .set("remark", step->second.remark);
    }
}

/// What other modules want to be seen first.
void show_desk_figures(view::Data page, Context& in, organ::Environment const& env) {
    if (!env.desk_figures) return;
    auto figures = env.desk_figures(in);
    if (figures.empty()) return;
    auto block = page.section("desk_figures");
    for (auto const& figure : figures)
        block.section("figures")
            .set("label", figure.label)
            .set("href", figure.href)
            .set("number", figure.number)
            .show("is_late", figure.is_late);
}

}  // namespace

http::Response show_queue(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "disclosure/queue", word("page", "queue"));
        auto const& query = desk.request.query;
        auto groups = store::waiting_groups(in.actor, in.tx);
        auto wanted = wanted_of(in, query, groups);
        auto number = std::clamp(number_of<int>(query["page"]), 1, int(wanted.count / page_size) + 1);
        std::vector<Edition> waiting;
        if (wanted.count > 0) waiting = store::waiting_for(in.actor, in.tx, wanted.filter, page_size, (number - 1) * page_size);
        Names names{organ::store::unit_names(in.tx), organ::store::person_names(in.tx), store::open_findings(in.tx, waiting)};
        organ::web::show_done(page.data(), desk, word);
        show_figures(page.data(), in, groups);
        show_filter(page.data(), query, groups, names);
        show_waiting(page.data(), in, desk, waiting, names);
        show_pager(page.data(), query, number, wanted.count);
        show_drafts(page.data(), in, desk);
        show_desk_figures(page.data(), in, desk.env);
        page.data().show("may_start", desk.actor.has_anywhere(organ::Role::filer));
        for (auto const& edition : store::of_units(in.actor, in.tx, {}, {}, 10)) {
            auto row = page.data().section("recent");
            row.set("url", edition_url(edition.id))
                .set("title", edition.title)
                .show("untitled", edition.title.empty())
                .set("state", word("state", edition.state))
                .set("since", edition.waiting_since.local_text());
        }
        return page.count("/desk", count_of(groups)).count_all(in).response();
    });
}

}  // namespace mingtang::disclosure::web
