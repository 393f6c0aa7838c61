#include "reports/rules.hpp"

namespace mingtang::reports {

Date due_of(organ::UnitKind kind, int year) { return kind == organ::UnitKind::government ? Date(year + 1, 3, 31) : Date(year + 1, 1, 31); }

int year_worked_on(Date today) { return today.month() <= 6 ? today.year() - 1 : today.year(); }

bool makes_report(organ::Unit const& unit) { return unit.open && unit.kind != organ::UnitKind::enterprise; }

bool may_see(organ::Actor const& actor, Id unit_id) {
    if (actor.system) return true;
    for (auto role : {organ::Role::filer, organ::Role::reviewer, organ::Role::office, organ::Role::auditor})
        if (actor.has(role, unit_id)) return true;
    return false;
}

}  // namespace mingtang::reports
