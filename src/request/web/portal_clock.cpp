#include "organ/store.hpp"
#include "request/due_days.hpp"
#include "request/store.hpp"
#include "request/web/portal.hpp"
#include "request/words.hpp"

/// How a date was computed: in a calendar, and day by day.
namespace mingtang::request::portal {
namespace {

unsigned weekday_of(Date day) { return std::chrono::weekday(day.sys()).iso_encoding(); }

std::string said_of(law::ReplyDay const& day) {
    return word("day", day.reason, {{"number", std::to_string(day.number)}, {"name", day.name}});
}

/// In a cell of the calendar there is room for few words.
std::string short_of(law::ReplyDay const& day) {
    if (day.number > 0) return std::to_string(day.number);
    return word("day_short", day.reason, {{"name", day.name}});
}

char const* css_of(law::ReplyDay const& day) {
    if (day.reason == "make_up") return "is-make-up";
    if (day.number > 0) return "is-counted";
    return day.reason == "weekend" || day.reason == "holiday" ? "is-off" : "is-stopped";
}

void add_cell(view::Data week, Context& in, Reckoning const& reckoning, Date day, law::ReplyDay const* told) {
    auto cell = week.section("cells");
    cell.set("day", day.day()).set("iso", day.text());
    auto inside = cell.section("inside");
    bool begins = day == reckoning.begins_on;
    std::string css = told != nullptr ? css_of(*told) : "is-outside";
    if (begins) css = "is-begin";
    if (day == reckoning.due) css += " is-due";
    if (!in.calendar.is_known(day.year())) css += " is-uncertain";
    inside.set("css", css).set("note", begins ? word("portal", "begin_short") : told != nullptr ? short_of(*told) : "");
    inside.set("said", begins ? word("begins", reckoning.what) : told != nullptr ? said_of(*told) : "");
    cell.set("css", css);
}

/// Monday first; days of the neighbours stay blank.
void add_month(view::Data data, Context& in, Reckoning const& reckoning, int year, unsigned month,
               std::map<Date, law::ReplyDay> const& days) {
    auto block = data.section("months");
    block.set("year", year).set("month", month);
    Date first(year, month, 1);
    auto day = first - int(weekday_of(first) - 1);
    while (day < first || (day.month() == month && day.year() == year)) {
        auto week = block.section("weeks");
        for (int i = 0; i < 7; ++i, day = day + 1) {
            auto found = days.find(day);
            if (day.month() == month) {
                add_cell(week, in, reckoning, day, found == days.end() ? nullptr : &found->second);
            } else {
                week.section("cells").set("css", "is-blank");
            }
        }
    }
}

void add_months(view::Data data, Context& in, Reckoning const& reckoning) {
    if (reckoning.days.empty()) return;
    std::map<Date, law::ReplyDay> days;
    for (auto const& day : reckoning.days) days[day.date] = day;
    auto last = reckoning.days.back().date;
    int year = reckoning.begins_on.year();
    for (unsigned month = reckoning.begins_on.month(); year < last.year() || (year == last.year() && month <= last.month());) {
        add_month(data, in, reckoning, year, month, days);
        if (++month > 12) month = 1, ++year;
    }
}

void add_table(view::Data data, Context& in, Reckoning const& reckoning, int regular) {
    for (auto const& day : reckoning.days) {
        auto row = data.section("days");
        row.set("date", day.date.text()).set("weekday", word("weekday", std::to_string(weekday_of(day.date)))).set("said", said_of(day));
        row.set("css", css_of(day)).show("is_due", day.date == reckoning.due).show("day_uncertain", !in.calendar.is_known(day.date.year()));
        row.show("in_extension", reckoning.what == "reply" && day.number > regular);
        row.set_section("number_section", "number", day.number > 0 ? std::to_string(day.number) : "");
    }
}

struct Fact {
    std::string name, value, why, article;
};

void add_fact(view::Data data, Fact const& fact) {
    if (fact.value.empty()) return;
    auto row = data.section("facts");
    row.set("name", fact.name).set("value", fact.value).set_section("why_section", "why", fact.why);
    auto citation = view::citation(fact.article);
    // A section that a round lacks would be looked for around it: the names differ.
    if (!citation.text.empty()) row.section("why_article").set("text", citation.text).set("href", citation.url);
}

std::string stop_text(Context& in, Consultation const& one) {
    auto until = one.answered_on ? one.answered_on : in.today();
    return word("portal", one.answered_on ? "stop" : "stop_running",
                {{"from", one.asked_on.text()},
                 {"until", until.text()},
                 {"n", std::to_string(in.calendar.working_days_between(one.asked_on, until))},
                 {"whom", word("consultation_kind", one.kind)}});
}

/// All that moved the last day, in order, each with its article.
void add_course(view::Data data, Context& in, InfoRequest const& request) {
    auto fact = [&](char const* name, std::string value, std::string why = {}, std::string article = {}) {
        add_fact(data, {word("course", name), std::move(value), std::move(why), std::move(article)});
    };
    fact("arrived_on", request.arrived_on.text(), word("channel", request.channel));
    fact("confirmed_on", request.confirmed_on.text());
    fact("received_on", request.received_on.text(), word("receipt_rule", law::receipt_rule(request.channel)), "ogi-2019:31");
    fact("supplied_on", request.supplied_on.text(), word("course", "supplied_why"), "ogi-2019:30");
    if (office_of(in, request.unit_id).restarts_after_payment) fact("paid_on", request.paid_on.text(), word("course", "paid_why"));
    for (auto const& one : store::consultations_of(in.tx, request.id))
        fact("stop", stop_text(in, one), word("course", "stop_why"), "ogi-2019:33");
    if (request.extended_by > 0)
        fact("extended_by", word("course", "days", {{"n", std::to_string(request.extended_by)}}), word("course", "extended_why"),
             "ogi-2019:33");
}

void add_reckoning(view::Data page, Context& in, InfoRequest const& request, Reckoning const& reckoning) {
    constexpr int regular = 20;  // law: ogi-2019:33
    auto data = page.section("reckonings");
    Details details{{"n", std::to_string(reckoning.working_days)}, {"begins_on", reckoning.begins_on.text()}};
    data.set("what", word("due", reckoning.what)).set("key", reckoning.what).set("rule", word("reckoning", reckoning.what, details));
    auto citation = view::citation(reckoning.article);
    if (!citation.text.empty()) data.section("article").set("text", citation.text).set("href", citation.url);
    if (reckoning.what == "reply") add_course(data, in, request);
    if (reckoning.due) {
        data.section("has_due").set("due", reckoning.due.text()).set("weekday", word("weekday", std::to_string(weekday_of(reckoning.due))));
    } else {
        data.section("stands_still").set("left", request.reply_left);
    }
    if (!reckoning.certain) data.show("uncertain");
    if (reckoning.what == "reply" && request.delayed_until_on)
        data.section("delayed").set("delayed_until_on", request.delayed_until_on.text());
    add_months(data, in, reckoning);
    add_table(data, in, reckoning, regular);
}

}  // namespace

Response show_clock(Visit const& visit) {
    return look(visit, [&](Context& in) {
        auto found = case_of(in, visit);
        if (!found) return http::see_other("/request/follow");
        auto page = start(visit, "request/portal_clock", word("portal", "clock"));
        auto data = page.data();
        auto unit = organ::store::unit_by_id(in.tx, found->unit_id).value_or(organ::Unit{});
        data.set("case_number", found->case_number).set("unit_name", unit.name).set("today", in.today().text());
        auto all = reckonings(in, *found);
        for (auto const& one : all) add_reckoning(data, in, *found, one);
        if (all.empty()) data.section("nothing_runs").set("why", word("portal_state", to_text(found->state), {{"outcome", ""}}));
        return page.response();
    });
}

}  // namespace mingtang::request::portal
