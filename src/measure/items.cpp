#include <algorithm>

#include "catalogue/cadence.hpp"
#include "measure/past_days.hpp"
#include "measure/rows.hpp"
#include "measure/store.hpp"
#include "measure/words.hpp"

/// Entries of the catalogue. Where nothing was published after the day asked for, the projection of due days (catalogue/due.hpp) tells what
/// was due then; for the others the due day of then is computed from what was public by then. A unit at a time, so that a county of a
/// million entries needs no more memory than its largest unit.
namespace mingtang::measure {
namespace {

/// What an entry's clock said as of a day.
struct Then {
    Date last_on, due_on;
};

/// The entries of one unit as they stood on any day from `first` to `last`.
class Entries {
  public:
    Entries(Transaction& tx, Id unit_id, Date first, Date last, law::Calendar const& calendar)
        : entries_(store::entries(tx, unit_id)), calendar_(calendar) {
        bool has_moved = std::any_of(entries_.begin(), entries_.end(), [&](auto const& entry) { return entry.last_on > first; });
        if (has_moved) days_ = store::days_of_moved(tx, unit_id, first, last);
    }
    std::vector<store::Entry> const& all() const { return entries_; }
    /// `known`: of the same entry as of another day; what was last published is mostly the same, and counting working days takes time.
    Then then(store::Entry const& entry, Date day, std::optional<Then> const& known = {}) const {
        if (entry.last_on <= day) return {entry.last_on, entry.due_on};
        auto last_on = last_by(entry.item.id, day);
        if (known && known->last_on == last_on) return *known;
        return {last_on, catalogue::next_due(entry.item, last_on, calendar_)};
    }

  private:
    Date last_by(Id item_id, Date day) const {
        auto found = days_.find(item_id);
        if (found == days_.end()) return {};
        auto after = std::upper_bound(found->second.begin(), found->second.end(), day);
        return after == found->second.begin() ? Date() : *(after - 1);
    }

    std::vector<store::Entry> entries_;
    std::map<Id, std::vector<Date>> days_;
    law::Calendar const& calendar_;
};

Record row_of(store::Entry const& entry, Then const& then, bool late) {
    auto const& item = entry.item;
    auto name = late ? (then.last_on ? "item_late" : "item_never") : (then.last_on ? "item_fine" : "item_first");
    return {.unit_id = item.unit_id,
            .key = "item:" + std::to_string(item.id),
            .title = item.level1 + (item.level2.empty() ? "" : " / " + item.level2),
            .url = "/catalogue/items/" + std::to_string(item.id),
            .day = then.due_on,
            .counted = late,
            .why = filled(word("why", name), {{"due", then.due_on.text()}, {"last", then.last_on.text()}})};
}

Records rows_of(Asked const& asked, bool counted_only) {
    Records rows;
    auto day = asked.period.to;
    for (auto unit : asked.unit_id ? std::vector<Id>{asked.unit_id} : store::units_with_entries(asked.tx)) {
        Entries entries(asked.tx, unit, day, day, asked.calendar);
        for (auto const& entry : entries.all()) {
            auto then = entries.then(entry, day);
            bool late = then.due_on && then.due_on < day;
            if (then.due_on && (late || !counted_only)) rows.push_back(row_of(entry, then, late));
        }
    }
    return rows;
}

}  // namespace

Records overdue_item_rows(Asked const& asked) { return rows_of(asked, false); }
Records overdue_item_rows_counted(Asked const& asked) { return rows_of(asked, true); }

std::map<Id, Figure> overdue_item_figures(Asked const& asked, PastDays* past) {
    auto day = asked.period.to;
    if (!store::has_moved_since(asked.tx, asked.unit_id, day)) return store::count_at_rest(asked.tx, asked.unit_id, day);
    PastDays own;
    return (past ? past : &own)->overdue_items(asked.tx, asked.unit_id, {day}, asked.calendar).front();
}

std::vector<Figure> overdue_item_figures_of_unit(Transaction& tx, Id unit_id, std::vector<Date> const& days,
                                                 law::Calendar const& calendar) {
    auto [first, last] = std::minmax_element(days.begin(), days.end());
    Entries entries(tx, unit_id, *first, *last, calendar);
    std::vector<Figure> figures(days.size(), Figure{unit_id});
    for (auto const& entry : entries.all()) {
        std::optional<Then> then;
        for (std::size_t i = 0; i < days.size(); ++i) {
            then = entries.then(entry, days[i], then);
            figures[i].of += bool(then->due_on);
            figures[i].number += then->due_on && then->due_on < days[i];
        }
    }
    return figures;
}

}  // namespace mingtang::measure
