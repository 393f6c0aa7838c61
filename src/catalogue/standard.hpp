#pragma once
#include "catalogue/item.hpp"
#include "organ/context.hpp"

/// Standard catalogues come in from files, and units derive their own from them.
namespace mingtang::catalogue {

/// The standard catalogue of that code; made, or renamed where `name` is another. Refusals: organ.role.forbidden,
/// catalogue.domain.{code,name}.
Outcome<Domain> open_domain(organ::Context& in, std::string code, std::string name);

enum class Imported { added, changed, unchanged };
/// One row of the file of a standard catalogue. An entry is known again by its code or, where the row has none, by its names; then it gets
/// the next free code. What the row says in words of time becomes numbers where it names none. A change leaves an edition, so that derived
/// entries show it. Refusals: catalogue.item.*, catalogue.import_item.{domain,other_domain,closed}.
Outcome<Imported> import_item(organ::Context& in, std::string const& domain, Item item);

/// Open standard entries of the domain that are meant for such a unit and that it has not derived yet.
std::vector<Item> derivable(storage::Transaction& tx, Id unit_id, std::string const& domain);

/// The unit takes those of `derivable` that are chosen (all where `chosen` is empty) into its own catalogue, each linked to its standard
/// entry and its edition. How many. Refusals: organ.role.forbidden, catalogue.derive.{unit,domain,nothing}, catalogue.item.code_taken.
Outcome<int> derive(organ::Context& in, Id unit_id, std::string const& domain, std::vector<Id> const& chosen = {});

/// The standard entry changed since: the unit takes what is new, except where it differs on purpose. Refusals: catalogue.item.not_found,
/// catalogue.adopt_standard.nothing.
Outcome<Item> adopt_standard(organ::Context& in, Id id);

/// The same, but the unit stays with its own words, with a reason. Refusals: catalogue.adopt_standard.nothing, catalogue.item.deviation.
Outcome<Item> keep_own(organ::Context& in, Id id, std::string const& reason);

/// Entries of the unit whose standard entry has changed since they were last brought in line.
std::vector<Item> behind_standard(storage::Transaction& tx, Id unit_id);

}  // namespace mingtang::catalogue
