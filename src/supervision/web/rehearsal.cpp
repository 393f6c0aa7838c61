#include "supervision/rehearsal.hpp"

#include "base/text.hpp"
#include "organ/store.hpp"
#include "supervision/store.hpp"
#include "supervision/web/pages.hpp"

namespace mingtang::supervision::web {
namespace {

/// Farther than this nobody knows what will be filed meanwhile.
constexpr int farthest_days = 366;
constexpr std::size_t most_rows = 300;

using Names = std::map<Id, std::string>;

/// The day typed, or in a month where nothing was typed. Refuses supervision.rehearse.{bad_date,too_early,too_late}.
Outcome<Date> day_of(std::string const& typed, Date today) {
    if (text::trim(typed).empty()) return today + 30;
    auto day = Date::parse(text::trim(typed));
    if (!day) return Refusal{"supervision.rehearse.bad_date", "", {{"value", text::shorten(text::one_line(typed), 20)}}, "day"};
    if (*day < today) return Refusal{"supervision.rehearse.too_early", "", {{"today", today.text()}}, "day"};
    if (*day > today + farthest_days)
        return Refusal{"supervision.rehearse.too_late", "", {{"until", (today + farthest_days).text()}}, "day"};
    return *day;
}

void show_finding(view::Data row, Finding const& finding, Names& units) {
    row.set("kind", word("finding_kind", finding.kind)).set("title", finding.title).set("detail", finding.detail);
    row.set("unit", units[finding.unit_id]).set("due_on", finding.due_on.text());
    auto url = finding_url(finding);
    if (url.empty()) {
        row.show("plain");
    } else {
        row.section("linked").set("url", url);
    }
}

void show_record(view::Data row, Rectification const& record, Names& units) {
    row.set("url", case_url(record.id)).set("number", record.number).set("title", record.title).set("unit", units[record.unit_id]);
    row.set("stage", word("stage", record.stage)).set("due_on", record.due_on.text());
}

void show_ranking(view::Data data, Rehearsal const& made, Names& units) {
    if (made.ranking.empty()) return;
    auto table = data.section("ranking");
    for (auto const& place : made.ranking) {
        auto row = table.section("units");
        row.set("unit", units[place.unit_id]).set("now", place.now).set("then", place.then);
        row.set("more", place.then > place.now ? "+" + std::to_string(place.then - place.now) : "0");
        row.set("url", "/desk/supervision/findings?unit=" + std::to_string(place.unit_id));
    }
}

void show_letters(view::Data data, Rehearsal const& made, Names& units) {
    bool some = !made.notices.empty() || !made.escalations.empty();
    data.show("no_letters", !some);
    auto letters = some ? data.section("some_letters") : data;
    for (auto const& notice : made.notices)
        letters.section("notices")
            .set("unit", units[notice.unit_id])
            .set("number", notice.findings)
            .set("url", "/desk/supervision/findings?unit=" + std::to_string(notice.unit_id));
    for (auto const& one : made.escalations) {
        auto row = letters.section("escalations");
        show_record(row, one.record, units);
        row.set("to", word("stage", one.to));
    }
}

void show_rehearsed(view::Data data, Rehearsal const& made, Names& units) {
    auto fresh = std::count_if(made.overdue.begin(), made.overdue.end(), [](auto const& one) { return one.fresh; });
    data.set("overdue", made.overdue.size()).set("fresh", fresh).set("letters", made.notices.size() + made.escalations.size());
    data.set("soon", made.warnings.size() + made.answers_soon_due.size()).show("has_fresh", fresh > 0);
    data.show("uncertain", !made.calendar_is_certain);
    show_ranking(data, made, units);
    show_letters(data, made, units);
    data.show("nothing_overdue", made.overdue.empty());
    auto list = made.overdue.empty() ? data : data.section("overdue_list");
    for (std::size_t i = 0; i < std::min(made.overdue.size(), most_rows); ++i) {
        auto row = list.section("findings");
        show_finding(row, made.overdue[i].finding, units);
        row.show("fresh", made.overdue[i].fresh);
    }
    if (made.overdue.size() > most_rows) list.section("cut").set("shown", most_rows).set("all", made.overdue.size());
    if (made.warnings.empty() && made.answers_soon_due.empty()) return;
    auto soon = data.section("soon_list");
    for (std::size_t i = 0; i < std::min(made.warnings.size(), most_rows); ++i)
        show_finding(soon.section("findings"), made.warnings[i], units);
    for (auto const& one : made.answers_soon_due) show_record(soon.section("cases"), one, units);
    if (made.warnings.size() > most_rows) soon.section("cut").set("shown", most_rows).set("all", made.warnings.size());
}

}  // namespace

http::Response show_rehearsal(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto const& typed = desk.request.query["day"];
        auto day = day_of(typed, in.today());
        DeskPage page(desk, "supervision/rehearsal", word("page", "rehearsal"));
        page.crumb(word("page", "cases"), "/desk/supervision").crumb(word("page", "rehearsal"));
        auto data = page.data();
        data.set("day", day ? day->text() : typed).set("today", in.today().text()).set("until", (in.today() + farthest_days).text());
        data.set("warned", warned_working_days);
        if (!day) {
            show_refused(data, day.error());
            return page.response(status_of(day.error()));
        }
        auto names = organ::store::unit_names(in.tx);
        auto last = store::last_patrol(in.tx);
        auto shown = data.section("rehearsed");
        shown.set("day", day->text()).set("warned", warned_working_days);
        shown.set_section("last_patrol", "at", last ? last->at.local_text() : "").show("never_patrolled", !last);
        show_rehearsed(shown, rehearse(in, *day, units_of(desk.actor)), names);
        return page.response();
    });
}

}  // namespace mingtang::supervision::web
