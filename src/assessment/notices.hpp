#pragma once
#include "assessment/actions.hpp"

/// Mails to the people of a unit who may object: queued in the transaction of the action that they tell of, to that unit alone. They name
/// neither scores nor records, because mail leaves the house. `base`: address of the site; empty: nobody is written to.
namespace mingtang::assessment {

/// The scores are told, with the last day for an objection; to each unit that is assessed.
void tell_units(Context& in, Period const& period, std::string const& base);
/// Its objection is decided.
void tell_decided(Context& in, Period const& period, Appeal const& appeal, std::string const& base);
/// One of its scores that it was told was corrected.
void tell_corrected(Context& in, Period const& period, Id unit_id, std::string const& indicator, std::string const& base);

}  // namespace mingtang::assessment
