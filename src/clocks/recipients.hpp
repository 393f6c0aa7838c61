#pragma once
#include <map>

#include "organ/context.hpp"
#include "organ/unit.hpp"

/// Whom a mail about an affair of a unit goes to.
namespace mingtang::clocks {

using organ::Context;
using organ::Role;

struct Recipient {
    Id person_id = 0;  // 0: the unit's own mailbox
    std::string address;
};
/// By unit: people who act in the unit itself in one of the roles and want mails, at the address that they set for the morning's mail;
/// where none of them can be reached, the unit's mailbox. A unit that nobody can be reached of is not told, nor is a closed one; who acts
/// for another unit or for the whole site gets nothing.
std::map<Id, std::vector<Recipient>> recipients_of(Context& in, std::vector<organ::Unit> const& units, std::vector<Role> const& roles);

}  // namespace mingtang::clocks
