#include "dashboard/figures.hpp"

#include <algorithm>

#include "organ/store.hpp"

namespace mingtang::dashboard {
namespace {

Month month_with(Date day, Date today) {
    auto name = day.text().substr(0, 7);
    auto period = measure::month_of(name).value();
    period.to = std::min(period.to, today);
    return {name, period};
}

bool is_among(std::vector<Id> const& units, Id id) { return units.empty() || std::find(units.begin(), units.end(), id) != units.end(); }

bool is_empty(UnitRow const& row) {
    return std::all_of(row.figures.begin(), row.figures.end(),
                       [](auto const& one) { return one.second.number == 0 && one.second.of == 0; });
}

void add(Figure& sum, Figure const& one) { sum.number += one.number, sum.of += one.of; }

/// The entries are read once for all months.
void read_past(Context& in, std::vector<Month> const& months, Id unit_id, PastDays& past) {
    std::vector<Date> days;
    for (auto const& month : months)
        if (month.period.to < in.today()) days.push_back(month.period.to);
    if (!days.empty()) past.overdue_items(in.tx, unit_id, days, in.calendar);
}

}  // namespace

Month month_asked(std::string_view text, Date today) {
    auto asked = measure::month_of(text);
    return month_with(asked && asked->from <= today ? asked->from : today, today);
}

std::vector<Month> months_until(Month const& month, int count, Date today) {
    std::vector<Month> months{month};
    while (int(months.size()) < count) months.push_back(month_with(months.back().period.from - 1, today));
    std::reverse(months.begin(), months.end());
    return months;
}

County county_of(Context& in, Period const& period, std::vector<Id> const& units, PastDays* past) {
    County county;
    for (auto const& [unit, depth] : organ::store::unit_tree(in.tx))
        if (is_among(units, unit.id)) county.units.push_back({.unit_id = unit.id, .name = unit.name, .open = unit.open});
    for (auto one : shown_measures) {
        auto figures = measure::measured(in.tx, one, period, in.calendar, units.size() == 1 ? units.front() : 0, past);
        for (auto& row : county.units) {
            row.figures[one] = figures[row.unit_id];
            add(county.in_all[one], row.figures[one]);
        }
    }
    std::erase_if(county.units, [](auto const& row) { return !row.open && is_empty(row); });
    return county;
}

std::vector<Figure> trend_of(Context& in, Measure one, std::vector<Month> const& months, Id unit_id, std::vector<Id> const& units,
                             PastDays* past) {
    if (past && (one == Measure::overdue || one == Measure::overdue_items)) read_past(in, months, unit_id, *past);
    std::vector<Figure> trend;
    for (auto const& month : months) {
        Figure sum{.unit_id = unit_id};
        for (auto const& [id, figure] : measure::measured(in.tx, one, month.period, in.calendar, unit_id, past))
            if (unit_id ? id == unit_id : is_among(units, id)) add(sum, figure);
        trend.push_back(sum);
    }
    return trend;
}

}  // namespace mingtang::dashboard
