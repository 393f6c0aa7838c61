#include "catalogue/store.hpp"

namespace mingtang::catalogue::store {
namespace {

using storage::column_list;
using storage::select;
using storage::select_one;

std::string const from_item = "select " + column_list<Item>() + " from catalogue_item ";
std::string const from_subject = "select " + column_list<Subject>() + " from catalogue_subject ";

template <class T>
void save_row(storage::Transaction& tx, std::string_view table, T& record) {
    if (record.id == 0) {
        storage::insert(tx, table, record);
    } else {
        storage::update(tx, table, record);
    }
}

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

void save(storage::Transaction& tx, Item& item) { save_row(tx, "catalogue_item", item); }

std::vector<Domain> domains(storage::Transaction& tx) {
    return select<Domain>(tx, "select " + column_list<Domain>() + " from catalogue_domain order by place, id");
}

void save(storage::Transaction& tx, Domain& domain) { save_row(tx, "catalogue_domain", domain); }

std::vector<Subject> subjects(storage::Transaction& tx) { return select<Subject>(tx, from_subject + "order by place, id"); }

std::optional<Subject> subject_by_code(storage::Transaction& tx, std::string const& code) {
    return select_one<Subject>(tx, from_subject + "where code = :a", code);
}

void save(storage::Transaction& tx, Subject& subject) { save_row(tx, "catalogue_subject", subject); }

}  // namespace mingtang::catalogue::store
