#include "base/json.hpp"
#include "law/packed.hpp"
#include "law/period.hpp"
#include "supervision/looks/looks.hpp"
#include "supervision/store.hpp"
#include "supervision/words.hpp"

namespace mingtang::supervision::looks {

/// Each article's freshness (law/supervision.json). A unit that never published a kind is asked for it by its
/// catalogue, as an empty column.
void columns(Context& in, Findings& all) {
    for (auto const& row : law::packed_rows("law/supervision.json", "columns")) {
        std::vector<std::string> kinds;
        for (auto const& kind : row.at("kinds").as_array()) kinds.emplace_back(kind.as_string());
        law::Period period{.number = int(json::number(row, "number")), .unit = from_text<law::Unit>(json::text(row, "unit")).value()};
        for (auto const& last : store::last_of_kinds(in.tx, kinds)) {
            auto due = law::due(last.last_on, period, in.calendar);
            if (due >= in.today()) continue;
            all.push_back({.kind = FindingKind::column_stale,
                           .unit_id = last.unit_id,
                           .subject = "unit:" + std::to_string(last.unit_id) + "#" + json::text(row, "code"),
                           .title = json::text(row, "name"),
                           .detail = filled(word("late", "column_stale"), {{"last_on", last.last_on.text()}}),
                           .due_on = due});
        }
    }
}

/// A heading of the first level counts as one column, however many entries stand under it.
void empty_columns(Context& in, Findings& all) {
    for (auto const& column : store::empty_columns(in.tx))
        all.push_back({.kind = FindingKind::column_empty,
                       .unit_id = column.unit_id,
                       .subject = "unit:" + std::to_string(column.unit_id) + "#" + column.level1,
                       .title = column.level1,
                       .detail = filled(word("late", "column_empty"), {{"number", std::to_string(column.entries)}})});
}

}  // namespace mingtang::supervision::looks
