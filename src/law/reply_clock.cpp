#include "law/reply_clock.hpp"

#include <algorithm>

namespace mingtang::law {
namespace {

constexpr int longest_explanation = 3660;

Date beginning(ReplyCourse const& course) {
    auto begins = course.received_on;
    for (auto anew : {course.supplied_on, course.paid_on})
        if (anew && anew > begins) begins = anew;
    return begins;
}

Stop const* stop_on(ReplyCourse const& course, Date day) {
    for (auto const& stop : course.stops)
        if (day > stop.from_on && (!stop.until_on || day <= stop.until_on)) return &stop;
    return nullptr;
}

char const* reason_of(DayKind kind) {
    switch (kind) {
        case DayKind::working:
            return "working";
        case DayKind::make_up:
            return "make_up";
        case DayKind::weekend:
            return "weekend";
        case DayKind::holiday:
            return "holiday";
    }
    return "";
}

}  // namespace

ReplyClock reply_clock(ReplyCourse const& course, Calendar const& calendar) {
    ReplyClock clock{.begins_on = beginning(course)};
    auto before = clock.begins_on + (calendar.start_day_counts() ? -1 : 0);  // the last day before the period's first
    auto target = calendar.working_days_to(before) + course.working_days + course.extended_by;
    auto due = calendar.day_of(target);
    auto counted_until = before;  // stops may overlap
    for (auto const& stop : course.stops) {
        auto from = std::max(stop.from_on, counted_until);
        if (from >= due) continue;
        if (!stop.until_on) {
            clock.left = int(target - calendar.working_days_to(from));
            clock.certain = calendar.is_known(clock.begins_on, from);
            return clock;
        }
        if (stop.until_on <= from) continue;
        target += calendar.working_days_to(stop.until_on) - calendar.working_days_to(from);
        due = calendar.day_of(target);
        counted_until = stop.until_on;
    }
    clock.due = due;
    clock.certain = calendar.is_known(clock.begins_on, due);
    return clock;
}

std::vector<ReplyDay> explain(ReplyCourse const& course, Calendar const& calendar, Date until) {
    auto clock = reply_clock(course, calendar);
    auto last = clock.due ? clock.due : until;
    std::vector<ReplyDay> days;
    int number = 0;
    for (auto day = clock.begins_on + (calendar.start_day_counts() ? 0 : 1); day <= last && days.size() < longest_explanation;
         day = day + 1) {
        ReplyDay told{.date = day, .reason = reason_of(calendar.kind_of(day)), .name = calendar.name_of(day)};
        auto const* stop = stop_on(course, day);
        bool works = calendar.is_working_day(day);
        if (works && stop != nullptr) told.reason = stop->asked == Stop::Asked::third_party ? "third_party" : "joint_producer";
        if (works && stop == nullptr) told.number = ++number;
        days.push_back(std::move(told));
    }
    return days;
}

}  // namespace mingtang::law
