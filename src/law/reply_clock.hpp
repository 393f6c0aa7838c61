#pragma once
#include <string>
#include <vector>

#include "law/calendar.hpp"

namespace mingtang::law {

/// Time that does not count: others are asked. The day of asking is still the organ's, the day of the answer is not; without `until_on`
/// they have not answered yet.
struct Stop {
    enum class Asked { third_party, joint_producer };
    Date from_on, until_on;
    Asked asked = Asked::third_party;
};

/// All that moves the last day of an application's reply.
struct ReplyCourse {
    Date received_on;
    /// law: ogi-2019:30, the period runs from the day on which the supplement came.
    Date supplied_on;
    /// fee-2020 is silent; the period runs anew after payment, as local rules say. Leave it empty where yours do not.
    Date paid_on;
    std::vector<Stop> stops;  // by from_on
    int working_days = 20;    // law: ogi-2019:33
    int extended_by = 0;      // law: ogi-2019:33, at most twenty working days, once
};

struct ReplyClock {
    /// The period runs from the day after this one (or from it, where the calendar counts the first day).
    Date begins_on;
    /// The last day; none while a stop runs.
    Date due;
    /// Working days of the period that a running stop leaves over.
    int left = 0;
    /// False where a year that it touches has no notice of holidays: then only weekends are known in it.
    bool certain = true;
};

/// law: ogi-2019:33, reply within twenty working days of receipt; the time for asking third parties and other organs is not counted;
/// extended once by twenty at most. In a few steps, whatever the length.
ReplyClock reply_clock(ReplyCourse const& course, Calendar const& calendar);

/// One day of it for people. `number` is 0 where it does not count; `reason` then is `weekend`, `holiday`, `third_party` or
/// `joint_producer`, else `working` or `make_up`; `name` is of the holiday.
struct ReplyDay {
    Date date;
    int number = 0;
    std::string reason, name;
};
/// Every day from the beginning to the last day, or to `until` while a stop runs.
std::vector<ReplyDay> explain(ReplyCourse const& course, Calendar const& calendar, Date until = {});

}  // namespace mingtang::law
