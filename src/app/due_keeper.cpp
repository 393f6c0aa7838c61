#include "app/due_keeper.hpp"

#include "catalogue/due.hpp"
#include "catalogue/store.hpp"
#include "disclosure/store.hpp"
#include "organ/calendars.hpp"

namespace mingtang::app {
namespace {

constexpr int entries_at_once = 1000;
constexpr char const* mark_name = "due_calendar";

Date last_published(storage::Transaction& tx, Id item_id) {
    auto newest = disclosure::store::public_list(tx, {.catalogue_item_ids = {item_id}}, {}, 1);
    return newest.empty() ? Date() : newest.front().published_on;
}

bool changes_lists(std::string_view name) {
    for (std::string_view one : {"published", "revised", "withdrawn", "imported"})
        if (name == one) return true;
    return false;
}

/// A revision may have moved the document to another entry: the one before is touched too.
void add_of_disclosure(storage::Transaction& tx, journal::Event const& event, std::set<Id>& touched) {
    touched.insert(json::number(event.object(), "catalogue_item_id"));
    if (event.name == "disclosure.published") return;
    for (auto const& edition : disclosure::store::editions_of(tx, event.subject_id())) touched.insert(edition.catalogue_item_id);
}

void add_touched(storage::Transaction& tx, journal::Event const& event, std::set<Id>& touched) {
    std::string_view name = event.name;
    if (name.starts_with("disclosure.") && changes_lists(name.substr(11))) return add_of_disclosure(tx, event, touched);
    if (!name.starts_with("catalogue.")) return;
    if (event.subject.starts_with("item:")) touched.insert(event.subject_id());
    if (event.subject.starts_with("unit:"))
        for (auto const& item : catalogue::store::items_of(tx, event.subject_id())) touched.insert(item.id);
}

bool has_new_holidays(std::vector<journal::Event> const& events) {
    return std::any_of(events.begin(), events.end(), [](auto const& event) { return event.name == "organ.calendar_imported"; });
}

/// With the years that the transaction sees: what others keep of them may be older than the event that tells of a new one.
law::Calendar calendar_in(storage::Transaction& tx, organ::Environment const& env) {
    return organ::calendar_with(env.calendar, organ::stored_calendar_years(tx));
}

}  // namespace

DueKeeper::DueKeeper(organ::Environment const& env) : env_(env) {
    {
        auto tx = env.database.read();
        if (catalogue::store::kept(tx, mark_name) == catalogue::calendar_mark(calendar_in(tx, env))) return;
    }
    rebuild();
}

long long DueKeeper::position() {
    auto tx = env_.database.read();
    return journal::position(tx, name());
}

void DueKeeper::take(std::vector<journal::Event> const& events) {
    if (has_new_holidays(events)) rebuild();
    auto tx = env_.database.write();
    auto calendar = calendar_in(tx, env_);
    std::set<Id> touched;
    for (auto const& event : events) add_touched(tx, event, touched);
    for (auto id : touched)
        if (auto item = id ? catalogue::store::item(tx, id) : std::nullopt)
            catalogue::refresh_due(tx, *item, last_published(tx, id), calendar);
    journal::save_position(tx, name(), events.back().seq);
    tx.commit();
}

void DueKeeper::rebuild() {
    for (Id after = 0;;) {
        auto tx = env_.database.write();
        auto calendar = calendar_in(tx, env_);
        auto items = catalogue::store::unit_items_after(tx, after, entries_at_once);
        if (items.empty()) {
            catalogue::store::keep(tx, mark_name, catalogue::calendar_mark(calendar));
            return tx.commit();
        }
        for (auto const& item : items) catalogue::refresh_due(tx, item, last_published(tx, item.id), calendar);
        after = items.back().id;
        tx.commit();
    }
}

}  // namespace mingtang::app
