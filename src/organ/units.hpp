#pragma once
#include "organ/context.hpp"
#include "organ/unit.hpp"

/// What administrators do to units. Each is one change with one event; for everybody else organ.role.forbidden.
namespace mingtang::organ {

/// Refusals: organ.unit.*, organ.create_unit.{code_taken,name_taken}, organ.move_unit.{parent,cycle}.
Outcome<Unit> create_unit(Context& in, Unit unit);

/// Takes all of `changed` but code, name and mergers. `seen` is the `changed_at` that the form was filled from; where somebody saved since:
/// organ.change_unit.conflict.
Outcome<Unit> change_unit(Context& in, Unit changed, Instant seen);

struct UnitParts {
    std::vector<Leader> leaders;
    std::vector<Division> divisions;
};
/// Writes the lists of leaders and divisions anew. Refusals: organ.leader.incomplete, organ.division.incomplete.
Done change_unit_parts(Context& in, Id unit_id, UnitParts parts);

/// The old name becomes a former name until the day before `from`. Refusals: organ.rename_unit.{same,day,name_taken,closed}.
Outcome<Unit> rename_unit(Context& in, Id unit_id, std::string name, std::string short_name, Date from);

/// Closes the unit; units below it, people and grants go over to `into`. Documents stay found under both names.
/// Refusals: organ.merge_units.{same,closed,below}.
Outcome<Unit> merge_units(Context& in, Id unit_id, Id into_id);

/// Telephones, addresses and mail that the units publish of themselves: nobody's personal data.
std::vector<std::string> contacts_of(std::vector<Unit> const& units);

}  // namespace mingtang::organ
