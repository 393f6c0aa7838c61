#include "clocks/recipients.hpp"

#include <algorithm>
#include <set>

#include "clocks/actions.hpp"
#include "mail/address.hpp"
#include "organ/store.hpp"

namespace mingtang::clocks {
namespace {

std::set<Id> units_acted_in(std::vector<organ::Grant> const& grants, std::vector<Role> const& roles) {
    std::set<Id> units;
    for (auto const& grant : grants)
        if (grant.unit_id != 0 && std::find(roles.begin(), roles.end(), grant.role) != roles.end()) units.insert(grant.unit_id);
    return units;
}

}  // namespace

std::map<Id, std::vector<Recipient>> recipients_of(Context& in, std::vector<organ::Unit> const& units, std::vector<Role> const& roles) {
    std::map<Id, std::vector<Recipient>> all;
    auto grants = organ::store::all_acting_grants(in.tx);
    for (auto const& person : organ::store::people(in.tx)) {
        auto acted_in = units_acted_in(grants[person.id], roles);
        if (acted_in.empty()) continue;
        auto choice = mail_choice(in, person.id);
        if (!choice.wanted || !mail::read_address(choice.address)) continue;
        for (auto const& unit : units)
            if (unit.open && acted_in.contains(unit.id)) all[unit.id].push_back({person.id, choice.address});
    }
    for (auto const& unit : units)
        if (unit.open && !all.contains(unit.id) && mail::read_address(unit.email)) all[unit.id].push_back({0, unit.email});
    return all;
}

}  // namespace mingtang::clocks
