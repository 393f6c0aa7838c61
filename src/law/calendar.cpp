#include "law/calendar.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/json.hpp"
#include "base/resource.hpp"

namespace mingtang::law {
namespace {

bool is_weekend(Date day) {
    auto weekday = std::chrono::weekday(day.sys());
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

constexpr int longest_explanation = 3660;

Date const first_monday(1900, 1, 1);

/// Mondays to Fridays from the first Monday up to and including the day.
long long weekdays_to(Date day) {
    long long days = day - first_monday;
    auto weeks = days >= 0 ? days / 7 : -((6 - days) / 7);
    return weeks * 5 + std::min(days - weeks * 7 + 1, 5LL);
}

/// The day on which `weekdays_to` first reaches the count.
Date weekday_of(long long count) {
    auto before = count - 1;
    auto weeks = before >= 0 ? before / 5 : -((4 - before) / 5);
    return first_monday + int(weeks * 7 + before - weeks * 5);
}

}  // namespace

std::string CountedDay::reason() const {
    switch (kind) {
        case DayKind::working:
            return "working";
        case DayKind::make_up:
            return "make_up";
        case DayKind::weekend:
            return "weekend";
        case DayKind::holiday:
            return name;
    }
    return {};
}

Calendar Calendar::standard(bool start_day_counts) {
    Calendar calendar(start_day_counts);
    for (auto const& path : resources("law/calendars/", ".json")) calendar.add_year(*resource(path));
    return calendar;
}

void Calendar::add_year(std::string_view text) {
    boost::system::error_code failed;
    auto parsed = boost::json::parse(text, failed);
    if (failed || !parsed.is_object()) throw std::logic_error("a calendar is not a JSON object");
    auto const& year = parsed.get_object();
    auto const* days = year.if_contains("days");
    auto number = int(json::number(year, "year"));
    if (number < 1900 || days == nullptr || !days->is_array()) throw std::logic_error("a calendar lacks year or days");
    std::erase_if(days_, [&](auto const& day) { return day.second.year == number; });
    for (auto const& row : days->get_array()) {
        auto date = row.is_object() ? Date::parse(json::text(row.get_object(), "date")) : std::nullopt;
        auto const* off = date ? row.get_object().if_contains("off") : nullptr;
        if (off == nullptr || !off->is_bool()) throw std::logic_error("the calendar of " + std::to_string(number) + " has a malformed day");
        days_[*date] = Notice{json::text(row.get_object(), "name"), off->get_bool(), number};
    }
    years_.insert(number);
    shifts_.clear();
    int shift = 0;
    for (auto const& [date, notice] : days_) {
        if (notice.off == is_weekend(date)) continue;
        shift += notice.off ? -1 : 1;
        shifts_.emplace_back(date, shift);
    }
}

bool Calendar::is_working_day(Date day) const {
    auto kind = kind_of(day);
    return kind == DayKind::working || kind == DayKind::make_up;
}

DayKind Calendar::kind_of(Date day) const {
    if (auto notice = days_.find(day); notice != days_.end()) {
        if (notice->second.off) return DayKind::holiday;
        return is_weekend(day) ? DayKind::make_up : DayKind::working;
    }
    return is_weekend(day) ? DayKind::weekend : DayKind::working;
}

bool Calendar::is_known(Date from, Date to) const {
    for (int year = from.year(); year <= to.year(); ++year)
        if (!is_known(year)) return false;
    return true;
}

std::string Calendar::name_of(Date day) const {
    auto notice = days_.find(day);
    return notice == days_.end() ? std::string() : notice->second.name;
}

long long Calendar::working_days_to(Date day) const {
    auto after = std::upper_bound(shifts_.begin(), shifts_.end(), day, [](Date d, auto const& shift) { return d < shift.first; });
    return weekdays_to(day) + (after == shifts_.begin() ? 0 : std::prev(after)->second);
}

Date Calendar::day_of(long long count) const {
    auto day = weekday_of(count);
    for (int round = 0; round < 20; ++round) {  // each comes nearer: holidays and make-up days are few
        auto off = working_days_to(day) - count;
        if (off == 0) break;
        day = weekday_of(weekdays_to(day) - off);
    }
    while (working_days_to(day) < count) day = day + 1;
    while (working_days_to(day - 1) >= count) day = day - 1;
    return day;
}

Date Calendar::add_working_days(Date start, int n) const {
    auto before = working_days_to(start - 1);
    if (n < 0) return day_of(before + n + 1);
    if (n == 0) return day_of(before + 1);
    return day_of((start_day_counts_ ? before : working_days_to(start)) + n);
}

int Calendar::working_days_between(Date from, Date to) const { return int(working_days_to(to) - working_days_to(from)); }

std::vector<CountedDay> Calendar::explain(Date from, Date to) const {
    std::vector<CountedDay> days;
    for (Date day = start_day_counts_ ? from : from + 1; day <= to && days.size() < longest_explanation; day = day + 1)
        days.push_back({day, is_working_day(day), kind_of(day), name_of(day)});
    return days;
}

}  // namespace mingtang::law
