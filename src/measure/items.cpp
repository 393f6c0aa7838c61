#include "catalogue/cadence.hpp"
#include "measure/rows.hpp"
#include "measure/store.hpp"
#include "measure/words.hpp"

/// Entries of the catalogue. Where nothing was published after the day asked for, the projection of due days (catalogue/due.hpp) tells what
/// was due then; for the others the due day of then is computed from what was public by then.
namespace mingtang::measure {
namespace {

/// Entries under which something was published since, as they stood then; those without a due day left out.
std::vector<store::Item> as_they_were(Asked const& asked) {
    auto as_of = asked.period.to;
    auto last = store::last_published_of_moved(asked.tx, asked.unit_id, as_of);
    std::vector<store::Item> items;
    for (auto& item : store::items_moved_since(asked.tx, asked.unit_id, as_of)) {
        auto found = last.find(item.id);
        auto last_on = found == last.end() ? Date() : found->second;
        auto due = catalogue::next_due(item, last_on, asked.calendar);
        if (due) items.push_back({item.id, item.unit_id, std::move(item.level1), std::move(item.level2), last_on, due});
    }
    return items;
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
    for (auto const& item : as_they_were(asked)) rows.push_back(row_of(asked, item));
    return rows;
}

std::map<Id, Figure> overdue_item_figures(Asked const& asked) {
    std::map<Id, Figure> figures;
    auto as_of = asked.period.to;
    for (auto const& [unit_id, of] : store::count_at_rest(asked.tx, as_of, false)) figures[unit_id] = {unit_id, 0, of};
    for (auto const& [unit_id, number] : store::count_at_rest(asked.tx, as_of, true)) figures[unit_id].number = number;
    for (auto const& item : as_they_were(asked)) {
        auto& figure = figures[item.unit_id];
        figure.unit_id = item.unit_id;
        ++figure.of;
        figure.number += item.due_on < as_of;
    }
    return figures;
}

}  // namespace mingtang::measure
