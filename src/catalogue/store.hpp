#pragma once
#include "catalogue/item.hpp"

namespace mingtang::catalogue::store {

std::optional<Item> item(storage::Transaction& tx, Id id);
std::optional<Item> item_by_code(storage::Transaction& tx, Id unit_id, std::string const& code);
/// A unit's own entries (or with `unit_id` 0 the standard ones), in order of domain and place.
std::vector<Item> items_of(storage::Transaction& tx, Id unit_id);
/// The units' entries derived from a standard one.
std::vector<Item> derived_from(storage::Transaction& tx, Id standard_id);
void save(storage::Transaction& tx, Item& item);
/// The standard entry of a domain with these names.
std::optional<Item> standard_by_names(storage::Transaction& tx, std::string const& domain, std::string const& level1,
                                      std::string const& level2);
/// The last `place` of a standard catalogue.
int last_place(storage::Transaction& tx, std::string const& domain);

/// Oldest first.
std::vector<Edition> editions_of(storage::Transaction& tx, Id item_id);
std::optional<Edition> edition(storage::Transaction& tx, Id item_id, int number);
void insert(storage::Transaction& tx, Edition& edition);

// The projection of due days.
std::optional<Due> due_of(storage::Transaction& tx, Id item_id);
void save_due(storage::Transaction& tx, Due const& due);
void remove_due(storage::Transaction& tx, Id item_id);
/// What is due from `from` to `until`, of one unit or of all, the nearest first.
std::vector<Due> due_between(storage::Transaction& tx, Date from, Date until, Id unit_id, int limit);
struct UnitCount {
    Id unit_id = 0;
    long long count = 0;
};
/// How many entries of each unit were due before `day`.
std::vector<UnitCount> overdue_counts(storage::Transaction& tx, Date day);
/// An entry that is late, by its names.
struct Overdue {
    Id item_id = 0, unit_id = 0;
    std::string code, level1, level2;
    Date last_on, due_on;
};
/// What was to be published before `day`, of one unit or (0) of all, the longest overdue first.
std::vector<Overdue> overdue_as_of(storage::Transaction& tx, Date day, Id unit_id = 0);
/// How many open entries each unit has; a unit without one is not told.
std::vector<UnitCount> open_counts(storage::Transaction& tx);
/// A heading of the first level of an open unit, no entry of which was ever published under.
struct EmptyColumn {
    Id unit_id = 0;
    std::string heading;
    int entries = 0;
    Date since_on;  // of the first of them; none: one is older than the keeping of such days
};
std::vector<EmptyColumn> empty_columns(storage::Transaction& tx);
/// A unit's whole projection.
std::vector<Due> dues_of(storage::Transaction& tx, Id unit_id);
/// Ids of open entries of units after `after`, in order.
std::vector<Item> unit_items_after(storage::Transaction& tx, Id after, int limit);
std::string kept(storage::Transaction& tx, std::string const& name);
void keep(storage::Transaction& tx, std::string const& name, std::string const& value);

std::vector<Domain> domains(storage::Transaction& tx);
std::optional<Domain> domain_by_code(storage::Transaction& tx, std::string const& code);
void save(storage::Transaction& tx, Domain& domain);

std::vector<Subject> subjects(storage::Transaction& tx);
std::optional<Subject> subject_by_code(storage::Transaction& tx, std::string const& code);
void save(storage::Transaction& tx, Subject& subject);

}  // namespace mingtang::catalogue::store
