#include "clocks/rules.hpp"

#include <algorithm>

namespace mingtang::clocks {
namespace {

constexpr char const* first_hour = "08:00";

std::vector<KindRow> make_rows() {
    using enum Role;
    std::vector<Role> const writers{filer, reviewer, unit_head, office, auditor};
    std::vector<Role> const editions{filer, reviewer, secrecy_reviewer, office, leak_exception};
    std::vector<Role> const cases{handler, legal_reviewer, unit_head, office_head};
    return {
        {Kind::item, 5, {filer}, writers, false},
        {Kind::column, 3, {filer}, writers, false},
        {Kind::draft, 3, {filer}, editions, false},
        {Kind::interpretation, 1, {filer}, writers, false},
        {Kind::look_again, 10, {reviewer}, editions, false},
        {Kind::validity, 20, {filer}, writers, false},
        {Kind::display, 2, {filer}, writers, true},
        {Kind::reply, 5, {handler}, cases, false},
        {Kind::supplement_notice, 2, {handler}, cases, true},
        {Kind::supplement, 2, {handler}, cases, false},
        {Kind::payment, 2, {handler}, cases, false},
        {Kind::opinion, 3, {handler}, cases, false},
        {Kind::letter, 2, {filer}, {filer, reviewer, office, auditor}, false},
        {Kind::remedy_answer, 5, {office}, {office, auditor}, false},
        {Kind::rectification, 3, {reviewer, unit_head}, {filer, reviewer, unit_head, handler, office_head, office, auditor}, false},
        {Kind::comment_period, 3, {office}, {filer, office}, false},
        {Kind::annual_report, 15, {filer, reviewer}, {filer, reviewer, office, auditor}, false},
    };
}

void add(Units& units, Id unit_id) {
    if (unit_id == 0) units.all = true;
    if (!units.hold(unit_id)) units.ids.push_back(unit_id);
}

}  // namespace

KindRow const& row_of(Kind kind) {
    static auto const rows = make_rows();
    return rows.at(std::size_t(kind));
}

Standing standing(Clock const& clock, Date today, int warn_days, law::Calendar const& calendar) {
    if (clock.stopped || !clock.due_on) return Standing::stopped;
    if (clock.due_on < today) return Standing::overdue;
    if (clock.due_on == today) return Standing::today;
    return clock.due_on <= warned_until(today, warn_days, calendar) ? Standing::warning : Standing::later;
}

Date warned_until(Date today, int warn_days, law::Calendar const& calendar) {
    return calendar.day_of(calendar.working_days_to(today) + warn_days + 1) - 1;
}

bool may_see(organ::Actor const& actor, Kind kind, Id unit_id) {
    if (actor.system) return true;
    auto const& sees = row_of(kind).sees;
    return std::any_of(sees.begin(), sees.end(), [&](Role role) { return actor.has(role, unit_id); });
}

bool waits_for(Clock const& clock, Id person_id, std::vector<organ::Grant> const& grants) {
    if (clock.person_id != 0 && clock.person_id != person_id) return false;
    organ::Actor holder{.grants = grants};
    return std::any_of(clock.acts.begin(), clock.acts.end(), [&](Role role) { return holder.has(role, clock.unit_id); });
}

bool Units::hold(Id unit_id) const { return all || std::find(ids.begin(), ids.end(), unit_id) != ids.end(); }

Units units_of(organ::Actor const& actor, Kind kind) {
    Units units{.all = actor.system};
    auto const& sees = row_of(kind).sees;
    for (auto const& grant : actor.grants)
        if (std::find(sees.begin(), sees.end(), grant.role) != sees.end()) add(units, grant.unit_id);
    return units;
}

Units units_of(organ::Actor const& actor) {
    Units units{.all = actor.system};
    for (std::size_t kind = 0; kind < EnumNames<Kind>::names.size(); ++kind) {
        auto some = units_of(actor, Kind(kind));
        units.all |= some.all;
        for (auto id : some.ids) add(units, id);
    }
    return units;
}

bool is_morning(Instant now, law::Calendar const& calendar) {
    return calendar.is_working_day(now.local_date()) && now.local_text().substr(11) >= first_hour;
}

}  // namespace mingtang::clocks
