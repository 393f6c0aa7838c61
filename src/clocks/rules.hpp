#pragma once
#include "clocks/clock.hpp"
#include "law/calendar.hpp"

/// Pure functions over clocks: values in, values out. Lateness is a question to a day.
namespace mingtang::clocks {

/// As of `today`: a warning from `warn_days` working days before the last day.
Standing standing(Clock const& clock, Date today, int warn_days, law::Calendar const& calendar);
/// The last of the days that `standing` calls a warning (or today).
Date warned_until(Date today, int warn_days, law::Calendar const& calendar);

/// Whether the person's role in the unit lets him see clocks of this kind; the system sees all.
bool may_see(organ::Actor const& actor, Kind kind, Id unit_id);
/// Whether the clock waits for one of these grants. The person that a record names goes before others of his role.
bool waits_for(Clock const& clock, Id person_id, std::vector<organ::Grant> const& grants);
/// The units whose clocks of the kind the person sees; `all` where that is every unit.
struct Units {
    bool all = false;
    std::vector<Id> ids;
    bool none() const { return !all && ids.empty(); }
    bool hold(Id unit_id) const;
};
Units units_of(organ::Actor const& actor, Kind kind);
/// Of any kind.
Units units_of(organ::Actor const& actor);

/// The mails of a day go from eight o'clock of a working day on.
bool is_morning(Instant now, law::Calendar const& calendar);

}  // namespace mingtang::clocks
