#pragma once
#include <map>
#include <optional>
#include <set>

#include "storage/record.hpp"
#include "supervision/finding.hpp"
#include "supervision/rectification.hpp"

/// All SQL of the module: its own tables, and what the patrol looks for in those of other modules (readings only).
namespace mingtang::supervision::store {

using storage::Transaction;

// -- findings ------------------------------------------------------------------------------------------------------------------------

std::optional<Finding> finding(Transaction& tx, Id id);
std::optional<Finding> finding_of(Transaction& tx, FindingKind kind, std::string const& subject);
void save(Transaction& tx, Finding& finding);
struct FindingFilter {
    std::vector<Id> units;  // empty: all
    std::optional<FindingState> state;
    bool waiting_only = false;  // open and in_case, as they are counted
    std::optional<FindingKind> kind;
    Id after_id = 0;
    int limit = 100;
};
/// The oldest first.
std::vector<Finding> findings(Transaction& tx, FindingFilter const& filter);
std::vector<Finding> findings_of_case(Transaction& tx, Id case_id);
/// Open ones by unit and kind.
struct FindingCount {
    Id unit_id = 0;
    FindingKind kind = FindingKind::draft_late;
    long long number = 0;
};
std::vector<FindingCount> open_findings(Transaction& tx);
/// Open ones and those in a case, whose subject ends so.
long long count_waiting(Transaction& tx, FindingKind kind, std::string const& ending);
/// Those that were last seen before the day and are not gone yet; what a person found by hand is not among them.
std::vector<Finding> not_seen_since(Transaction& tx, Date day);
void add(Transaction& tx, Patrol& patrol);
std::optional<Patrol> last_patrol(Transaction& tx);
PatrolTurn patrol_turn(Transaction& tx);
/// False while somebody patrols or waits for a patrol already.
bool ask_patrol(Transaction& tx, Instant now);
/// False while a node holds the turn.
bool take_patrol_turn(Transaction& tx, std::string const& node, Instant now, Instant until);
/// False when another node has taken over.
bool hold_patrol_turn(Transaction& tx, std::string const& node, Instant until);
/// Nobody patrols any more; who asked for it has it.
void end_patrol_turn(Transaction& tx, std::string const& node);
/// Stopped before its end: any node may begin at once.
void leave_patrol_turn(Transaction& tx, std::string const& node);
/// Broken off: nobody begins before `until`.
void fail_patrol_turn(Transaction& tx, std::string const& node, Instant now, Instant until);

// -- rectifications ------------------------------------------------------------------------------------------------------------------

std::optional<Rectification> rectification(Transaction& tx, Id id);
void save(Transaction& tx, Rectification& record);
struct CaseFilter {
    std::vector<Id> units;  // empty: all
    std::optional<State> state;
    bool open_only = false;
    bool public_only = false;
    Id before_id = 0;
    int limit = 100;
};
struct CaseCounts {
    long long open = 0;      // issued or answered
    long long overdue = 0;   // issued, and the day of the answer has passed
    long long answered = 0;  // to be verified
};
CaseCounts count_cases(Transaction& tx, std::vector<Id> const& units, Date today);
/// Newest first; with `open_only` by the answer's day.
std::vector<Rectification> rectifications(Transaction& tx, CaseFilter const& filter);
int next_number(Transaction& tx, int year);
void add(Transaction& tx, Step& step);
std::vector<Step> steps_of(Transaction& tx, Id case_id);
void add(Transaction& tx, Evidence& evidence);
std::vector<Evidence> evidence_of(Transaction& tx, Id case_id);
std::optional<Evidence> evidence(Transaction& tx, Id id);

// -- what the patrol looks at --------------------------------------------------------------------------------------------------------

/// A record of another module with the day that passed.
struct Late {
    Id id = 0;
    Id unit_id = 0;
    std::string title;
    Date due_on;
    std::string word;  // state, kind
};
/// Editions on their way that should be public by now.
std::vector<Late> late_drafts(Transaction& tx, Date today);
std::vector<Late> late_applications(Transaction& tx, Date today);
/// Supplements and fees whose day passed; `word` is the state.
std::vector<Late> late_applicants(Transaction& tx, Date today);
std::vector<Late> late_reviews_of_withheld(Transaction& tx, Date today);
std::vector<Late> passed_validity(Transaction& tx, Date today);
/// Of each unit that ever published the kinds: the last day of publishing.
struct LastOfKinds {
    Id unit_id = 0;
    Date last_on;
};
std::vector<LastOfKinds> last_of_kinds(Transaction& tx, std::vector<std::string> const& kinds);
/// Of all that is public; none where nothing is.
Date newest_day(Transaction& tx);
/// Policies of these kinds, public since before `until`, that no public interpretation names.
std::vector<Late> without_interpretation(Transaction& tx, std::vector<std::string> const& kinds, Date since, Date until);
/// Attachments of what is public, by id, a page at a time: edition's disclosure, unit, name and content.
struct PublicFile {
    Id attachment_id = 0;
    Id disclosure_id = 0;
    Id unit_id = 0;
    std::string title, name, sha256;
};
std::vector<PublicFile> public_files(Transaction& tx, Id after_id, int limit);
/// Contents of public attachments that were not opened yet (opening.hpp).
std::vector<std::string> unopened(Transaction& tx, int limit);
void keep_opened(Transaction& tx, std::string const& digest, Date today, std::string const& trouble);
/// Why contents do not open, by digest; those that do are not among them.
std::map<std::string, std::string> opening_troubles(Transaction& tx);
/// A text of what is public.
struct PublicText {
    Id disclosure_id = 0;
    Id unit_id = 0;
    Id catalogue_item_id = 0;
    std::string title;
    std::string kind;
    Date published_on;
    std::string html;
};
/// All that is public, so that what stands under the same entry in the same unit and is of the same kind comes together, the oldest first.
std::vector<Id> public_by_entry(Transaction& tx);
/// The texts of those that are still public, in the order of `ids`.
std::vector<PublicText> public_texts(Transaction& tx, std::vector<Id> const& ids);
/// Whether a path of the site answers: `/disclosure/12`, `/units/code`, `/attachment/…`; nothing for other paths.
std::optional<bool> answers(Transaction& tx, std::string const& path);

}  // namespace mingtang::supervision::store
