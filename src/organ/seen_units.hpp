#pragma once
#include "organ/person.hpp"

namespace mingtang::organ {

/// The units of the grants; empty, which means all, where one of the roles is granted for the whole site (`unit_id` 0): held for one unit,
/// it shows that unit. Who has no grant gets 0, which is no unit.
std::vector<Id> seen_units(Actor const& actor, std::initializer_list<Role> roles);

}  // namespace mingtang::organ
