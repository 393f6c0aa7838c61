#pragma once
#include "disclosure/disclosure.hpp"
#include "organ/person.hpp"

/// All SQL of the module. Readings that take an Actor return only what that person may see.
namespace mingtang::disclosure::store {

using storage::Transaction;

// -- what the public sees ------------------------------------------------------------------------------------------------------------

/// Narrows a list; empty members do not narrow. `subject` is a code, `year` 2026, `month` "2026-11".
struct Filter {
    Id unit_id = 0;
    std::vector<Id> catalogue_item_ids;
    std::string subject;
    std::optional<Kind> kind;
    int year = 0;
    std::string month;
};
/// Key of the last row of the page before: lists go by (published_on, disclosure_id), newest first.
struct Cursor {
    Date published_on;
    Id disclosure_id = 0;
    std::string text() const;  // "2026-11-23~45"
    static std::optional<Cursor> parse(std::string_view text);
};
std::vector<PublicRow> public_list(Transaction& tx, Filter const& filter, std::optional<Cursor> const& after, int limit);
/// The rows right before `before` in the same order: the page before.
std::vector<PublicRow> public_list_before(Transaction& tx, Filter const& filter, Cursor const& before, int limit);
long long public_count(Transaction& tx, Filter const& filter);
std::optional<PublicRow> public_row(Transaction& tx, Id disclosure_id);
std::optional<PublicRow> public_row_by_index(Transaction& tx, std::string const& index_number);

/// Number of public disclosures and the last day of publishing, by one column of the list.
struct Count {
    std::string key;
    long long count = 0;
    Date last_on;
};
/// Public disclosures under the entry that have been archived.
long long archived_count(Transaction& tx, Id catalogue_item_id);
enum class By { unit, catalogue_item, year, month, kind, subject };
std::vector<Count> public_counts(Transaction& tx, By by, Filter const& filter = {});

// -- records -------------------------------------------------------------------------------------------------------------------------

std::optional<Disclosure> disclosure(Transaction& tx, Id id);
std::optional<Disclosure> disclosure_by_index(Transaction& tx, std::string const& index_number);
std::optional<Disclosure> disclosure_by_source(Transaction& tx, Id unit_id, std::string const& source_id);
std::optional<Edition> edition(Transaction& tx, Id id);
std::optional<Edition> edition_by_number(Transaction& tx, Id disclosure_id, int number);
std::vector<Edition> editions_of(Transaction& tx, Id disclosure_id);
std::string text_of(Transaction& tx, Id edition_id);
std::vector<Attachment> attachments_of(Transaction& tx, Id edition_id);
std::optional<Attachment> attachment(Transaction& tx, Id id);
std::vector<Step> steps_of(Transaction& tx, Id disclosure_id);
std::vector<SecrecyReview> secrecy_reviews_of(Transaction& tx, Id edition_id);
std::vector<Remark> remarks_of(Transaction& tx, Id edition_id);
std::optional<Remark> remark(Transaction& tx, Id id);
std::vector<PublicRow> interpretations_of(Transaction& tx, Id disclosure_id);

/// An attachment that anybody may read now: its edition is public or superseded and its disclosure has a public row.
bool is_attachment_public(Transaction& tx, Attachment const& attachment);

// -- the desk ------------------------------------------------------------------------------------------------------------------------

/// Who has to do with an edition, whatever its state, and sees what was said of it: its author, and who has a role of the workflow in its
/// unit.
bool handles(organ::Actor const& actor, Edition const& edition);
/// Who may see an unpublished edition: its author, the reviewers and filers of its unit, the office; and within the scope once published.
bool may_see(organ::Actor const& actor, Edition const& edition);
std::optional<Edition> edition_for(organ::Actor const& actor, Id id, Transaction& tx);
/// Narrows what waits; empty members do not narrow.
struct WaitingFilter {
    std::optional<State> state;
    Id unit_id = 0;
    std::vector<Date> due_days;
};
/// What waits for this person: editions in a state in which one of his roles can act. Most urgent (earliest due) first.
std::vector<Edition> waiting_for(organ::Actor const& actor, Transaction& tx, WaitingFilter const& filter = {}, int limit = 200,
                                 int skip = 0);
/// How many wait of each day, state and unit.
struct WaitingGroup {
    Date publish_due;
    State state = State::drafting;
    Id unit_id = 0;
    long long count = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<WaitingGroup> auto& r) {
        v("publish_due", r.publish_due), v("state", r.state), v("unit_id", r.unit_id), v("count", r.count);
    }
};
std::vector<WaitingGroup> waiting_groups(organ::Actor const& actor, Transaction& tx);
/// The person's own drafts, newest first.
std::vector<Edition> drafts_of(organ::Actor const& actor, Transaction& tx, int limit = 100);
long long count_drafts_of(organ::Actor const& actor, Transaction& tx);

/// Narrows the register; empty members do not narrow. A range of days leaves only what is to be looked at again, and orders by that day.
struct RegisterFilter {
    std::optional<State> state;
    std::optional<Way> way;
    Date review_again_from, review_again_until;
    bool by_review_again() const { return review_again_from || review_again_until; }
};
/// Key of the last row of the page before: the id alone, or with the day where the list goes by it.
struct RegisterKey {
    Date review_again_on;
    Id edition_id = 0;
    std::string text() const;  // "45", "2026-11-23~45"
    static std::optional<RegisterKey> parse(std::string_view text);
};
RegisterKey key_of(Edition const& edition, RegisterFilter const& filter);
/// Everything of the person's units: newest first, or the day of looking again that comes first. A key of the other order starts anew.
std::vector<Edition> of_units(organ::Actor const& actor, Transaction& tx, RegisterFilter const& filter,
                              std::optional<RegisterKey> const& after, int limit = 50);
/// Published within the units or within the actor's own unit only, newest first.
std::vector<Edition> internal_for(organ::Actor const& actor, Transaction& tx, Id before_id, int limit = 50);
/// The last step of each of these editions, by edition.
std::map<Id, Step> last_steps(Transaction& tx, std::vector<Edition> const& editions);
/// Editions whose hour has come.
std::vector<Edition> scheduled_until(Transaction& tx, Instant now, int limit = 100);

// -- writing -------------------------------------------------------------------------------------------------------------------------

/// The next serial number of the unit in that month, without gaps.
int next_serial(Transaction& tx, Id unit_id, std::string const& month);
void insert(Transaction& tx, Disclosure& disclosure);
void insert(Transaction& tx, Edition& edition, std::string const& html);
void insert(Transaction& tx, Attachment& attachment);
void insert(Transaction& tx, Step& step);
void insert(Transaction& tx, SecrecyReview& review);
void insert(Transaction& tx, Remark& remark);
void save(Transaction& tx, Disclosure const& disclosure);
void save(Transaction& tx, Edition const& edition);
void save(Transaction& tx, Remark const& remark);
void save_text(Transaction& tx, Id edition_id, std::string const& html);
void remove_attachment(Transaction& tx, Id id);
/// Puts the row in (or in its place) with its subjects; takes it out.
void show(Transaction& tx, PublicRow row);
void hide(Transaction& tx, Id disclosure_id);

}  // namespace mingtang::disclosure::store
