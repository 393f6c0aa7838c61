#include "law/calendar.hpp"

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
    for (auto const& row : days->get_array()) {
        auto date = row.is_object() ? Date::parse(json::text(row.get_object(), "date")) : std::nullopt;
        auto const* off = date ? row.get_object().if_contains("off") : nullptr;
        if (off == nullptr || !off->is_bool()) throw std::logic_error("the calendar of " + std::to_string(number) + " has a malformed day");
        days_[*date] = Notice{json::text(row.get_object(), "name"), off->get_bool()};
    }
    years_.insert(number);
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

Date Calendar::add_working_days(Date start, int n) const {
    int step = n < 0 ? -1 : 1;
    int left = n < 0 ? -n : n;
    Date day = start;
    if (left == 0) {
        while (!is_working_day(day)) day = day + 1;
        return day;
    }
    if (start_day_counts_ && step > 0 && is_working_day(start)) --left;
    while (left > 0) {
        day = day + step;
        if (is_working_day(day)) --left;
    }
    return day;
}

int Calendar::working_days_between(Date from, Date to) const {
    if (to < from) return -working_days_between(to, from);
    int count = 0;
    for (Date day = from + 1; day <= to; day = day + 1) count += is_working_day(day) ? 1 : 0;
    return count;
}

std::vector<CountedDay> Calendar::explain(Date from, Date to) const {
    std::vector<CountedDay> days;
    for (Date day = start_day_counts_ ? from : from + 1; day <= to && days.size() < longest_explanation; day = day + 1)
        days.push_back({day, is_working_day(day), kind_of(day), name_of(day)});
    return days;
}

}  // namespace mingtang::law
