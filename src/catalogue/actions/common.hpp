#pragma once
#include "base/json.hpp"
#include "catalogue/store.hpp"
#include "organ/context.hpp"

/// What the actions on entries share.
namespace mingtang::catalogue {

/// `item:12`
std::string subject_of(Item const& item);
/// Code and name, for the journal.
json::object names_of(Item const& item);
/// Refusal: catalogue.item.not_found.
Outcome<Item> find_item(organ::Context& in, Id id);

/// The standard entry as it was when `own` was last brought in line with it; nothing for an entry without a standard.
std::optional<Item> base_of(storage::Transaction& tx, Item const& own);

/// Writes a new entry and its first edition; it counts from today where it does not say from when.
void save_new(organ::Context& in, Item& item, Id proposal_id = 0);
/// Writes what changed, with a further edition where it is a particular.
void save_changed(organ::Context& in, Item const& before, Item& after, std::string const& reason, Id proposal_id = 0);

/// The names of the columns in which they differ.
json::array changed_names(Item const& before, Item const& after);

}  // namespace mingtang::catalogue
