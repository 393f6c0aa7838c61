#include "bulletin/actions.hpp"
#include "bulletin/store.hpp"
#include "organ/store.hpp"

namespace mingtang::bulletin {
namespace {

bool is_left_out(std::vector<Contest> const& contests, Measure measure, std::string const& key) {
    for (auto const& one : contests)
        if (one.state == ContestState::accepted && one.measure == measure && one.record == key) return true;
    return false;
}

}  // namespace

Outcome<Shown> show(Context& in, std::string const& month) {
    auto period = measure::month_of(month);
    if (!period || period->from > in.today()) return Refusal{"bulletin.find.not_found"};
    if (period->to > in.today()) period->to = in.today();
    Shown shown{.bulletin = store::of_month(in.tx, month), .period = *period, .content = {}};
    if (shown.bulletin && !shown.bulletin->content.empty()) {
        shown.content = read_content(shown.bulletin->content);
        return shown;
    }
    auto contests = shown.bulletin ? store::contests(in.tx, shown.bulletin->id) : std::vector<Contest>();
    shown.content = compose(in.tx, in.calendar, *period, minimums_of(shown.bulletin ? shown.bulletin->minimums : ""), contests);
    auto unit = organ::store::unit_by_id(in.tx, shown.bulletin ? shown.bulletin->unit_id : in.actor.unit_id);
    shown.content.issued_by = unit ? unit->name : "";
    if (shown.bulletin) shown.content.contest_until_on = shown.bulletin->contest_until_on;
    return shown;
}

std::vector<FrozenRecord> rows_behind(Context& in, Shown const& shown, Measure measure, Id unit_id) {
    if (shown.bulletin && shown.bulletin->state != State::contesting) return store::records(in.tx, shown.bulletin->id, measure, unit_id);
    auto contests = shown.bulletin ? store::contests(in.tx, shown.bulletin->id, unit_id) : std::vector<Contest>();
    std::vector<FrozenRecord> rows;
    for (auto& row : measure::records_of(in.tx, measure, unit_id, shown.period, in.calendar))
        rows.push_back({.measure = measure,
                        .unit_id = unit_id,
                        .record = row.key,
                        .title = std::move(row.title),
                        .url = std::move(row.url),
                        .day = row.day,
                        .counted = row.counted,
                        .why = std::move(row.why),
                        .left_out = is_left_out(contests, measure, row.key)});
    return rows;
}

bool sees_all(organ::Actor const& actor) { return actor.system || actor.has(Role::office, 0) || actor.has(Role::auditor, 0); }

bool may_see(organ::Actor const& actor, Id unit_id) {
    if (sees_all(actor)) return true;
    for (auto role : {Role::office, Role::auditor, Role::reviewer, Role::unit_head, Role::filer, Role::office_head})
        if (actor.has(role, unit_id)) return true;
    return false;
}

long long waiting_count(Context& in) {
    if (in.actor.has(Role::office, 0)) return store::all_open_contests(in.tx);
    if (!in.actor.has_anywhere(Role::reviewer) && !in.actor.has_anywhere(Role::unit_head)) return 0;
    long long number = 0;
    for (auto const& one : store::bulletins(in.tx)) number += one.state == State::contesting && may_contest(one, in.today()).has_value();
    return number;
}

}  // namespace mingtang::bulletin
