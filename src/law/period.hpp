#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/names.hpp"
#include "law/calendar.hpp"

namespace mingtang::law {

enum class Unit { working_day, day, month, hour };

/// A period and the article that sets it (`ogi-2019:26`).
struct Period {
    int number = 0;
    Unit unit = Unit::working_day;
    std::string article;
    bool operator==(Period const&) const = default;
};

/// A row of law/clocks.json or law/special_periods.json.
struct NamedPeriod {
    std::string code;
    std::string name;
    Period period;
    /// What starts it, and where the rule was read, in words for people.
    std::string begins, basis;
    /// True where the source leaves the number or the way of counting open, so that the operator may set it.
    bool configurable = false;
};

/// The periods of the Regulation, and the shorter periods of special matters that go before art. 26, in the order of the files.
std::vector<NamedPeriod> const& clocks();
std::vector<NamedPeriod> const& special_periods();
/// By code; null when there is none.
NamedPeriod const* find_clock(std::string_view code);
NamedPeriod const* find_special_period(std::string_view code);

/// The last day of a period that begins on `start`. Days and months are those of the calendar: a month ends on the same day of the month,
/// or on its last day where that does not exist. Hours end on the day on which they end when counted from the first moment of `start`.
Date due(Date start, Period const& period, Calendar const& calendar);
/// The last moment: hours to the millisecond, other units the end of the last day in Asia/Shanghai.
Instant due_at(Instant start, Period const& period, Calendar const& calendar);

/// law: ogi-2019:26, 20 working days from the day the information came to be or changed; another law's period goes first.
Date proactive_due(Date formed_on, Period const* special, Calendar const& calendar);

struct Remaining {
    /// Working days left, counted after today and with the last day; negative when past.
    int working_days = 0;
    bool overdue = false;
    bool operator==(Remaining const&) const = default;
};
Remaining remaining(Date due, Date today, Calendar const& calendar);

}  // namespace mingtang::law

template <>
struct mingtang::EnumNames<mingtang::law::Unit> {
    static constexpr std::array<std::string_view, 4> names{"working_day", "day", "month", "hour"};
};
