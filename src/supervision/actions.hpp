#pragma once
#include <filesystem>

#include "organ/context.hpp"
#include "supervision/finding.hpp"
#include "supervision/rectification.hpp"
#include "supervision/workflow.hpp"

/// One function per verb. Refusals: `supervision.find.not_found`, `supervision.<verb>.forbidden`, `.not_now`, and those of rules.hpp.
namespace mingtang::supervision {

using organ::Context;

struct IssueForm {
    std::string title, demand, working_days;
    bool is_public = false;
    std::vector<Id> findings;  // open ones of one unit
};
/// law: ogi-2019:47: a notice to rectify, by the organ in charge of disclosure (role office). Takes the findings into the case. Refuses
/// supervision.issue.{forbidden,missing,too_long,days,other_unit,not_open}. Of a case that is public, here and in every later step, what is
/// written must name nobody: supervision.public.personal.
Outcome<Rectification> issue(Context& in, Id unit_id, IssueForm const& form);
/// A finding that is none, with the reason. It comes back when it was gone and is seen again.
Outcome<Finding> dismiss(Context& in, Id finding_id, std::string const& reason);

struct IncomingFile {
    std::string name;
    std::filesystem::path path;
};
/// What the unit did, with evidence. Types as for attachments; refuses supervision.answer.{missing,too_long,bad_file,too_many}.
Outcome<Rectification> answer(Context& in, Id case_id, std::string const& words, std::vector<IncomingFile> const& files);
/// The inspector has looked and it is done. Findings that are still seen keep it open: refuses supervision.verify.still_seen unless
/// `all_the_same` says why in `words`.
Outcome<Rectification> verify(Context& in, Id case_id, std::string const& words, bool all_the_same = false);
/// The answer does not do; a new day is set from today.
Outcome<Rectification> send_back(Context& in, Id case_id, std::string const& words, std::string const& working_days);
Outcome<Rectification> extend(Context& in, Id case_id, std::string const& words, std::string const& working_days);
/// To the next stage, with a new day from today.
Outcome<Rectification> escalate(Context& in, Id case_id, std::string const& words, std::string const& working_days);
Outcome<Rectification> withdraw(Context& in, Id case_id, std::string const& words);
/// On to the public supervision page with all that was written so far, or off it. Refuses supervision.show.personal.
Outcome<Rectification> show(Context& in, Id case_id, bool shown);

/// Inspectors see all; a unit's own people see the cases of their unit.
bool may_see(organ::Actor const& actor, Id unit_id);
Outcome<Rectification> find(Context& in, Id case_id);

}  // namespace mingtang::supervision
