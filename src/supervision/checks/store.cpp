#include "supervision/checks/store.hpp"

namespace mingtang::supervision::checks::store {
namespace {

using storage::column_list;
using storage::select;
using storage::select_one;

std::string from_checks(std::string const& rest) { return "select " + column_list<Check>() + " from supervision_check " + rest; }
std::string from_rows(std::string const& rest) { return "select " + column_list<Row>() + " from supervision_check_row " + rest; }

}  // namespace

std::vector<Member> population(Transaction& tx, Date since, Date until) {
    using Pair = std::tuple<Id, Id>;
    std::vector<Member> all;
    for (auto id : select<Id>(tx, "select id from organ_unit where open = 1")) all.push_back({Kind::unit, id, id});
    for (auto const& [unit_id, id] : select<Pair>(tx,
                                                  "select p.unit_id, p.disclosure_id from disclosure_public p join organ_unit u on u.id = "
                                                  "p.unit_id where u.open = 1 and p.published_on >= :a and p.published_on <= :b",
                                                  since, until))
        all.push_back({Kind::record, unit_id, id});
    for (auto const& [unit_id, id] : select<Pair>(tx,
                                                  "select i.unit_id, i.id from catalogue_item i join organ_unit u on u.id = i.unit_id "
                                                  "where u.open = 1 and i.open = 1"))
        all.push_back({Kind::entry, unit_id, id});
    return all;
}

std::string title_of(Transaction& tx, Member const& member) {
    auto one = [&](char const* sql) { return select_one<std::string>(tx, sql, member.id).value_or(""); };
    if (member.kind == Kind::unit) return one("select name from organ_unit where id = :a");
    if (member.kind == Kind::record) return one("select title from disclosure_public where disclosure_id = :a");
    return one("select case when level2 = '' then level1 else level1 || ' / ' || level2 end from catalogue_item where id = :a");
}

int next_number(Transaction& tx, int year) {
    storage::change(tx, "insert into supervision_check_number (year, last_number) values (:a, 0) on conflict do nothing", year);
    storage::change(tx, "update supervision_check_number set last_number = last_number + 1 where year = :a", year);
    return int(select_one<long long>(tx, "select last_number from supervision_check_number where year = :a", year).value());
}

std::optional<Check> check(Transaction& tx, Id id) { return select_one<Check>(tx, from_checks("where id = :a"), id); }
void save(Transaction& tx, Check& check) { storage::save(tx, "supervision_check", check); }

std::vector<Check> checks(Transaction& tx, Id before_id, int limit) {
    auto before = before_id > 0 ? before_id : std::numeric_limits<Id>::max();
    return select<Check>(tx, from_checks("where id < :a order by id desc limit " + std::to_string(std::clamp(limit, 1, 500))), before);
}

std::optional<Row> row(Transaction& tx, Id id) { return select_one<Row>(tx, from_rows("where id = :a"), id); }
void save(Transaction& tx, Row& row) { storage::save(tx, "supervision_check_row", row); }

std::vector<Row> rows_of(Transaction& tx, Id check_id) {
    return select<Row>(tx, from_rows("where check_id = :a order by place, id"), check_id);
}

long long pending(Transaction& tx, Id check_id) {
    return select_one<long long>(tx, "select count(*) from supervision_check_row where check_id = :a and judgement = 'pending'", check_id)
        .value();
}

}  // namespace mingtang::supervision::checks::store
