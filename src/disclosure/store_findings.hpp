#pragma once
#include "disclosure/finding.hpp"

/// SQL of looks and findings. Who may see them is asked of the edition before.
namespace mingtang::disclosure::store {

using storage::Transaction;

/// The last look through the edition.
std::optional<Scan> last_scan(Transaction& tx, Id edition_id);
/// All that was ever found in the edition but what is gone: open ones first, in the order of the text.
std::vector<Finding> findings_of(Transaction& tx, Id edition_id);
/// Narrows to one place and kind; `limit` rows.
std::vector<Finding> findings_of(Transaction& tx, Id edition_id, FindingGroup const& group, int limit);
/// By part, attachment, kind and certainty; what blocks publishing first, then what nobody sees or could read.
std::vector<FindingGroup> finding_groups(Transaction& tx, Id edition_id);
/// Open findings of each of these editions, by edition.
std::map<Id, long long> open_findings(Transaction& tx, std::vector<Edition> const& editions);
/// Open findings that keep the edition from being published: the certain ones.
struct Blocking {
    long long count = 0;
    std::vector<FindingGroup> groups;
};
Blocking blocking_findings(Transaction& tx, Id edition_id);

void insert(Transaction& tx, Scan& scan);
void insert(Transaction& tx, Finding& finding);
void save(Transaction& tx, Finding const& finding);
/// These were found again.
void found_again(Transaction& tx, std::vector<Id> const& finding_ids, Id scan_id);
/// Open findings of other looks than this are gone.
void rest_is_gone(Transaction& tx, Id edition_id, Id scan_id);

}  // namespace mingtang::disclosure::store
