#pragma once
#include "base/outcome.hpp"
#include "catalogue/item.hpp"
#include "organ/person.hpp"
#include "organ/unit.hpp"

namespace mingtang::catalogue {

/// Texts without blanks around, of bounded length; a limit has a number and a unit or neither.
/// law: ogi-2019:20 and 国办发〔2019〕14号: a catalogue names what is disclosed, on what basis and within what time.
/// Refusals: catalogue.item.{code,name_missing,too_long,limit,display,stages}.
Done tidy(Item& item);
Done tidy(Domain& domain);

/// Who arranges catalogues: administrators, and the organ in charge of disclosure for the units that it was granted.
Done may_arrange(organ::Actor const& actor, Id unit_id);

/// A unit's entry that differs from the standard one (in more than whose affair it is) says why. law: 国办发〔2019〕54号, the standard
/// guides are the ground that units and townships add to and adapt. Refusal: catalogue.item.deviation.
Done has_reason_to_differ(Item const& own, Item const& base);

/// True when the standard entry is meant for such a unit: 县级 or 乡级; entries that name no level are meant for all.
bool is_meant_for(Item const& standard, organ::UnitKind kind);

}  // namespace mingtang::catalogue
