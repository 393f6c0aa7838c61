#include "law/period.hpp"

#include <stdexcept>

#include "law/packed.hpp"

namespace mingtang::law {
namespace {

std::vector<NamedPeriod> load(std::string const& path) {
    std::vector<NamedPeriod> rows;
    for (auto const& row : packed_rows(path)) {
        auto unit = from_text<Unit>(json::text(row, "unit"));
        auto number = int(json::number(row, "number"));
        if (!unit || number <= 0) throw std::logic_error(path + " has a malformed period");
        auto const* open = row.if_contains("configurable");
        rows.push_back({json::text(row, "code"),
                        json::text(row, "name"),
                        {number, *unit, json::text(row, "article")},
                        json::text(row, "begins"),
                        json::text(row, "basis"),
                        open != nullptr && open->is_bool() && open->get_bool()});
    }
    return rows;
}

NamedPeriod const* find(std::vector<NamedPeriod> const& rows, std::string_view code) {
    for (auto const& row : rows)
        if (row.code == code) return &row;
    return nullptr;
}

Date add_months(Date start, int months) {
    using namespace std::chrono;
    auto from = start.ymd();
    auto month_of_end = year_month(from.year(), from.month()) + std::chrono::months(months);
    auto end = month_of_end / from.day();
    return end.ok() ? Date(sys_days(end)) : Date(sys_days(month_of_end / last));
}

}  // namespace

std::vector<NamedPeriod> const& clocks() {
    static auto const rows = load("law/clocks.json");
    return rows;
}

std::vector<NamedPeriod> const& special_periods() {
    static auto const rows = load("law/special_periods.json");
    return rows;
}

NamedPeriod const* find_clock(std::string_view code) { return find(clocks(), code); }
NamedPeriod const* find_special_period(std::string_view code) { return find(special_periods(), code); }

Date due(Date start, Period const& period, Calendar const& calendar) {
    switch (period.unit) {
        case Unit::working_day:
            return calendar.add_working_days(start, period.number);
        case Unit::day:
            return start + period.number;
        case Unit::month:
            return add_months(start, period.number);
        case Unit::hour:
            return start + period.number / 24;
    }
    throw std::logic_error("a period of no unit");
}

Instant due_at(Instant start, Period const& period, Calendar const& calendar) {
    if (period.unit == Unit::hour) return start + std::chrono::hours(period.number);
    auto next_midnight_in_shanghai = Instant((due(start.local_date(), period, calendar) + 1).sys()) + -std::chrono::hours(8);
    return next_midnight_in_shanghai + std::chrono::milliseconds(-1);
}

Date proactive_due(Date formed_on, Period const* special, Calendar const& calendar) {
    static Period const general = find_clock("proactive")->period;
    return due(formed_on, special != nullptr ? *special : general, calendar);
}

Remaining remaining(Date due, Date today, Calendar const& calendar) { return {calendar.working_days_between(today, due), today > due}; }

}  // namespace mingtang::law
