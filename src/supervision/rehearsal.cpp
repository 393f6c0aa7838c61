#include "supervision/rehearsal.hpp"

#include <map>
#include <set>

#include "supervision/rules.hpp"
#include "supervision/store.hpp"

namespace mingtang::supervision {
namespace {

using Units = std::vector<Id>;
using Key = std::pair<FindingKind, std::string>;

bool counts(Units const& units, Id unit_id) { return units.empty() || std::find(units.begin(), units.end(), unit_id) != units.end(); }
Key key_of(Finding const& finding) { return {finding.kind, finding.subject}; }

/// Noon of the day in Asia/Shanghai.
Instant noon(Date day) { return Instant(day.sys()) + std::chrono::hours(4); }

std::vector<Finding> late_as_of(Context& in, Date day, Units const& units) {
    Context then{in.actor, in.tx, in.calendar, noon(day), in.blobs, in.secret, in.reader};
    auto found = look_at_records(then);
    std::erase_if(found, [&](Finding const& one) { return !counts(units, one.unit_id); });
    return found;
}

/// What the patrol holds as not mended, by fault.
std::map<Key, Finding> standing(Context& in, Units const& units) {
    std::map<Key, Finding> all;
    for (auto state : {FindingState::open, FindingState::in_case, FindingState::dismissed})
        for (store::FindingFilter filter{.units = units, .state = state, .limit = 5000};;) {
            auto page = store::findings(in.tx, filter);
            if (page.empty()) break;
            filter.after_id = page.back().id;
            for (auto& one : page) all.emplace(key_of(one), std::move(one));
        }
    return all;
}

std::vector<Rehearsal::Expected> expected(std::vector<Finding> const& late, std::map<Key, Finding> const& known) {
    std::vector<Rehearsal::Expected> all;
    std::set<Key> told;
    for (auto const& one : late) {
        auto found = known.find(key_of(one));
        if (!told.insert(key_of(one)).second) continue;
        if (found == known.end()) {
            all.push_back({one, true});
        } else if (found->second.state != FindingState::dismissed) {
            all.push_back({found->second, false});
        }
    }
    for (auto const& [key, one] : known)
        if (one.state != FindingState::dismissed && told.insert(key).second) all.push_back({one, false});
    return all;
}

std::vector<Rehearsal::Place> ranked(std::vector<Rehearsal::Expected> const& overdue, std::map<Key, Finding> const& known) {
    std::map<Id, Rehearsal::Place> by_unit;
    for (auto const& one : overdue) ++by_unit[one.finding.unit_id].then;
    for (auto const& [_, one] : known)
        if (one.state != FindingState::dismissed) ++by_unit[one.unit_id].now;
    std::vector<Rehearsal::Place> all;
    for (auto& [unit_id, place] : by_unit) all.push_back({unit_id, place.now, place.then});
    std::stable_sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.then > b.then; });
    return all;
}

std::vector<Rehearsal::Notice> notices_of(std::vector<Rehearsal::Expected> const& overdue, std::vector<Rehearsal::Place> const& ranking) {
    std::map<Id, long long> waiting;
    for (auto const& one : overdue) waiting[one.finding.unit_id] += one.finding.state == FindingState::open;
    std::vector<Rehearsal::Notice> all;
    for (auto const& place : ranking)
        if (waiting[place.unit_id] > 0) all.push_back({place.unit_id, waiting[place.unit_id]});
    return all;
}

void look_at_cases(Context& in, Rehearsal& made, Units const& units) {
    auto warned = in.calendar.add_working_days(made.day, warned_working_days);
    for (auto const& record : store::rectifications(in.tx, {.units = units, .open_only = true, .limit = 5000})) {
        if (record.state != State::issued) continue;
        if (record.due_on >= made.day && record.due_on <= warned) made.answers_soon_due.push_back(record);
        if (record.due_on >= made.day) continue;
        if (auto to = next_stage(record, made.day)) made.escalations.push_back({record, *to});
    }
}

}  // namespace

Rehearsal rehearse(Context& in, Date day, Units const& units) {
    Rehearsal made{.day = day, .calendar_is_certain = true};
    for (auto year = in.today().year(); year <= day.year(); ++year) made.calendar_is_certain &= in.calendar.is_known(year);
    auto known = standing(in, units);
    auto late = late_as_of(in, day, units);
    made.overdue = expected(late, known);
    made.ranking = ranked(made.overdue, known);
    made.notices = notices_of(made.overdue, made.ranking);
    std::set<Key> over;
    for (auto const& one : late) over.insert(key_of(one));
    for (auto& one : late_as_of(in, in.calendar.add_working_days(day, warned_working_days) + 1, units))
        if (!over.contains(key_of(one))) made.warnings.push_back(std::move(one));
    look_at_cases(in, made, units);
    std::map<Id, long long> place;
    for (auto const& one : made.ranking) place[one.unit_id] = -one.then;
    std::stable_sort(made.overdue.begin(), made.overdue.end(), [&](auto const& a, auto const& b) {
        return std::tie(place[a.finding.unit_id], a.finding.unit_id) < std::tie(place[b.finding.unit_id], b.finding.unit_id);
    });
    return made;
}

}  // namespace mingtang::supervision
