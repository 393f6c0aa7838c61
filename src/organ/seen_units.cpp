#include "organ/seen_units.hpp"

namespace mingtang::organ {

std::vector<Id> seen_units(Actor const& actor, std::initializer_list<Role> roles) {
    if (std::any_of(roles.begin(), roles.end(), [&](Role role) { return actor.has(role, 0); })) return {};
    std::set<Id> units;
    for (auto const& grant : actor.grants) units.insert(grant.unit_id);
    if (units.empty()) return {0};
    return {units.begin(), units.end()};
}

}  // namespace mingtang::organ
