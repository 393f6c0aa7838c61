#include "catalogue/store.hpp"
#include "supervision/due_days.hpp"
#include "supervision/looks/looks.hpp"
#include "supervision/store.hpp"
#include "supervision/words.hpp"

namespace mingtang::supervision::looks {

void columns(Context& in, Findings& all) {
    for (auto const& column : supervision::columns(in.tx, in.calendar))
        if (column.due_on < in.today())
            all.push_back({.kind = FindingKind::column_stale,
                           .unit_id = column.unit_id,
                           .subject = "unit:" + std::to_string(column.unit_id) + "#" + column.code,
                           .title = column.name,
                           .detail = filled(word("late", "column_stale"), {{"last_on", column.last_on.text()}}),
                           .due_on = column.due_on});
}

/// A heading of the first level counts as one column, however many entries stand under it.
void empty_columns(Context& in, Findings& all) {
    for (auto const& column : catalogue::store::empty_columns(in.tx)) {
        auto due_on = empty_column_due(column.since_on, in.calendar);
        if (due_on >= in.today()) continue;
        all.push_back({.kind = FindingKind::column_empty,
                       .unit_id = column.unit_id,
                       .subject = "unit:" + std::to_string(column.unit_id) + "#" + column.heading,
                       .title = column.heading,
                       .detail = filled(word("late", "column_empty"), {{"number", std::to_string(column.entries)}}),
                       .due_on = due_on});
    }
}

}  // namespace mingtang::supervision::looks
