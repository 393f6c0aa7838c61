#include "measure/past_days.hpp"

#include <algorithm>

#include "catalogue/due.hpp"
#include "journal/journal.hpp"
#include "measure/rows.hpp"
#include "measure/store.hpp"

namespace mingtang::measure {
namespace {

/// Ten years of months of one unit.
constexpr std::size_t most_days = 120;

}  // namespace

std::vector<std::map<Id, Figure>> PastDays::overdue_items(Transaction& tx, Id unit_id, std::vector<Date> const& days,
                                                          law::Calendar const& calendar) {
    std::lock_guard lock(mutex_);
    bool may_keep = forget_moved(tx, calendar);
    std::vector<std::map<Id, Figure>> figures(days.size());
    auto units = unit_id ? std::vector<Id>{unit_id} : store::units_with_entries(tx);
    if (may_keep) make_room(days);
    for (auto unit : units) {
        Days passing;
        auto& kept = may_keep ? units_[unit] : passing;
        std::vector<Date> missing;
        std::copy_if(days.begin(), days.end(), std::back_inserter(missing), [&](Date day) { return !kept.contains(day); });
        if (!missing.empty()) {
            auto counted = overdue_item_figures_of_unit(tx, unit, missing, calendar);
            for (std::size_t i = 0; i < missing.size(); ++i) kept[missing[i]] = counted[i];
        }
        for (std::size_t i = 0; i < days.size(); ++i)
            if (auto const& figure = kept[days[i]]; figure.of > 0) figures[i][unit] = figure;
    }
    return figures;
}

/// False where this transaction sees an older state than the figures that are kept: what it counts would take them back.
bool PastDays::forget_moved(Transaction& tx, law::Calendar const& calendar) {
    auto head = journal::head(tx);
    if (head < seq_) return false;
    if (auto mark = catalogue::calendar_mark(calendar); mark != calendar_) units_.clear(), calendar_ = mark;
    for (auto unit : store::units_moved(tx, seq_, head)) {
        if (unit == 0) {
            units_.clear();
            break;
        }
        units_.erase(unit);
    }
    seq_ = std::min(journal::position(tx, catalogue::due_reader), head);
    return true;
}

void PastDays::make_room(std::vector<Date> const& days) {
    bool is_full = std::any_of(units_.begin(), units_.end(), [](auto const& unit) { return unit.second.size() >= most_days; });
    bool is_new = std::any_of(days.begin(), days.end(), [&](Date day) {
        return std::any_of(units_.begin(), units_.end(), [&](auto const& unit) { return !unit.second.contains(day); });
    });
    if (is_full && is_new) units_.clear();
}

}  // namespace mingtang::measure
