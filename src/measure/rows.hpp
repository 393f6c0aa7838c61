#pragma once
#include "measure/measure.hpp"

/// The rows of each measure, by the field that they come from. `unit_id` 0: of all units, in any order.
namespace mingtang::measure {

/// What a reading of rows is asked for.
struct Asked {
    Transaction& tx;
    Id unit_id;
    Period const& period;
    law::Calendar const& calendar;
};
using Records = std::vector<Record>;

Records filed_rows(Asked const& asked);
Records published_rows(Asked const& asked);
Records published_on_time_rows(Asked const& asked);
Records returned_rows(Asked const& asked);
Records overdue_draft_rows(Asked const& asked);
Records overdue_item_rows(Asked const& asked);
/// Those that are counted only: of a county's catalogues few entries are late.
Records overdue_item_rows_counted(Asked const& asked);
/// The same, counted without reading every entry where nothing was published after the day. `past`: keeps what it costs otherwise.
std::map<Id, Figure> overdue_item_figures(Asked const& asked, PastDays* past);
/// As of several days, in their order, with one reading of the unit's entries.
std::vector<Figure> overdue_item_figures_of_unit(Transaction& tx, Id unit_id, std::vector<Date> const& days, law::Calendar const& calendar);
Records rectified_rows(Asked const& asked);
Records answered_rows(Asked const& asked);
Records answered_on_time_rows(Asked const& asked);
Records corrected_rows(Asked const& asked);
Records finding_rows(Asked const& asked);

}  // namespace mingtang::measure
