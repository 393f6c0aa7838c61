#include "clocks/sources.hpp"

#include <algorithm>
#include <set>

#include "catalogue/cadence.hpp"
#include "catalogue/proposals.hpp"
#include "catalogue/store_proposals.hpp"
#include "catalogue/words.hpp"
#include "clocks/letters.hpp"
#include "clocks/rules.hpp"
#include "clocks/store.hpp"
#include "clocks/words.hpp"
#include "disclosure/words.hpp"
#include "law/period.hpp"
#include "organ/store.hpp"
#include "remedy/words.hpp"
#include "reports/rules.hpp"
#include "request/rules.hpp"
#include "request/words.hpp"
#include "supervision/due_days.hpp"
#include "supervision/words.hpp"

namespace mingtang::clocks {
namespace {

using Clocks = std::vector<Clock>;
using store::Row;

/// A reading of one kind.
struct Source {
    Kind kind;
    void (*add)(Context&, Asked const&, Clocks&);
};

store::Scope scope_of(Asked const& asked) { return {asked.units, asked.until, asked.most}; }

bool names(Asked const& asked, Id unit_id) {
    return asked.units.empty() || std::find(asked.units.begin(), asked.units.end(), unit_id) != asked.units.end();
}

std::string why_of(std::string_view name, Clock const& clock, Places places = {}) {
    places.emplace_back("started_on", clock.started_on.text());
    return filled(word("why", name), places);
}

Clock clock_of(Kind kind, Row const& row, std::string const& subject, std::string const& url) {
    auto id = std::to_string(row.id);
    return {.kind = kind,
            .unit_id = row.unit_id,
            .subject = subject + ":" + id,
            .title = row.title,
            .label = row.title,
            .url = url + id,
            .started_on = row.started_on,
            .due_on = row.due_on,
            .acts = row_of(kind).acts,
            .person_id = row.person_id};
}

// -- what is disclosed on one's own motion --------------------------------------------------------------------------------------------

Clock item_clock(Kind kind, store::DueItem const& row) {
    auto id = std::to_string(row.item.id);
    return {.kind = kind,
            .unit_id = row.item.unit_id,
            .subject = "item:" + id,
            .title = catalogue::full_name(row.item),
            .label = catalogue::full_name(row.item),
            .url = "/desk/catalogue/items/" + id,
            .started_on = row.last_on,
            .due_on = row.due_on,
            .basis = "ogi-2019:26",
            .acts = row_of(kind).acts};
}

void add_items(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& row : store::items(in.tx, scope_of(asked))) {
        auto clock = item_clock(Kind::item, row);
        clock.why = why_of(row.last_on ? "item" : "item_never", clock, {{"cadence", catalogue::cadence_words(row.item)}});
        all.push_back(std::move(clock));
    }
}

void add_displays(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& row : store::displayed_items(in.tx, scope_of(asked))) {
        auto clock = item_clock(Kind::display, row);
        clock.due_on = catalogue::displayed_until(row.item, row.last_on, in.calendar);
        if (!clock.due_on || clock.due_on < in.today() || clock.due_on > asked.until) continue;
        clock.basis.clear();
        clock.why = why_of("display", clock, {{"period", catalogue::period_words(row.item.display_number, row.item.display_unit)}});
        all.push_back(std::move(clock));
    }
}

void add_columns(Context& in, Asked const& asked, Clocks& all) {
    std::map<Id, std::string> open;
    for (auto const& unit : organ::store::all_units(in.tx))
        if (unit.open) open[unit.id] = unit.code;
    for (auto const& column : supervision::columns(in.tx, in.calendar)) {
        if (column.due_on > asked.until || !names(asked, column.unit_id) || !open.contains(column.unit_id)) continue;
        Clock clock{.kind = Kind::column,
                    .unit_id = column.unit_id,
                    .subject = "unit:" + std::to_string(column.unit_id) + "#" + column.code,
                    .title = column.name,
                    .label = column.name,
                    .url = "/units/" + open[column.unit_id],
                    .started_on = column.last_on,
                    .due_on = column.due_on,
                    .acts = row_of(Kind::column).acts};
        clock.why = why_of("column", clock, {{"basis", column.basis}});
        all.push_back(std::move(clock));
    }
}

/// Who has an edition before him, by disclosure's workflow.
Role holder_of(std::string const& state) {
    if (state == "in_review") return Role::reviewer;
    if (state == "in_secrecy_review" || state == "referred" || state == "in_emergency_review") return Role::secrecy_reviewer;
    if (state == "in_recheck" || state == "emergency_cleared" || state == "scheduled") return Role::office;
    return Role::filer;
}

void add_drafts(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& row : store::drafts(in.tx, scope_of(asked))) {
        auto clock = clock_of(Kind::draft, row, "edition", "/desk/editions/");
        auto const* special = law::find_special_period(row.more);
        auto const& period = special != nullptr ? special->period : law::find_clock("proactive")->period;
        auto holder = holder_of(row.word);
        clock.acts = {holder};
        if (holder != Role::filer) clock.person_id = 0;
        clock.basis = period.article;
        clock.label = filled(word("label", "draft"), {{"id", std::to_string(row.id)}});
        clock.why = why_of("draft", clock,
                           {{"period", catalogue::period_words(period.number, std::string(to_text(period.unit)))},
                            {"state", disclosure::word("state", row.word)}});
        all.push_back(std::move(clock));
    }
}

void add_interpretations(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& one : supervision::unexplained(in.tx, in.today(), in.calendar)) {
        if (one.due_on > asked.until || !names(asked, one.unit_id)) continue;
        Row row{.id = one.disclosure_id, .unit_id = one.unit_id, .title = one.title, .started_on = one.published_on, .due_on = one.due_on};
        auto clock = clock_of(Kind::interpretation, row, "disclosure", "/disclosure/");
        clock.basis = "opening-rules-2016";
        clock.why = why_of("interpretation", clock);
        all.push_back(std::move(clock));
    }
}

void add_looks_again(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& row : store::looks_again(in.tx, scope_of(asked))) {
        auto clock = clock_of(Kind::look_again, row, "edition", "/desk/editions/");
        clock.person_id = 0;
        clock.basis = "ogi-2019:18";
        clock.label = filled(word("label", "look_again"), {{"id", std::to_string(row.id)}});
        clock.why = why_of("look_again", clock);
        all.push_back(std::move(clock));
    }
}

void add_validities(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& row : store::validities(in.tx, scope_of(asked))) {
        auto clock = clock_of(Kind::validity, row, "disclosure", "/disclosure/");
        clock.person_id = 0;
        clock.why = why_of("validity", clock);
        all.push_back(std::move(clock));
    }
}

// -- applications ---------------------------------------------------------------------------------------------------------------------

Clock case_clock(Kind kind, Row const& row, char const* basis, std::string_view why, Places const& places = {}) {
    auto clock = clock_of(kind, row, "request", "/desk/requests/");
    clock.basis = basis;
    clock.title = clock.label = filled(word("label", "reply"), {{"number", row.title}});
    clock.why = why_of(why, clock, places);
    return clock;
}

void add_replies(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& row : store::replies(in.tx, scope_of(asked)))
        all.push_back(case_clock(Kind::reply, row, "ogi-2019:33", row.more == "0" ? "reply" : "reply_extended", {{"days", row.more}}));
    if (!asked.stopped_too) return;
    for (auto const& row : store::stopped_replies(in.tx, scope_of(asked))) {
        all.push_back(case_clock(Kind::reply, row, "ogi-2019:33", row.more == "0" ? "reply_stopped" : "reply_stopped_left",
                                 {{"state", request::word("state", row.word)}, {"days", row.more}}));
        all.back().stopped = true;
    }
}

/// law: ogi-2019:30. A supplement is asked for within seven working days and never after: the day is over without anybody being late.
void add_supplement_notices(Context& in, Asked const& asked, Clocks& all) {
    constexpr int longest_holiday = 45;
    for (auto row : store::without_supplement_notice(in.tx, scope_of(asked), in.today() - longest_holiday)) {
        row.due_on = request::supplement_notice_due({.received_on = row.started_on}, in.calendar);
        if (row.due_on >= in.today() && row.due_on <= asked.until)
            all.push_back(case_clock(Kind::supplement_notice, row, "ogi-2019:30", "supplement_notice"));
    }
}

void add_supplements(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& row : store::supplements(in.tx, scope_of(asked)))
        all.push_back(case_clock(Kind::supplement, row, "ogi-2019:30", "supplement"));
}

void add_payments(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& row : store::payments(in.tx, scope_of(asked))) all.push_back(case_clock(Kind::payment, row, "fee-2020", "payment"));
}

void add_opinions(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& row : store::opinions(in.tx, scope_of(asked))) {
        bool joint = row.word == "joint_producer";
        all.push_back(case_clock(Kind::opinion, row, joint ? "ogi-2019:34" : "ogi-2019:32", joint ? "opinion_joint" : "opinion"));
        all.back().subject = "consultation:" + row.more;
    }
}

// -- review, supervision, catalogue, report -------------------------------------------------------------------------------------------

void add_remedy_answers(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& row : store::remedy_answers(in.tx, scope_of(asked))) {
        auto clock = clock_of(Kind::remedy_answer, row, "remedy", "/desk/remedies/");
        bool review = row.word == "review", summary = row.more == "1";
        clock.basis = !review ? "alp-2017:67" : summary ? "arl-2023:54" : "arl-2023:48";
        clock.title = clock.label =
            filled(word("label", "remedy_answer"), {{"kind", remedy::word("kind", row.word)}, {"number", row.title}});
        clock.why = why_of(!review ? "remedy_answer_lawsuit" : summary ? "remedy_answer_review_summary" : "remedy_answer_review", clock);
        all.push_back(std::move(clock));
    }
}

void add_rectifications(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& row : store::rectifications(in.tx, scope_of(asked))) {
        auto clock = clock_of(Kind::rectification, row, "rectification", "/desk/supervision/cases/");
        clock.basis = "ogi-2019:47";
        clock.label = filled(word("label", "rectification"), {{"number", row.more}});
        clock.why = why_of("rectification", clock, {{"stage", supervision::word("stage", row.word)}});
        all.push_back(std::move(clock));
    }
}

void add_comment_periods(Context& in, Asked const& asked, Clocks& all) {
    for (auto const& one : catalogue::store::proposals(in.tx, catalogue::ProposalState::in_comment, {}, asked.most)) {
        if (!one.comment_until || one.comment_until > asked.until || !names(asked, one.unit_id)) continue;
        Row row{.id = one.id, .unit_id = one.unit_id, .title = catalogue::full_name(catalogue::sides_of(in.tx, one).after)};
        row.started_on = one.comment_from, row.due_on = one.comment_until;
        auto clock = clock_of(Kind::comment_period, row, "proposal", "/desk/proposals/");
        clock.basis = "ogi-2019:12";
        clock.why = why_of("comment_period", clock);
        all.push_back(std::move(clock));
    }
}

bool is_finished(store::Report const& report) { return report.published || report.state == "taken_in"; }

Clock report_clock(organ::Unit const& unit, int year, store::Report const* begun) {
    auto name = filled(word("label", "annual_report"), {{"year", std::to_string(year)}});
    Clock clock{.kind = Kind::annual_report,
                .unit_id = unit.id,
                .subject = "report:" + std::to_string(unit.id) + "-" + std::to_string(year),
                .title = name,
                .label = name,
                .url = begun != nullptr ? "/desk/reports/" + std::to_string(begun->id) : "/desk/reports",
                .started_on = Date(year + 1, 1, 1),
                .due_on = reports::due_of(unit.kind, year),
                .basis = "ogi-2019:49",
                .acts = row_of(Kind::annual_report).acts};
    bool government = unit.kind == organ::UnitKind::government;
    clock.why = why_of(government ? "annual_report_government" : "annual_report", clock, {{"year", std::to_string(year)}});
    return clock;
}

/// The year that is worked on, and an earlier one whose report was begun here and is not public: what was published before the platform
/// came is not known to it.
void add_reports(Context& in, Asked const& asked, Clocks& all) {
    auto worked_on = reports::year_worked_on(in.today());
    std::map<Id, std::map<int, store::Report>> begun;
    for (auto& report : store::reports(in.tx)) begun[report.unit_id][report.year] = report;
    for (auto const& unit : organ::store::all_units(in.tx)) {
        if (!reports::makes_report(unit) || !names(asked, unit.id)) continue;
        auto& of_unit = begun[unit.id];
        if (!of_unit.contains(worked_on)) all.push_back(report_clock(unit, worked_on, nullptr));
        for (auto const& [year, report] : of_unit)
            if (!is_finished(report)) all.push_back(report_clock(unit, year, &report));
    }
    std::erase_if(all, [&](Clock const& clock) { return clock.kind == Kind::annual_report && clock.due_on > asked.until; });
}

/// One row for each kind. What a new module must not miss is added here.
constexpr std::array sources{
    Source{Kind::item, add_items},
    Source{Kind::column, add_columns},
    Source{Kind::draft, add_drafts},
    Source{Kind::interpretation, add_interpretations},
    Source{Kind::look_again, add_looks_again},
    Source{Kind::validity, add_validities},
    Source{Kind::display, add_displays},
    Source{Kind::reply, add_replies},
    Source{Kind::supplement_notice, add_supplement_notices},
    Source{Kind::supplement, add_supplements},
    Source{Kind::payment, add_payments},
    Source{Kind::opinion, add_opinions},
    Source{Kind::letter, add_letters},
    Source{Kind::remedy_answer, add_remedy_answers},
    Source{Kind::rectification, add_rectifications},
    Source{Kind::comment_period, add_comment_periods},
    Source{Kind::annual_report, add_reports},
};
static_assert(sources.size() == EnumNames<Kind>::names.size());

Clocks collected(Context& in, Asked const& asked) {
    Clocks all;
    for (auto const& source : sources)
        if (!asked.kind || *asked.kind == source.kind) source.add(in, asked, all);
    return all;
}

/// A record that names somebody who has left waits for all who hold the role.
void forget_who_left(Context& in, Clocks& all) {
    std::set<Id> open;
    for (auto const& person : organ::store::people(in.tx)) open.insert(person.id);
    for (auto& clock : all)
        if (!open.contains(clock.person_id)) clock.person_id = 0;
}

/// Entries of catalogues are too many to be listed: they are counted where they stand.
void tally_items(Context& in, std::vector<Id> const& units, Date until, int days, std::vector<Tally>& all) {
    auto today = in.today();
    auto warned = warned_until(today, days, in.calendar);
    auto add = [&](Standing standing, Date from, Date to) {
        for (auto const& count : store::count_items(in.tx, units, from, std::min(to, until)))
            all.push_back({{.kind = Kind::item, .unit_id = count.unit_id, .due_on = count.earliest, .acts = row_of(Kind::item).acts},
                           standing,
                           count.number});
    };
    add(Standing::overdue, Date(1900, 1, 1), today - 1);
    add(Standing::today, today, today);
    add(Standing::warning, today + 1, warned);
    if (until > warned) add(Standing::later, warned + 1, until);
}

void tally_one_by_one(Context& in, Clocks near, std::map<Kind, int>& days, std::vector<Tally>& all) {
    forget_who_left(in, near);
    for (auto& clock : near) {
        auto as = standing(clock, in.today(), days[clock.kind], in.calendar);
        all.push_back({std::move(clock), as, 1});
    }
}

}  // namespace

std::vector<Clock> clocks(Context& in, Asked const& asked) {
    auto all = collected(in, asked);
    forget_who_left(in, all);
    std::stable_sort(all.begin(), all.end(), [](Clock const& a, Clock const& b) {
        if (a.stopped != b.stopped) return b.stopped;
        return a.due_on != b.due_on ? a.due_on < b.due_on : a.kind < b.kind;
    });
    return all;
}

std::map<Kind, int> warn_days(storage::Transaction& tx) {
    std::map<Kind, int> days;
    for (auto const& source : sources) days[source.kind] = row_of(source.kind).warn_days;
    for (auto const& [kind, warning] : store::warnings(tx)) days[kind] = warning.days;
    return days;
}

std::vector<Tally> tallies(Context& in, std::vector<Id> const& units) {
    auto days = warn_days(in.tx);
    Clocks near;
    for (auto const& source : sources)
        if (source.kind != Kind::item) {
            auto until = warned_until(in.today(), days[source.kind], in.calendar);
            source.add(in, {.units = units, .until = until, .most = without_end}, near);
        }
    std::vector<Tally> all;
    tally_items(in, units, warned_until(in.today(), days[Kind::item], in.calendar), days[Kind::item], all);
    tally_one_by_one(in, std::move(near), days, all);
    return all;
}

std::vector<Tally> tallies_of(Context& in, Kind kind, Asked const& asked) {
    auto days = warn_days(in.tx);
    std::vector<Tally> all;
    if (kind == Kind::item) {
        tally_items(in, asked.units, asked.until, days[kind], all);
        return all;
    }
    auto whole = asked;
    whole.kind = kind;
    whole.most = without_end;
    tally_one_by_one(in, collected(in, whole), days, all);
    return all;
}

}  // namespace mingtang::clocks
