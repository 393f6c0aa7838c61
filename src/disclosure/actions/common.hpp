#pragma once
#include "disclosure/actions.hpp"
#include "disclosure/rules.hpp"
#include "disclosure/store.hpp"

/// What the verbs share.
namespace mingtang::disclosure {

Outcome<Edition> find(Context& in, Id edition_id);
/// The same for a step: who may not take it is told so before anything else about the step.
Outcome<Edition> find_for(Context& in, Id edition_id, Action action);
/// Takes the workflow step: sets state and waiting_since, saves edition and (where it has no public edition) the record, adds the step.
Outcome<Edition> take(Context& in, Edition edition, Action action, std::string const& remark);
/// The event of a step, with what readers need to know without looking: edition, number, index number, item, subjects, digest.
void tell(Context& in, std::string const& name, Edition const& edition, json::object more = {});
/// `disclosure:12`
std::string subject_of(Id disclosure_id);

}  // namespace mingtang::disclosure
