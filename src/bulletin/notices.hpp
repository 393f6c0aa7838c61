#pragma once
#include "bulletin/actions.hpp"

/// Mails to the people of a unit who may contest, or to its mailbox. They are queued in the transaction of the action that they tell of and
/// name no record, because mail leaves the house; a unit that cannot be written to is named on the page of the bulletin (`not_reached`).
namespace mingtang::bulletin {

/// The contest period has begun; to every unit that takes part.
void tell_units(Context& in, Bulletin const& bulletin, std::string const& base);
/// Its contest is decided.
void tell_unit(Context& in, Bulletin const& bulletin, Contest const& contest, std::string const& base);

}  // namespace mingtang::bulletin
