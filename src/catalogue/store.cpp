#include "catalogue/store.hpp"

namespace mingtang::catalogue::store {
namespace {

using storage::column_list;
using storage::select;
using storage::select_one;

std::string const from_item = "select " + column_list<Item>() + " from catalogue_item ";
std::string const from_edition = "select " + column_list<Edition>() + " from catalogue_edition ";
std::string const from_due = "select " + column_list<Due>() + " from catalogue_due ";
std::string const from_domain = "select " + column_list<Domain>() + " from catalogue_domain ";
std::string const from_subject = "select " + column_list<Subject>() + " from catalogue_subject ";

}  // namespace

std::optional<Item> item(storage::Transaction& tx, Id id) { return select_one<Item>(tx, from_item + "where id = :a", id); }

std::optional<Item> item_by_code(storage::Transaction& tx, Id unit_id, std::string const& code) {
    return select_one<Item>(tx, from_item + "where unit_id = :a and code = :b", unit_id, code);
}

std::vector<Item> items_of(storage::Transaction& tx, Id unit_id) {
    return select<Item>(tx, from_item + "where unit_id = :a order by domain, place, id", unit_id);
}

std::vector<Item> derived_from(storage::Transaction& tx, Id standard_id) {
    return select<Item>(tx, from_item + "where standard_id = :a order by unit_id, place", standard_id);
}

void save(storage::Transaction& tx, Item& item) { storage::save(tx, "catalogue_item", item); }

std::optional<Item> standard_by_names(storage::Transaction& tx, std::string const& domain, std::string const& level1,
                                      std::string const& level2) {
    return select_one<Item>(tx, from_item + "where unit_id = 0 and domain = :a and level1 = :b and level2 = :c order by open desc, id",
                            domain, level1, level2);
}

int last_place(storage::Transaction& tx, std::string const& domain) {
    return int(
        select_one<Id>(tx, "select coalesce(max(place), 0) from catalogue_item where unit_id = 0 and domain = :a", domain).value_or(0));
}

std::vector<Edition> editions_of(storage::Transaction& tx, Id item_id) {
    return select<Edition>(tx, from_edition + "where item_id = :a order by number", item_id);
}

std::optional<Edition> edition(storage::Transaction& tx, Id item_id, int number) {
    return select_one<Edition>(tx, from_edition + "where item_id = :a and number = :b", item_id, number);
}

void insert(storage::Transaction& tx, Edition& edition) { storage::insert(tx, "catalogue_edition", edition); }

std::optional<Due> due_of(storage::Transaction& tx, Id item_id) { return select_one<Due>(tx, from_due + "where item_id = :a", item_id); }

void save_due(storage::Transaction& tx, Due const& due) {
    storage::change(tx,
                    "insert into catalogue_due (item_id, unit_id, last_on, due_on, heading, since_on) values (:a, :b, :c, :d, :e, :f) on "
                    "conflict (item_id) do update set unit_id = excluded.unit_id, last_on = excluded.last_on, due_on = excluded.due_on, "
                    "heading = excluded.heading, since_on = excluded.since_on",
                    due.item_id, due.unit_id, due.last_on, due.due_on, due.heading, due.since_on);
}

void remove_due(storage::Transaction& tx, Id item_id) { storage::change(tx, "delete from catalogue_due where item_id = :a", item_id); }

std::vector<Due> due_between(storage::Transaction& tx, Date from, Date until, Id unit_id, int limit) {
    if (unit_id)
        return select<Due>(tx, from_due + "where unit_id = :u and due_on >= :a and due_on <= :b order by due_on, item_id limit :l", unit_id,
                           from, until, limit);
    return select<Due>(tx, from_due + "where due_on >= :a and due_on <= :b order by due_on, unit_id, item_id limit :l", from, until, limit);
}

std::vector<UnitCount> overdue_counts(storage::Transaction& tx, Date day) {
    std::vector<UnitCount> counts;
    auto const* sql =
        "select unit_id, count(*) from catalogue_due where due_on > '' and due_on < :a group by unit_id order by count(*) desc, unit_id";
    for (auto& [unit_id, count] : select<std::tuple<Id, long long>>(tx, sql, day)) counts.push_back({unit_id, count});
    return counts;
}

std::vector<Overdue> overdue_as_of(storage::Transaction& tx, Date day, Id unit_id) {
    std::string const sql =
        "select i.id, i.unit_id, i.code, i.level1, i.level2, d.last_on, d.due_on from catalogue_due d join catalogue_item i on i.id = "
        "d.item_id where d.due_on > '' and d.due_on < :a";
    std::string const order = " order by d.due_on, d.unit_id, d.item_id";
    using Row = std::tuple<Id, Id, std::string, std::string, std::string, Date, Date>;
    auto rows = unit_id ? select<Row>(tx, sql + " and d.unit_id = :u" + order, day, unit_id) : select<Row>(tx, sql + order, day);
    std::vector<Overdue> all;
    for (auto& [item_id, unit, code, level1, level2, last_on, due_on] : rows)
        all.push_back({item_id, unit, std::move(code), std::move(level1), std::move(level2), last_on, due_on});
    return all;
}

std::vector<UnitCount> open_counts(storage::Transaction& tx) {
    std::vector<UnitCount> counts;
    for (auto& [unit_id, count] :
         select<std::tuple<Id, long long>>(tx, "select unit_id, count(*) from catalogue_due group by unit_id order by unit_id"))
        counts.push_back({unit_id, count});
    return counts;
}

std::vector<EmptyColumn> empty_columns(storage::Transaction& tx) {
    std::vector<EmptyColumn> all;
    for (auto& [unit_id, heading, entries, since_on] : select<std::tuple<Id, std::string, long long, Date>>(
             tx,
             "select d.unit_id, d.heading, count(*), min(d.since_on) from catalogue_due d join organ_unit u on u.id = d.unit_id where "
             "d.heading <> '' and u.open = 1 group by d.unit_id, d.heading having max(d.last_on) = '' order by d.unit_id, min(d.item_id)"))
        all.push_back({unit_id, std::move(heading), int(entries), since_on});
    return all;
}

std::vector<Due> dues_of(storage::Transaction& tx, Id unit_id) {
    return select<Due>(tx, from_due + "where unit_id = :a order by item_id", unit_id);
}

std::vector<Item> unit_items_after(storage::Transaction& tx, Id after, int limit) {
    return select<Item>(tx, from_item + "where unit_id > 0 and id > :a order by id limit :l", after, limit);
}

std::string kept(storage::Transaction& tx, std::string const& name) {
    return select_one<std::string>(tx, "select value from catalogue_kept where name = :a", name).value_or("");
}

void keep(storage::Transaction& tx, std::string const& name, std::string const& value) {
    storage::change(tx, "insert into catalogue_kept (name, value) values (:a, :b) on conflict (name) do update set value = excluded.value",
                    name, value);
}

std::vector<Domain> domains(storage::Transaction& tx) { return select<Domain>(tx, from_domain + "order by place, id"); }

std::optional<Domain> domain_by_code(storage::Transaction& tx, std::string const& code) {
    return select_one<Domain>(tx, from_domain + "where code = :a", code);
}

void save(storage::Transaction& tx, Domain& domain) { storage::save(tx, "catalogue_domain", domain); }

std::vector<Subject> subjects(storage::Transaction& tx) { return select<Subject>(tx, from_subject + "order by place, id"); }

std::optional<Subject> subject_by_code(storage::Transaction& tx, std::string const& code) {
    return select_one<Subject>(tx, from_subject + "where code = :a", code);
}

void save(storage::Transaction& tx, Subject& subject) { storage::save(tx, "catalogue_subject", subject); }

}  // namespace mingtang::catalogue::store
