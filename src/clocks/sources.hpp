#pragma once
#include <map>
#include <optional>

#include "clocks/clock.hpp"
#include "organ/context.hpp"

/// The one list of what must not be missed, read from the records of all modules as they are now. Nothing of it is stored, so that a
/// corrected record corrects every figure.
namespace mingtang::clocks {

using organ::Context;

struct Asked {
    std::vector<Id> units;  // none named: all
    Date until;             // last days up to and including this one
    std::optional<Kind> kind = {};
    bool stopped_too = false;
    int most = 2000;  // of one kind, the earliest first: whoever shows them says what is cut (`tallies_of`)
};
inline constexpr int without_end = 1000000;
/// By last day, then by kind; those that stand still come last. `in.today()` decides what is over, so that a look ahead is the same reading
/// with another day.
std::vector<Clock> clocks(Context& in, Asked const& asked);

/// Working days ahead from which each kind is warned of: what the office has set, else ours.
std::map<Kind, int> warn_days(storage::Transaction& tx);

/// How many clocks of a kind, unit and standing there are for those who act on them, and the nearest of their days.
struct Tally {
    Clock one;  // stands for all of them: kind, unit, who acts; its `due_on` is the earliest
    Standing standing = Standing::overdue;
    long long number = 0;
};
/// What is overdue, due today or warned of; counted without end, where a list would stop.
std::vector<Tally> tallies(Context& in, std::vector<Id> const& units);
/// Of one kind, what `clocks` would list without its `most`: of every standing, up to `asked.until`.
std::vector<Tally> tallies_of(Context& in, Kind kind, Asked const& asked);

}  // namespace mingtang::clocks
