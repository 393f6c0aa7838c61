#pragma once
#include <string>

#include "base/date.hpp"
#include "base/words.hpp"
#include "law/calendar.hpp"

/// How near a last day is, and how people are told.
namespace mingtang::organ {

/// `overdue`, `today` (no working day is left after today), `soon` (`soon_days` or fewer are left), `calm`; `none` without a day.
std::string nearness(Date due, Date today, law::Calendar const& calendar, int soon_days = 3);

/// The style sheet's name of a clock, and its words.
struct ClockShown {
    std::string nearness, words;
};
/// The module's words of the nearness in the group `clock`, `{n}` the working days; `overdue_now` and `none_left` where only days without
/// work lie between. Both empty without a day.
ClockShown clock_shown(Date due, Date today, law::Calendar const& calendar, Word word, int soon_days = 3);

}  // namespace mingtang::organ
