#include "catalogue/due.hpp"

#include "base/digest.hpp"
#include "catalogue/store.hpp"

namespace mingtang::catalogue {

void refresh_due(storage::Transaction& tx, Item const& item, Date last_on, law::Calendar const& calendar) {
    if (item.unit_id == 0 || !item.open) return store::remove_due(tx, item.id);
    store::save_due(tx, {item.id, item.unit_id, last_on, next_due(item, last_on, calendar)});
}

std::string calendar_mark(law::Calendar const& calendar) {
    std::string days = calendar.start_day_counts() ? "1" : "0";
    for (Date day(2015, 1, 1); day < Date(2045, 1, 1); day = day + 1) days += calendar.is_working_day(day) ? '1' : '0';
    return sha256(days);
}

std::vector<Overdue> overdue_as_of(storage::Transaction& tx, Date today, law::Calendar const& calendar, Id unit_id, int limit) {
    std::vector<Overdue> all;
    for (auto const& due : store::due_before(tx, today, unit_id, limit))
        if (auto item = store::item(tx, due.item_id))
            all.push_back({*item, due.last_on, due.due_on, today - due.due_on, calendar.working_days_between(due.due_on, today)});
    return all;
}

std::map<Id, Due> dues_by_item(storage::Transaction& tx, Id unit_id) {
    std::map<Id, Due> by_item;
    for (auto const& due : store::dues_of(tx, unit_id)) by_item[due.item_id] = due;
    return by_item;
}

}  // namespace mingtang::catalogue
