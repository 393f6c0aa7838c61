#pragma once
#include "base/json.hpp"
#include "disclosure/findings.hpp"

/// What exceptions and masks share.
namespace mingtang::disclosure {

/// The open ones among them.
std::vector<Finding> chosen_findings(storage::Transaction& tx, Id edition_id, ChosenFindings const& chosen);
std::string key_of_value(Finding const& finding);
/// Wherever one of these values stands.
std::vector<Finding> open_findings_of(storage::Transaction& tx, Id edition_id, std::set<std::string> const& values);
/// Writes who decided what, now.
void decide(Context& in, std::vector<Finding>& findings, FindingState state, std::string const& reason);
/// For the journal: how many of what, no value.
json::array counted(std::vector<FindingGroup> const& groups);

}  // namespace mingtang::disclosure
