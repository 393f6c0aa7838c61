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

std::vector<Domain> domains(storage::Transaction& tx);
void save(storage::Transaction& tx, Domain& domain);

std::vector<Subject> subjects(storage::Transaction& tx);
std::optional<Subject> subject_by_code(storage::Transaction& tx, std::string const& code);
void save(storage::Transaction& tx, Subject& subject);

}  // namespace mingtang::catalogue::store
