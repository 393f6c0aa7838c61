// Last days of open applications computed anew, as after a late notice of holidays.
// usage: clocks [CASES]     (default 1,000,000)
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "law/reply_clock.hpp"

using namespace mingtang;
using namespace mingtang::law;

namespace {

std::vector<ReplyCourse> made_courses(std::size_t count) {
    std::mt19937 chance(20261124);
    auto upto = [&](int n) { return int(chance() % unsigned(n)); };
    std::vector<ReplyCourse> all(count);
    for (auto& course : all) {
        course.received_on = Date(2019, 1, 2) + upto(2900);
        if (upto(5) == 0) course.supplied_on = course.received_on + 5 + upto(20);
        if (upto(6) == 0) course.extended_by = 1 + upto(20);
        auto begins = course.supplied_on ? course.supplied_on : course.received_on;
        for (int stops = upto(4) == 0 ? 1 + upto(2) : 0, from = 0; stops > 0; --stops) {
            from += 1 + upto(12);
            auto until = from + 1 + upto(21);
            course.stops.push_back({.from_on = begins + from, .until_on = begins + until});
            from = until;
        }
    }
    return all;
}

/// The reference: day by day.
Date counted_out(ReplyCourse const& course, Calendar const& calendar) {
    auto day = course.supplied_on ? course.supplied_on : course.received_on;
    for (int left = course.working_days + course.extended_by; left > 0;) {
        day = day + 1;
        if (!calendar.is_working_day(day)) continue;
        bool stopped = false;
        for (auto const& stop : course.stops) stopped |= day > stop.from_on && day <= stop.until_on;
        left -= !stopped;
    }
    return day;
}

template <class F>
double seconds_of(F&& work) {
    auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace

int main(int argc, char** argv) {
    auto count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000ULL;
    auto calendar = Calendar::standard();
    auto courses = made_courses(count);
    std::vector<Date> computed(count), counted(count);
    auto steps = seconds_of([&] {
        for (std::size_t i = 0; i < count; ++i) computed[i] = reply_clock(courses[i], calendar).due;
    });
    auto days = seconds_of([&] {
        for (std::size_t i = 0; i < count; ++i) counted[i] = counted_out(courses[i], calendar);
    });
    std::printf("%llu cases: %.3f s, %.0f ns a case; day by day %.3f s: ratio %.2f; the same dates: %s\n", count, steps,
                steps * 1e9 / double(count), days, steps / days, computed == counted ? "yes" : "NO");
    return computed == counted ? 0 : 1;
}
