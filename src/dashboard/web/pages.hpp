#pragma once
#include "dashboard/figures.hpp"
#include "dashboard/words.hpp"
#include "organ/web/desk.hpp"

/// The pages of the dashboard. One function per row of the URL table in pages.cpp.
namespace mingtang::dashboard::web {

using organ::web::Desk;
using organ::web::DeskPage;

http::Response show_county(Desk const& desk, PastDays& past);
http::Response show_unit(Desk const& desk, PastDays& past);
http::Response show_records(Desk const& desk);
http::Response show_item(Desk const& desk);
http::Response show_screen(Desk const& desk, PastDays& past);

// -- shared ----------------------------------------------------------------------------------------------------------------------------

/// Months of a trend.
inline constexpr int trend_months = 12;

/// The units whose figures this person sees; empty: all.
std::vector<Id> units_of(organ::Actor const& actor);
/// `/desk/dashboard/units/3/records?measure=…&month=…`; unit 0: all of the person's units.
std::string records_url(Id unit_id, measure::Measure one, Month const& month);
/// Section `columns`: name, definition of every shown measure.
void show_columns(view::Data data);
/// Section `cells` of every shown measure: `value`, `url`, `data` (a plain number for charts), section `of_section` with `number`, `of`.
void show_cells(view::Data row, std::map<measure::Measure, Figure> const& figures, Id unit_id, Month const& month);
/// Section `trend`: `month`, `published`, `overdue`, with the links of both.
void show_trend(view::Data data, Context& in, Month const& month, Id unit_id, std::vector<Id> const& units, PastDays& past);
/// Section `months`: value and label of this month and those before, the chosen one `selected`.
void show_months(view::Data data, Month const& month, Date today);

}  // namespace mingtang::dashboard::web
