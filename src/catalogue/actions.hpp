#pragma once
#include "catalogue/item.hpp"
#include "organ/context.hpp"

/// What administrators do to the entries of catalogues. Each is one change with one event; for everybody else organ.role.forbidden.
namespace mingtang::catalogue {

/// A new entry: of a standard catalogue (`unit_id` 0), or of an open unit, then with the domain of the standard entry that it is derived
/// from, if any. Refusals: catalogue.item.{code,name_missing,too_long,limit}, catalogue.add_item.{unit,domain,standard,code_taken}.
Outcome<Item> add_item(organ::Context& in, Item item);

/// Takes the particulars of `changed`: content, basis, limits, cadence, subject, channels, audience, way, level, place. What names the
/// entry and where it stands remains. `changed.edition` is the one that was looked at: where another was saved since, it refuses
/// catalogue.item.conflict. Refusals: catalogue.item.*.
Outcome<Item> change_item(organ::Context& in, Item changed);

/// Documents stay under the entry; `level2` may be empty; `seen` as with change_item. Refusals: catalogue.item.*,
/// catalogue.rename_item.same.
Outcome<Item> rename_item(organ::Context& in, Id id, int seen, std::string level1, std::string level2);

/// Takes no new documents and is not listed any more; what was published under it stays found at its address. A standard entry closes after
/// those that are derived from it. Refusals: catalogue.item.not_found, catalogue.close_item.{closed,in_use,reason}.
Outcome<Item> close_item(organ::Context& in, Id id, std::string const& reason);

/// Refusals: catalogue.item.not_found, catalogue.reopen_item.{open,standard}.
Outcome<Item> reopen_item(organ::Context& in, Id id);

}  // namespace mingtang::catalogue
