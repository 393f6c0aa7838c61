#include "law/outcome_of_request.hpp"
#include "measure/rows.hpp"
#include "measure/store.hpp"
#include "measure/words.hpp"
#include "request/actions.hpp"
#include "supervision/store.hpp"
#include "supervision/words.hpp"

/// Rectifications, applications, reviews and lawsuits, findings.
namespace mingtang::measure {
namespace {

std::string why(std::string_view name, Places const& places) { return filled(word("why", name), places); }

/// One demand to rectify with its own last day: the notice, a return, an escalation each begin another.
struct Round {
    Date due_on, answered_on;
    bool sent_back = false;
    bool cut_short = false;  // the next stage came before its last day
};

std::vector<Round> rounds_of(std::vector<supervision::Step> const& steps) {
    std::vector<Round> rounds;
    for (auto const& step : steps) {
        auto day = step.at.local_date();
        if (step.action == "issue" || rounds.empty()) {
            rounds.push_back({.due_on = step.due_on});
        } else if (step.action == "extend") {
            rounds.back().due_on = step.due_on;
        } else if (step.action == "answer") {
            rounds.back().answered_on = day;
        } else if (step.action == "return") {
            rounds.back().sent_back = true;
            rounds.push_back({.due_on = step.due_on});
        } else if (step.action == "escalate") {
            rounds.back().cut_short = day <= rounds.back().due_on;
            rounds.push_back({.due_on = step.due_on});
        }
    }
    return rounds;
}

std::string words_of(Round const& round, bool answered, bool in_time) {
    auto name = !answered ? "rectified_not" : round.sent_back ? "rectified_back" : in_time ? "rectified" : "rectified_late";
    return why(name, {{"due", round.due_on.text()}, {"answered", round.answered_on.text()}});
}

/// Not answered but lapsed, not paid, taken back: rows of section 6 of the annual report.
bool is_answer(std::string const& outcome) { return !outcome.empty() && !outcome.starts_with("r6_"); }

/// While the period stands still or runs for the applicant nobody is late.
bool runs_for_applicant(request::InfoRequest const& one) {
    using request::State;
    return one.open() && one.state != State::in_hand && one.state != State::consulting;
}

/// law: ogi-2019:33, by the calendar of now, from what is stored of the case.
Date reply_due(Asked const& asked, request::InfoRequest const& one) {
    auto due = law::reply_clock(request::course_of(asked.tx, one), asked.calendar).due;
    return due && one.delayed_until_on > due ? one.delayed_until_on : due;
}

Record row_of(request::InfoRequest const& one, Date day) {
    return {.unit_id = one.unit_id,
            .key = one.subject(),
            .title = one.case_number,
            .url = "/desk/requests/" + std::to_string(one.id),
            .day = day};
}

}  // namespace

Records rectified_rows(Asked const& asked) {
    Records rows;
    for (auto const& one : store::rectifications(asked.tx, asked.unit_id, asked.period)) {
        int number = 0;
        for (auto const& round : rounds_of(supervision::store::steps_of(asked.tx, one.id))) {
            ++number;
            bool answered = round.answered_on && round.answered_on <= asked.period.to;
            bool runs = !answered && round.due_on >= asked.period.to;
            if (!asked.period.has(round.due_on) || round.cut_short || runs) continue;
            bool in_time = answered && round.answered_on <= round.due_on;
            rows.push_back({.unit_id = one.unit_id,
                            .key = "rectification:" + std::to_string(one.id) + "-" + std::to_string(number),
                            .title = one.number + "　" + one.title,
                            .url = "/desk/supervision/cases/" + std::to_string(one.id),
                            .day = round.due_on,
                            .counted = in_time && !round.sent_back,
                            .why = words_of(round, answered, in_time)});
        }
    }
    return rows;
}

Records answered_rows(Asked const& asked) {
    Records rows;
    for (auto const& one : store::applications(asked.tx, asked.unit_id, asked.period)) {
        if (!asked.period.has(one.closed_on) || !is_answer(one.outcome)) continue;
        auto row = row_of(one, one.closed_on);
        row.why = why("answered", {{"day", one.closed_on.text()}});
        rows.push_back(std::move(row));
    }
    return rows;
}

Records answered_on_time_rows(Asked const& asked) {
    Records rows;
    for (auto const& one : store::applications(asked.tx, asked.unit_id, asked.period)) {
        if (one.source == request::Source::register_ || runs_for_applicant(one) || (!one.open() && !is_answer(one.outcome))) continue;
        auto due = reply_due(asked, one);
        bool in_time = !one.open() && (!due || one.closed_on <= due);
        auto day = in_time ? one.closed_on : due;
        // The last day itself is not over yet.
        bool is_over = in_time || (due && due < asked.period.to);
        if (!is_over || !asked.period.has(day)) continue;
        auto row = row_of(one, day);
        row.counted = in_time;
        auto name = in_time ? (due ? "answered_on_time" : "answered") : one.open() ? "answered_not" : "answered_late";
        row.why = why(name, {{"due", due.text()}, {"day", one.closed_on.text()}});
        rows.push_back(std::move(row));
    }
    return rows;
}

Records corrected_rows(Asked const& asked) {
    Records rows;
    for (auto const& one : store::decided_remedies(asked.tx, asked.unit_id, asked.period))
        rows.push_back(
            {.unit_id = one.unit_id,
             .key = "remedy:" + std::to_string(one.id),
             .title = word("remedy_kind", to_text(one.kind)) + "　" + one.case_number,
             .url = "/desk/remedies/" + std::to_string(one.id),
             .day = one.decided_on,
             .counted = one.result == remedy::Result::corrected,
             .why = why("decided_case", {{"day", one.decided_on.text()}, {"result", word("remedy_result", to_text(one.result))}})});
    return rows;
}

Records finding_rows(Asked const& asked) {
    Records rows;
    for (auto const& one : store::findings(asked.tx, asked.unit_id, asked.period))
        rows.push_back({.unit_id = one.unit_id,
                        .key = "finding:" + std::to_string(one.id),
                        .title = one.title,
                        .url = "/desk/supervision/findings?unit=" + std::to_string(one.unit_id) +
                               "&kind=" + std::string(to_text(one.kind)) + "&state=" + std::string(to_text(one.state)),
                        .day = one.first_seen_on,
                        .why = why("finding", {{"day", one.first_seen_on.text()}, {"kind", supervision::word("finding_kind", one.kind)}})});
    return rows;
}

}  // namespace mingtang::measure
