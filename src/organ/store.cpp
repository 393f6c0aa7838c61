#include "organ/store.hpp"

namespace mingtang::organ::store {

using storage::change;
using storage::column_list;
using storage::select;
using storage::select_one;
using storage::Transaction;

namespace {

std::string people_where(std::string const& condition) {
    return "select " + column_list<Person>() + " from organ_person where " + condition + " order by unit_id, id";
}

std::string sessions_where(std::string const& condition) {
    return "select " + column_list<Session>() + " from organ_session where " + condition + " order by seen_at desc, id desc";
}

/// `words` anywhere, with the wildcards of LIKE taken as themselves.
std::string like(std::string const& words) {
    std::string pattern = "%";
    for (char c : words) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

}  // namespace

std::optional<Person> person_by_id(Transaction& tx, Id id) { return select_one<Person>(tx, people_where("id = :a"), id); }

std::optional<Person> person_by_login(Transaction& tx, std::string const& login) {
    return select_one<Person>(tx, people_where("login = :a"), login);
}

std::vector<Person> people(Transaction& tx, PeopleFilter const& filter) {
    std::string condition = "1 = 1";
    std::vector<storage::Cell> params;
    if (!filter.closed_too) condition += " and open = 1";
    if (!filter.words.empty()) {
        condition += " and (name like :a escape '\\' or login like :b escape '\\')";
        params.insert(params.end(), {like(filter.words), like(filter.words)});
    }
    if (filter.unit_id) {
        condition += " and unit_id = :c";
        params.emplace_back(static_cast<long long>(filter.unit_id));
    }
    if (filter.role) {
        condition += " and id in (select person_id from organ_grant where role = :d)";
        params.emplace_back(std::string(to_text(*filter.role)));
    }
    return storage::select_cells<Person>(tx, people_where(condition), std::move(params));
}

std::map<Id, std::string> person_names(Transaction& tx) {
    std::map<Id, std::string> names;
    for (auto& [id, name] : select<std::tuple<Id, std::string>>(tx, "select id, name from organ_person"))
        names.emplace(id, std::move(name));
    return names;
}

void save(Transaction& tx, Person& person) {
    if (person.id == 0) return storage::insert(tx, "organ_person", person);
    storage::update(tx, "organ_person", person);
}

std::vector<Grant> grants(Transaction& tx, Id person_id) {
    return select<Grant>(tx, "select " + column_list<Grant>() + " from organ_grant where person_id = :a order by unit_id, id", person_id);
}

std::map<Id, std::vector<Grant>> all_grants(Transaction& tx) {
    std::map<Id, std::vector<Grant>> by_person;
    for (auto const& grant : select<Grant>(tx, "select " + column_list<Grant>() + " from organ_grant order by unit_id, id"))
        by_person[grant.person_id].push_back(grant);
    return by_person;
}

namespace {

/// Grants as they stand, and those of a unit for each unit that went over to it, however long ago.
std::string acting(std::string const& whose, std::string const& inherited) {
    return "with recursive went (id, into_id) as (select id, merged_into_id from organ_unit where merged_into_id <> 0 and open = 0 union"
           " select w.id, u.merged_into_id from went w join organ_unit u on u.id = w.into_id where u.merged_into_id <> 0 and u.open = 0)"
           " select " +
           column_list<Grant>() + " from organ_grant where " + whose +
           " union all select g.id, g.person_id, w.id as unit_id, g.role from organ_grant g join went w on w.into_id = g.unit_id where " +
           inherited + " order by unit_id, id";
}

}  // namespace

std::vector<Grant> acting_grants(Transaction& tx, Id person_id) {
    return select<Grant>(tx, acting("person_id = :a", "person_id = :b"), person_id, person_id);
}

std::map<Id, std::vector<Grant>> all_acting_grants(Transaction& tx) {
    std::map<Id, std::vector<Grant>> by_person;
    for (auto const& grant : select<Grant>(tx, acting("person_id <> 0", "person_id <> 0"))) by_person[grant.person_id].push_back(grant);
    return by_person;
}

std::optional<Grant> grant_by_id(Transaction& tx, Id id) {
    return select_one<Grant>(tx, "select " + column_list<Grant>() + " from organ_grant where id = :a", id);
}

void add(Transaction& tx, Grant& grant) { storage::insert(tx, "organ_grant", grant); }

void remove_grant(Transaction& tx, Id id) { change(tx, "delete from organ_grant where id = :a", id); }

int open_holders(Transaction& tx, Role role, Id except) {
    auto sql =
        "select count(*) from organ_person p join organ_grant g on g.person_id = p.id "
        "where g.role = :a and g.unit_id = 0 and p.open = 1 and p.id <> :b";
    return static_cast<int>(select_one<long long>(tx, sql, role, except).value_or(0));
}

std::optional<Session> session_by_hash(Transaction& tx, std::string const& token_hash) {
    return select_one<Session>(tx, sessions_where("token_hash = :a"), token_hash);
}

std::optional<Session> session_by_id(Transaction& tx, Id id) { return select_one<Session>(tx, sessions_where("id = :a"), id); }

std::vector<Session> sessions(Transaction& tx, Id person_id) { return select<Session>(tx, sessions_where("person_id = :a"), person_id); }

void save(Transaction& tx, Session& session) {
    if (session.id == 0) return storage::insert(tx, "organ_session", session);
    storage::update(tx, "organ_session", session);
}

void remove_session(Transaction& tx, Id id) { change(tx, "delete from organ_session where id = :a", id); }

void remove_sessions(Transaction& tx, Id person_id, Id except) {
    change(tx, "delete from organ_session where person_id = :a and id <> :b", person_id, except);
}

void remove_sessions_seen_before(Transaction& tx, Instant moment) { change(tx, "delete from organ_session where seen_at < :a", moment); }

void replace_recovery_codes(Transaction& tx, Id person_id, std::vector<std::string> const& hashes) {
    change(tx, "delete from organ_recovery_code where person_id = :a", person_id);
    for (auto const& hash : hashes) change(tx, "insert into organ_recovery_code (person_id, code_hash) values (:a, :b)", person_id, hash);
}

bool use_recovery_code(Transaction& tx, Id person_id, std::string const& hash) {
    return change(tx, "delete from organ_recovery_code where person_id = :a and code_hash = :b", person_id, hash) > 0;
}

int recovery_codes_left(Transaction& tx, Id person_id) {
    return static_cast<int>(
        select_one<long long>(tx, "select count(*) from organ_recovery_code where person_id = :a", person_id).value_or(0));
}

void add_sign_in_failure(Transaction& tx, std::string const& address, Instant at) {
    change(tx, "insert into organ_sign_in_failure (address, at) values (:a, :b)", address, at);
}

int sign_in_failures(Transaction& tx, std::string const& address, Instant since) {
    auto sql = "select count(*) from organ_sign_in_failure where address = :a and at >= :b";
    return static_cast<int>(select_one<long long>(tx, sql, address, since).value_or(0));
}

void remove_sign_in_failures_before(Transaction& tx, Instant moment) {
    change(tx, "delete from organ_sign_in_failure where at < :a", moment);
}

std::map<std::string, std::string> settings(Transaction& tx) {
    std::map<std::string, std::string> found;
    for (auto& [name, value] : select<std::tuple<std::string, std::string>>(tx, "select name, value from organ_setting"))
        found.emplace(std::move(name), std::move(value));
    return found;
}

void save_setting(Transaction& tx, std::string const& name, std::string const& value) {
    if (change(tx, "update organ_setting set value = :a where name = :b", value, name) == 0)
        change(tx, "insert into organ_setting (name, value) values (:a, :b)", name, value);
}

std::vector<CalendarYear> calendar_years(Transaction& tx) {
    return select<CalendarYear>(tx, "select " + column_list<CalendarYear>() + " from organ_calendar_year order by year");
}

void save(Transaction& tx, CalendarYear& year) {
    auto known =
        select_one<CalendarYear>(tx, "select " + column_list<CalendarYear>() + " from organ_calendar_year where year = :a", year.year);
    year.id = known ? known->id : 0;
    storage::save(tx, "organ_calendar_year", year);
}

}  // namespace mingtang::organ::store
