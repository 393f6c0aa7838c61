#pragma once
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "organ/calendars.hpp"
#include "organ/person.hpp"
#include "organ/session.hpp"
#include "organ/unit.hpp"

/// All SQL of the module. Units, leaders and divisions are public; people, grants and sessions are read by actions and sign-in only.
namespace mingtang::organ::store {

/// In the order of the tree's siblings: place, then age.
std::vector<Unit> all_units(storage::Transaction& tx);
std::optional<Unit> unit_by_id(storage::Transaction& tx, Id id);
std::optional<Unit> unit_by_code(storage::Transaction& tx, std::string const& code);
/// By present name, short name, or a name it bore once; open units first.
std::optional<Unit> unit_by_name(storage::Transaction& tx, std::string const& name);
std::vector<Unit> units_with_credit_code(storage::Transaction& tx, std::string const& credit_code);
std::vector<Unit> children(storage::Transaction& tx, Id parent_id);
/// The unit that carries on the affairs of `unit`: itself while it is open, else the end of the chain of mergers.
Unit successor(storage::Transaction& tx, Unit unit);
struct TreeRow {
    Unit unit;
    int depth = 0;
};
/// All units, each followed by those below it.
std::vector<TreeRow> unit_tree(storage::Transaction& tx);
/// `id` and all units below it.
std::set<Id> unit_and_below(storage::Transaction& tx, Id id);
/// The name of each unit, for lists.
std::map<Id, std::string> unit_names(storage::Transaction& tx);
/// Inserts while `id` is 0, otherwise writes over.
void save(storage::Transaction& tx, Unit& unit);

std::vector<FormerName> former_names(storage::Transaction& tx, Id unit_id);
void add(storage::Transaction& tx, FormerName& name);
/// Puts the units below, the people and the grants of one unit under another.
void move_children(storage::Transaction& tx, Id from, Id to);
long long move_people(storage::Transaction& tx, Id from, Id to);
void move_grants(storage::Transaction& tx, Id from, Id to);
/// Units that went over to this one.
std::vector<Unit> merged_into(storage::Transaction& tx, Id unit_id);

std::vector<Leader> leaders(storage::Transaction& tx, Id unit_id);
std::vector<Division> divisions(storage::Transaction& tx, Id unit_id);
/// Writes the whole list anew in the given order.
void replace_leaders(storage::Transaction& tx, Id unit_id, std::vector<Leader> leaders);
void replace_divisions(storage::Transaction& tx, Id unit_id, std::vector<Division> divisions);

std::optional<Person> person_by_id(storage::Transaction& tx, Id id);
std::optional<Person> person_by_login(storage::Transaction& tx, std::string const& login);
struct PeopleFilter {
    std::string words;  // part of the name or login
    Id unit_id = 0;
    std::optional<Role> role;
    bool closed_too = false;
};
std::vector<Person> people(storage::Transaction& tx, PeopleFilter const& filter = {});
std::map<Id, std::string> person_names(storage::Transaction& tx);
void save(storage::Transaction& tx, Person& person);

std::vector<Grant> grants(storage::Transaction& tx, Id person_id);
std::map<Id, std::vector<Grant>> all_grants(storage::Transaction& tx);
/// What the person may act by: the grants, and each of them again for the units that were merged into its unit, so that what was under way
/// there goes on.
std::vector<Grant> acting_grants(storage::Transaction& tx, Id person_id);
std::map<Id, std::vector<Grant>> all_acting_grants(storage::Transaction& tx);
std::optional<Grant> grant_by_id(storage::Transaction& tx, Id id);
void add(storage::Transaction& tx, Grant& grant);
void remove_grant(storage::Transaction& tx, Id id);
/// Open people who hold the role for the whole site, besides `except`.
int open_holders(storage::Transaction& tx, Role role, Id except);

std::optional<Session> session_by_hash(storage::Transaction& tx, std::string const& token_hash);
std::optional<Session> session_by_id(storage::Transaction& tx, Id id);
std::vector<Session> sessions(storage::Transaction& tx, Id person_id);
void save(storage::Transaction& tx, Session& session);
void remove_session(storage::Transaction& tx, Id id);
/// All of a person's but `except`.
void remove_sessions(storage::Transaction& tx, Id person_id, Id except = 0);
void remove_sessions_seen_before(storage::Transaction& tx, Instant moment);

void replace_recovery_codes(storage::Transaction& tx, Id person_id, std::vector<std::string> const& hashes);
/// Takes the code out; false when there is no such code.
bool use_recovery_code(storage::Transaction& tx, Id person_id, std::string const& hash);
int recovery_codes_left(storage::Transaction& tx, Id person_id);

void add_sign_in_failure(storage::Transaction& tx, std::string const& address, Instant at);
int sign_in_failures(storage::Transaction& tx, std::string const& address, Instant since);
void remove_sign_in_failures_before(storage::Transaction& tx, Instant moment);

std::map<std::string, std::string> settings(storage::Transaction& tx);
void save_setting(storage::Transaction& tx, std::string const& name, std::string const& value);

std::vector<CalendarYear> calendar_years(storage::Transaction& tx);
/// In place of an earlier one of the same year.
void save(storage::Transaction& tx, CalendarYear& year);

}  // namespace mingtang::organ::store
