#include "organ/store.hpp"

namespace mingtang::organ::store {

using storage::change;
using storage::column_list;
using storage::select;
using storage::select_one;
using storage::Transaction;

namespace {

std::string units_where(std::string const& condition) {
    return "select " + column_list<Unit>() + " from organ_unit where " + condition + " order by place, id";
}

void append_below(std::map<Id, std::vector<Unit>>& by_parent, Id parent, int depth, std::vector<TreeRow>& into) {
    auto found = by_parent.find(parent);
    if (found == by_parent.end()) return;
    auto row = std::move(found->second);
    by_parent.erase(found);
    for (auto& unit : row) {
        auto id = unit.id;
        into.push_back({std::move(unit), depth});
        append_below(by_parent, id, depth + 1, into);
    }
}

template <class T>
void replace_rows(Transaction& tx, std::string const& table, Id unit_id, std::vector<T> rows) {
    change(tx, "delete from " + table + " where unit_id = :a", unit_id);
    int place = 0;
    for (auto& row : rows) {
        row.id = 0;
        row.unit_id = unit_id;
        row.place = ++place;
        storage::insert(tx, table, row);
    }
}

}  // namespace

std::vector<Unit> all_units(Transaction& tx) { return select<Unit>(tx, units_where("1 = 1")); }

std::optional<Unit> unit_by_id(Transaction& tx, Id id) { return select_one<Unit>(tx, units_where("id = :a"), id); }

std::optional<Unit> unit_by_code(Transaction& tx, std::string const& code) { return select_one<Unit>(tx, units_where("code = :a"), code); }

std::optional<Unit> unit_by_name(Transaction& tx, std::string const& name) {
    if (name.empty()) return {};
    auto present = "select " + column_list<Unit>() + " from organ_unit where name = :a or short_name = :b order by open desc, place, id";
    if (auto found = select_one<Unit>(tx, present, name, name)) return found;
    auto former =
        "select " + column_list<Unit>("u") +
        " from organ_unit u join organ_former_name f on f.unit_id = u.id where f.name = :a order by u.open desc, f.until_on desc, u.id";
    return select_one<Unit>(tx, former, name);
}

std::vector<Unit> units_with_credit_code(Transaction& tx, std::string const& credit_code) {
    return select<Unit>(tx, units_where("credit_code = :a"), credit_code);
}

std::vector<Unit> children(Transaction& tx, Id parent_id) { return select<Unit>(tx, units_where("parent_id = :a"), parent_id); }

Unit successor(Transaction& tx, Unit unit) {
    std::set<Id> seen;
    while (!unit.open && unit.merged_into_id && seen.insert(unit.id).second) {
        auto next = unit_by_id(tx, unit.merged_into_id);
        if (!next) break;
        unit = std::move(*next);
    }
    return unit;
}

std::vector<TreeRow> unit_tree(Transaction& tx) {
    std::map<Id, std::vector<Unit>> by_parent;
    for (auto& unit : all_units(tx)) by_parent[unit.parent_id].push_back(std::move(unit));
    std::vector<TreeRow> rows;
    append_below(by_parent, 0, 0, rows);
    while (!by_parent.empty()) append_below(by_parent, by_parent.begin()->first, 0, rows);
    return rows;
}

std::set<Id> unit_and_below(Transaction& tx, Id id) {
    std::map<Id, std::vector<Unit>> by_parent;
    for (auto& unit : all_units(tx)) by_parent[unit.parent_id].push_back(std::move(unit));
    std::vector<TreeRow> rows;
    append_below(by_parent, id, 0, rows);
    std::set<Id> ids{id};
    for (auto const& row : rows) ids.insert(row.unit.id);
    return ids;
}

std::map<Id, std::string> unit_names(Transaction& tx) {
    std::map<Id, std::string> names;
    for (auto& [id, name] : select<std::tuple<Id, std::string>>(tx, "select id, name from organ_unit")) names.emplace(id, std::move(name));
    return names;
}

void save(Transaction& tx, Unit& unit) {
    if (unit.id == 0) return storage::insert(tx, "organ_unit", unit);
    storage::update(tx, "organ_unit", unit);
}

std::vector<FormerName> former_names(Transaction& tx, Id unit_id) {
    return select<FormerName>(
        tx, "select " + column_list<FormerName>() + " from organ_former_name where unit_id = :a order by until_on desc, id desc", unit_id);
}

void add(Transaction& tx, FormerName& name) { storage::insert(tx, "organ_former_name", name); }

void move_children(Transaction& tx, Id from, Id to) { change(tx, "update organ_unit set parent_id = :a where parent_id = :b", to, from); }

long long move_people(Transaction& tx, Id from, Id to) {
    return change(tx, "update organ_person set unit_id = :a where unit_id = :b", to, from);
}

void move_grants(Transaction& tx, Id from, Id to) {
    change(
        tx,
        "delete from organ_grant where unit_id = :a and exists (select 1 from organ_grant o where o.person_id = organ_grant.person_id and "
        "o.role = organ_grant.role and o.unit_id = :b)",
        from, to);
    change(tx, "update organ_grant set unit_id = :a where unit_id = :b", to, from);
}

std::vector<Unit> merged_into(Transaction& tx, Id unit_id) { return select<Unit>(tx, units_where("merged_into_id = :a"), unit_id); }

std::vector<Leader> leaders(Transaction& tx, Id unit_id) {
    return select<Leader>(tx, "select " + column_list<Leader>() + " from organ_leader where unit_id = :a order by place, id", unit_id);
}

std::vector<Division> divisions(Transaction& tx, Id unit_id) {
    return select<Division>(tx, "select " + column_list<Division>() + " from organ_division where unit_id = :a order by place, id",
                            unit_id);
}

void replace_leaders(Transaction& tx, Id unit_id, std::vector<Leader> leaders) {
    replace_rows(tx, "organ_leader", unit_id, std::move(leaders));
}

void replace_divisions(Transaction& tx, Id unit_id, std::vector<Division> divisions) {
    replace_rows(tx, "organ_division", unit_id, std::move(divisions));
}

}  // namespace mingtang::organ::store
