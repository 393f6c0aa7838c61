#include "organ/last_day.hpp"

#include "law/period.hpp"

namespace mingtang::organ {

std::string nearness(Date due, Date today, law::Calendar const& calendar, int soon_days) {
    if (!due) return "none";
    auto left = law::remaining(due, today, calendar);
    if (left.overdue) return "overdue";
    if (left.working_days == 0) return "today";
    return left.working_days <= soon_days ? "soon" : "calm";
}

ClockShown clock_shown(Date due, Date today, law::Calendar const& calendar, Word word, int soon_days) {
    if (!due) return {};
    auto near = nearness(due, today, calendar, soon_days);
    auto days = std::abs(law::remaining(due, today, calendar).working_days);
    auto said = near == "overdue" && days == 0 ? "overdue_now" : near == "today" && due != today ? "none_left" : near;
    return {near, filled(word("clock", said), {{"n", std::to_string(days)}})};
}

}  // namespace mingtang::organ
