#pragma once
#include "disclosure/actions.hpp"
#include "disclosure/findings.hpp"
#include "disclosure/rules.hpp"
#include "disclosure/store.hpp"

/// What the verbs share.
namespace mingtang::disclosure {

Outcome<Edition> find(Context& in, Id edition_id);
/// The same for what is said of an edition: remarks, reviews, findings. Refuses disclosure.remark.forbidden.
Outcome<Edition> find_handled(Context& in, Id edition_id);
/// The same for a step: who may not take it is told so before anything else about the step.
Outcome<Edition> find_for(Context& in, Id edition_id, Action action);
/// Takes the workflow step: sets state and waiting_since, saves edition and (where it has no public edition) the record, adds the step.
Outcome<Edition> take(Context& in, Edition edition, Action action, std::string const& remark);
/// The event of a step, with what readers need to know without looking: edition, number, index number, item, subjects, digest.
void tell(Context& in, std::string const& name, Edition const& edition, json::object more = {});
/// Adds to the history what changes no state.
void note(Context& in, Edition const& edition, Action action, std::string const& remark);

/// In a draft, a summary that was taken from the text goes: it is taken anew when the text is filed again.
void drop_taken_summary(Edition& draft, std::string_view html);
/// The edition as it is filed, with all that reviewers see.
Material material_of(storage::Transaction& tx, Edition edition);
/// The newest look was of this content, by what is looked for now.
bool is_looked_through(storage::Transaction& tx, Id edition_id, std::string const& digest);
/// Stores a look: what was found before stays the same row, exceptions hold for the same value in the same part, the rest is gone. `known`
/// are attachments that it left out because an earlier one had them.
Scan keep_look(Context& in, Material const& material, Looked const& looked, Lookout const& with, Occasion occasion,
               std::set<Id> const& known);
/// The occasion of a look at filing.
inline Occasion filing_of(Edition const& edition) { return edition.number > 1 ? Occasion::revise : Occasion::file; }
/// Looks through the edition inside this transaction where that was not done ahead.
void look_now(Context& in, Material const& material, Occasion occasion, FilesAhead const* ahead = nullptr);
/// Filing where the files were looked through ahead.
Outcome<Edition> file_looked(Context& in, Id edition_id, std::string const& remark, FilesAhead const* ahead);
/// By part, attachment, kind and certainty, in their order.
std::vector<FindingGroup> groups_of(std::vector<Finding> const& findings);
/// `正文 身份证号 2；名册.xlsx 手机号 14`; three groups, then `…`.
std::string in_short(std::vector<FindingGroup> const& groups);

/// `disclosure:12`
std::string subject_of(Id disclosure_id);

}  // namespace mingtang::disclosure
