#pragma once
#include <array>

#include "measure/past_days.hpp"
#include "organ/context.hpp"
#include "organ/unit.hpp"

/// What the dashboard shows: measures of units, month by month. Nothing is stored; `past` keeps what past months cost.
namespace mingtang::dashboard {

using measure::Figure;
using measure::Measure;
using measure::PastDays;
using measure::Period;
using organ::Context;

/// The columns of the tables, in this order.
inline constexpr std::array shown_measures{Measure::published, Measure::published_on_time, Measure::overdue,
                                           Measure::returned,  Measure::rectified,         Measure::applications_answered_on_time,
                                           Measure::findings};

/// The month of `text` (`2026-10`), else the running one. A month that has not ended is asked as of today, so that nothing counts as
/// overdue before its day; a month ahead is refused by taking the running one.
struct Month {
    std::string name;  // `2026-10`
    Period period;
};
Month month_asked(std::string_view text, Date today);
/// The month and those before it, the oldest first.
std::vector<Month> months_until(Month const& month, int count, Date today);

struct UnitRow {
    Id unit_id = 0;
    std::string name;
    bool open = true;                   // not merged into another one
    std::map<Measure, Figure> figures;  // of every shown measure
};
struct County {
    std::vector<UnitRow> units;        // in the order of the tree
    std::map<Measure, Figure> in_all;  // sums: of rates, of their numerators and denominators
};
/// Of those among `units` (none: all). Units that were merged stand there as long as something of theirs counts, so that the sum is that of
/// the rows.
County county_of(Context& in, Period const& period, std::vector<Id> const& units, PastDays* past = nullptr);

/// One measure, month by month, of a unit or (0) of those among `units`.
std::vector<Figure> trend_of(Context& in, Measure measure, std::vector<Month> const& months, Id unit_id, std::vector<Id> const& units,
                             PastDays* past = nullptr);

}  // namespace mingtang::dashboard
