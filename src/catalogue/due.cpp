#include "catalogue/due.hpp"

#include "base/digest.hpp"
#include "catalogue/store.hpp"

namespace mingtang::catalogue {
namespace {

std::string heading_of(Item const& item) { return item.way.find("依申请") == std::string::npos ? item.level1 : ""; }

}  // namespace

void refresh_due(storage::Transaction& tx, Item const& item, Date last_on, law::Calendar const& calendar) {
    if (item.unit_id == 0 || !item.open) return store::remove_due(tx, item.id);
    store::save_due(tx, {item.id, item.unit_id, last_on, next_due(item, last_on, calendar), heading_of(item), item.since_on});
}

std::string calendar_mark(law::Calendar const& calendar) {
    std::string days = calendar.start_day_counts() ? "1" : "0";
    for (Date day(2015, 1, 1); day < Date(2045, 1, 1); day = day + 1) days += calendar.is_working_day(day) ? '1' : '0';
    return sha256(days);
}

std::map<Id, Due> dues_by_item(storage::Transaction& tx, Id unit_id) {
    std::map<Id, Due> by_item;
    for (auto const& due : store::dues_of(tx, unit_id)) by_item[due.item_id] = due;
    return by_item;
}

}  // namespace mingtang::catalogue
