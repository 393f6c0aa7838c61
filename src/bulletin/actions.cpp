#include "bulletin/actions.hpp"

#include <charconv>

#include "base/text.hpp"
#include "bulletin/notices.hpp"
#include "bulletin/store.hpp"
#include "bulletin/words.hpp"
#include "organ/store.hpp"

namespace mingtang::bulletin {
namespace {

constexpr std::size_t longest_reason = 1000;
constexpr int largest_minimum = 1000;

void tell(Context& in, char const* event, Bulletin const& bulletin, Id unit_id, json::object more = {}) {
    more["month"] = bulletin.month;
    in.write(event, "bulletin:" + std::to_string(bulletin.id), unit_id, std::move(more));
}

std::optional<int> number_of(std::string const& typed) {
    auto trimmed = text::trim(typed);
    int value = 0;
    auto [end, error] = std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), value);
    if (error != std::errc() || end != trimmed.data() + trimmed.size()) return {};
    return value;
}

/// Only rates have one; 1 at least, for a rate of nothing says nothing.
Outcome<std::map<Measure, int>> minimums_typed(std::map<std::string, std::string> const& typed) {
    auto minimums = minimums_of("");
    for (auto& [measure, minimum] : minimums) {
        auto found = typed.find(std::string(to_text(measure)));
        if (found == typed.end() || !measure::definition_of(measure).is_rate()) continue;
        auto number = number_of(found->second);
        if (!number || *number < 1 || *number > largest_minimum)
            return Refusal{"bulletin.begin.minimum",
                           "",
                           {{"name", measure::definition_of(measure).name}, {"most", std::to_string(largest_minimum)}},
                           "minimum_" + std::string(to_text(measure))};
        minimum = *number;
    }
    return minimums;
}

Outcome<Bulletin> find_for(Context& in, std::string const& month, Action action, Id unit_id) {
    auto found = store::of_month(in.tx, month);
    if (!found) return Refusal{"bulletin.find.not_found"};
    if (auto step = next(found->state, action, in.actor, unit_id); !step) return step.error();
    return *found;
}

Done reason_fits(std::string const& verb, std::string const& reason) {
    if (text::trim(reason).empty()) return Refusal{"bulletin." + verb + ".missing", "", {}, "reason"};
    if (text::length(reason) > longest_reason)
        return Refusal{"bulletin." + verb + ".too_long", "", {{"limit", std::to_string(longest_reason)}}, "reason"};
    return {};
}

Bulletin keep(Context& in, Bulletin bulletin) {
    ++bulletin.lock_version;
    store::save(in.tx, bulletin);
    return bulletin;
}

struct Found {
    Contest contest;
    Bulletin bulletin;
};
/// The contest for a step that this person may take.
Outcome<Found> find_contest(Context& in, Id contest_id, Action action) {
    auto contest = store::contest(in.tx, contest_id);
    if (!contest || !may_see(in.actor, contest->unit_id)) return Refusal{"bulletin.find.not_found"};
    auto bulletin = store::bulletin(in.tx, contest->bulletin_id).value();
    if (auto step = next(bulletin.state, action, in.actor, contest->unit_id); !step) return step.error();
    return Found{*contest, bulletin};
}

std::optional<measure::Record> record_of(Context& in, Bulletin const& bulletin, ContestForm const& form) {
    auto period = measure::month_of(bulletin.month).value();
    for (auto& row : measure::records_of(in.tx, form.measure, form.unit_id, period, in.calendar))
        if (row.key == form.record) return std::move(row);
    return {};
}

}  // namespace

Outcome<Bulletin> begin(Context& in, BeginForm const& form, std::string const& base) {
    if (!in.actor.system && !in.actor.has(Role::office, 0)) return Refusal{"bulletin.begin.forbidden", "ogi-2019:47", {{"role", "office"}}};
    auto period = bulletin_month(text::trim(form.month), in.today());
    if (!period) return period.error();
    auto month = period->from.text().substr(0, 7);
    if (store::of_month(in.tx, month)) return Refusal{"bulletin.begin.there", "", {{"month", month_words(month)}}, "month"};
    auto until = contest_until(in.today(), number_of(form.working_days).value_or(0), in.calendar);
    if (!until) return until.error();
    auto minimums = minimums_typed(form.minimums);
    if (!minimums) return minimums.error();
    auto unit = organ::store::unit_by_id(in.tx, in.actor.unit_id);
    if (!unit) return Refusal{"bulletin.begin.unit"};
    auto made = keep(in, {.month = month,
                          .unit_id = unit->id,
                          .begun_on = in.today(),
                          .begun_by = in.actor.name,
                          .contest_until_on = *until,
                          .minimums = minimums_text(*minimums)});
    tell(in, "bulletin.begun", made, made.unit_id, {{"contest_until_on", made.contest_until_on.text()}});
    tell_units(in, made, base);
    return made;
}

Outcome<Contest> contest(Context& in, std::string const& month, ContestForm const& form) {
    auto found = find_for(in, month, Action::contest, form.unit_id);
    if (!found) return found.error();
    if (auto may = may_contest(*found, in.today()); !may) return may.error();
    if (auto fits = reason_fits("contest", form.reason); !fits) return fits.error();
    auto row = record_of(in, *found, form);
    if (!row) return Refusal{"bulletin.contest.no_record"};
    auto known = store::contest_of(in.tx, found->id, form.measure, form.record);
    if (known && known->state != ContestState::taken_back) return Refusal{"bulletin.contest.twice"};
    Contest made = known.value_or(Contest{.bulletin_id = found->id, .measure = form.measure, .record = form.record});
    made.unit_id = form.unit_id;
    made.title = row->title;
    made.why = row->why;
    made.state = ContestState::open;
    made.reason = text::trim(form.reason);
    made.person_id = in.actor.person_id;
    made.person_name = in.actor.name;
    made.made_at = in.now;
    store::save(in.tx, made);
    tell(in, "bulletin.contested", *found, form.unit_id, {{"measure", to_text(form.measure)}, {"record", form.record}});
    return made;
}

Outcome<Contest> take_back(Context& in, Id contest_id) {
    auto found = find_contest(in, contest_id, Action::take_back);
    if (!found) return found.error();
    if (found->contest.state != ContestState::open) return Refusal{"bulletin.take_back.decided"};
    found->contest.state = ContestState::taken_back;
    store::save(in.tx, found->contest);
    tell(in, "bulletin.contest_taken_back", found->bulletin, found->contest.unit_id, {{"record", found->contest.record}});
    return found->contest;
}

Outcome<Contest> decide(Context& in, Id contest_id, bool accepted, std::string const& reason, std::string const& base) {
    auto found = find_contest(in, contest_id, Action::decide);
    if (!found) return found.error();
    auto& contest = found->contest;
    if (contest.state == ContestState::taken_back) return Refusal{"bulletin.decide.taken_back"};
    if (auto fits = reason_fits("decide", reason); !fits) return fits.error();
    contest.state = accepted ? ContestState::accepted : ContestState::rejected;
    contest.decision = text::trim(reason);
    contest.decided_by = in.actor.name;
    contest.decided_at = in.now;
    store::save(in.tx, contest);
    tell(in, "bulletin.decided", found->bulletin, contest.unit_id, {{"record", contest.record}, {"accepted", accepted}});
    tell_unit(in, found->bulletin, contest, base);
    return contest;
}

Outcome<Bulletin> freeze(Context& in, std::string const& month) {
    auto found = find_for(in, month, Action::freeze, 0);
    if (!found) return found.error();
    if (auto may = may_freeze(*found, store::open_contests(in.tx, found->id), in.today()); !may) return may.error();
    std::vector<FrozenRecord> rows;
    auto content = compose_with_rows(in.tx, in.calendar, measure::month_of(month).value(), minimums_of(found->minimums),
                                     store::contests(in.tx, found->id), rows);
    auto unit = organ::store::unit_by_id(in.tx, found->unit_id);
    content.issued_by = unit ? unit->name : "";
    content.contest_until_on = found->contest_until_on;
    content.frozen_on = in.today();
    for (auto& row : rows) {
        row.bulletin_id = found->id;
        store::add(in.tx, row);
    }
    found->content = to_json(content);
    found->frozen_at = in.now;
    found->state = State::frozen;
    auto kept = keep(in, std::move(*found));
    tell(in, "bulletin.frozen", kept, kept.unit_id, {{"records", rows.size()}, {"left_out", content.accepted}});
    return kept;
}

}  // namespace mingtang::bulletin
