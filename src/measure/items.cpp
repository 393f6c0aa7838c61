#include "catalogue/cadence.hpp"
#include "measure/rows.hpp"
#include "measure/store.hpp"
#include "measure/words.hpp"

/// Entries of the catalogue. Where nothing was published after the day asked for, the projection of due days (catalogue/due.hpp) tells what
/// was due then; for the others the due day of then is computed from what was public by then.
namespace mingtang::measure {
namespace {

store::Item as_it_was(Asked const& asked, catalogue::Item const& item) {
    auto last = store::last_published(asked.tx, item.id, asked.period.to);
    return {item.id, item.unit_id, item.level1, item.level2, last, catalogue::next_due(item, last, asked.calendar)};
}

Record row_of(Asked const& asked, store::Item const& item) {
    bool late = item.due_on < asked.period.to;
    auto name = late ? (item.last_on ? "item_late" : "item_never") : (item.last_on ? "item_fine" : "item_first");
    return {.unit_id = item.unit_id,
            .key = "item:" + std::to_string(item.id),
            .title = item.level1 + (item.level2.empty() ? "" : " / " + item.level2),
            .url = "/catalogue/items/" + std::to_string(item.id),
            .day = item.due_on,
            .counted = late,
            .why = filled(word("why", name), {{"due", item.due_on.text()}, {"last", item.last_on.text()}})};
}

}  // namespace

Records overdue_item_rows(Asked const& asked) {
    Records rows;
    for (auto const& item : store::items_at_rest(asked.tx, asked.unit_id, asked.period.to, false)) rows.push_back(row_of(asked, item));
    for (auto const& moved : store::items_moved_since(asked.tx, asked.unit_id, asked.period.to))
        if (auto item = as_it_was(asked, moved); item.due_on) rows.push_back(row_of(asked, item));
    return rows;
}

std::map<Id, Figure> overdue_item_figures(Asked const& asked) {
    std::map<Id, Figure> figures;
    auto as_of = asked.period.to;
    for (auto const& [unit_id, of] : store::count_at_rest(asked.tx, as_of, false)) figures[unit_id] = {unit_id, 0, of};
    for (auto const& [unit_id, number] : store::count_at_rest(asked.tx, as_of, true)) figures[unit_id].number = number;
    for (auto const& moved : store::items_moved_since(asked.tx, asked.unit_id, as_of)) {
        auto item = as_it_was(asked, moved);
        if (!item.due_on) continue;
        auto& figure = figures[item.unit_id];
        figure.unit_id = item.unit_id;
        ++figure.of;
        figure.number += item.due_on < as_of;
    }
    return figures;
}

}  // namespace mingtang::measure
