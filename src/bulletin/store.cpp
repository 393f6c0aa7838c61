#include "bulletin/store.hpp"

namespace mingtang::bulletin::store {
namespace {

using storage::column_list;
using storage::select;
using storage::select_one;

std::string bulletins_where(std::string const& rest) { return "select " + column_list<Bulletin>() + " from bulletin_bulletin " + rest; }
std::string contests_where(std::string const& rest) { return "select " + column_list<Contest>() + " from bulletin_contest where " + rest; }

}  // namespace

std::optional<Bulletin> bulletin(Transaction& tx, Id id) { return select_one<Bulletin>(tx, bulletins_where("where id = :a"), id); }

std::optional<Bulletin> of_month(Transaction& tx, std::string const& month) {
    return select_one<Bulletin>(tx, bulletins_where("where month = :a"), month);
}

std::vector<Bulletin> bulletins(Transaction& tx) {
    return select<Bulletin>(
        tx,
        "select id, month, unit_id, state, begun_on, begun_by, contest_until_on, minimums, '', frozen_at, disclosure_id, "
        "lock_version from bulletin_bulletin order by month desc");
}

void save(Transaction& tx, Bulletin& bulletin) { storage::save(tx, "bulletin_bulletin", bulletin); }

std::optional<Contest> contest(Transaction& tx, Id id) { return select_one<Contest>(tx, contests_where("id = :a"), id); }

std::optional<Contest> contest_of(Transaction& tx, Id bulletin_id, Measure measure, std::string const& record) {
    return select_one<Contest>(tx, contests_where("bulletin_id = :a and measure = :b and record = :c"), bulletin_id, measure, record);
}

std::vector<Contest> contests(Transaction& tx, Id bulletin_id, Id unit_id) {
    if (unit_id != 0) return select<Contest>(tx, contests_where("bulletin_id = :a and unit_id = :b order by id"), bulletin_id, unit_id);
    return select<Contest>(tx, contests_where("bulletin_id = :a order by id"), bulletin_id);
}

int open_contests(Transaction& tx, Id bulletin_id) {
    return int(select_one<long long>(tx, "select count(*) from bulletin_contest where state = 'open' and bulletin_id = :a", bulletin_id)
                   .value_or(0));
}

long long all_open_contests(Transaction& tx) {
    return select_one<long long>(tx, "select count(*) from bulletin_contest where state = 'open'").value_or(0);
}

void save(Transaction& tx, Contest& contest) { storage::save(tx, "bulletin_contest", contest); }

void add(Transaction& tx, FrozenRecord& record) { storage::insert(tx, "bulletin_record", record); }

std::vector<FrozenRecord> records(Transaction& tx, Id bulletin_id, Measure measure, Id unit_id) {
    return select<FrozenRecord>(tx,
                                "select " + column_list<FrozenRecord>() +
                                    " from bulletin_record where bulletin_id = :a and measure = :b and unit_id = :c order by id",
                                bulletin_id, measure, unit_id);
}

}  // namespace mingtang::bulletin::store
