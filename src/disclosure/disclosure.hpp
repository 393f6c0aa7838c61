#pragma once
#include <array>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::disclosure {

/// Where an edition stands on its way (workflow.hpp).
enum class State {
    drafting,
    in_review,
    in_secrecy_review,
    referred,  // to the competent department, law: ogi-2019:17
    in_recheck,
    in_emergency_review,
    emergency_cleared,
    scheduled,
    published,
    superseded,
    withdrawn,
    archived,
    dropped
};
enum class Kind {
    normative,
    policy,
    notice,
    plan,
    budget,
    statistics,
    personnel,
    procurement,
    penalty,
    licence,
    project,
    news,
    interpretation,
    emergency,
    report,
    guide,
    other
};
/// law: ogi-2019:10, who is bound to disclose depends on how the organ came by the information.
enum class SourceKind { made, obtained, joint };
enum class Validity { valid, expired, repealed };
enum class Scope { everyone, units, unit };
enum class Way { proactive, on_application, withheld };

/// A piece of government information: what stays the same through all its editions.
struct Disclosure {
    Id id = 0;
    Id unit_id = 0;
    std::string index_number;
    std::string source_id;  // of the file or site it was imported from; unique within the unit, or empty
    std::string source_url;
    std::string source_digest;  // of the imported content, to see that nothing changed
    int source_version = 0;     // lock_version of the newest edition as the import left it; another one is somebody's work
    Id public_edition_id = 0;   // the one that the public reads; 0: none
    Id newest_edition_id = 0;
    State state = State::drafting;  // of the public edition once there is one, else of the newest
    Instant made_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Disclosure> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("index_number", r.index_number), v("source_id", r.source_id),
            v("source_url", r.source_url), v("source_digest", r.source_digest), v("source_version", r.source_version),
            v("public_edition_id", r.public_edition_id), v("newest_edition_id", r.newest_edition_id), v("state", r.state),
            v("made_at", r.made_at);
    }
};

/// One edition with all that may differ from the next. The text itself stands in `disclosure_text`.
struct Edition {
    Id id = 0;
    Id disclosure_id = 0;
    Id unit_id = 0;
    int number = 1;
    State state = State::drafting;
    Id author_id = 0;
    std::string title;
    std::string document_number;  // 发文字号, canonical where it can be read
    Kind kind = Kind::notice;
    Id catalogue_item_id = 0;
    SourceKind source_kind = SourceKind::made;
    std::string source_name;  // producing unit, where it is not the publishing one
    Date produced_on;
    std::string subjects;  // codes, `,` between and around: ",education,housing,"
    std::string keywords;  // `、` between
    std::string summary;
    Validity validity = Validity::valid;
    Date valid_until_on;
    Scope scope = Scope::everyone;
    Way way = Way::proactive;
    std::string ground;          // law::Ground code, where withheld
    Date review_again_on;        // law: ogi-2019:18
    Id interprets_id = 0;        // the disclosure that this one explains
    std::string special_period;  // law::special_periods code, or empty for art. 26
    bool emergency = false;
    Date publish_due;    // law: ogi-2019:26 or the special period, from produced_on
    Instant publish_at;  // scheduled for
    Instant published_at;
    Date published_on;   // the day shown to the public
    std::string reason;  // why revised or withdrawn
    std::string digest;  // SHA-256 over all that the reviewers saw; a review of other content is void
    int lock_version = 0;
    Instant saved_at;
    Instant waiting_since;  // since it came into its state
    template <class V>
    static void columns(V&& v, storage::OneOf<Edition> auto& r) {
        v("id", r.id), v("disclosure_id", r.disclosure_id), v("unit_id", r.unit_id), v("number", r.number), v("state", r.state),
            v("author_id", r.author_id), v("title", r.title), v("document_number", r.document_number), v("kind", r.kind),
            v("catalogue_item_id", r.catalogue_item_id), v("source_kind", r.source_kind), v("source_name", r.source_name),
            v("produced_on", r.produced_on), v("subjects", r.subjects), v("keywords", r.keywords), v("summary", r.summary),
            v("validity", r.validity), v("valid_until_on", r.valid_until_on), v("scope", r.scope), v("way", r.way), v("ground", r.ground),
            v("review_again_on", r.review_again_on), v("interprets_id", r.interprets_id), v("special_period", r.special_period),
            v("emergency", r.emergency), v("publish_due", r.publish_due), v("publish_at", r.publish_at), v("published_at", r.published_at),
            v("published_on", r.published_on), v("reason", r.reason), v("digest", r.digest), v("lock_version", r.lock_version),
            v("saved_at", r.saved_at), v("waiting_since", r.waiting_since);
    }
    bool is_public_kind() const { return scope == Scope::everyone && way == Way::proactive; }
};

struct Attachment {
    Id id = 0;
    Id edition_id = 0;
    std::string sha256;
    std::string name;
    std::string content_type;
    long long size = 0;
    int place = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Attachment> auto& r) {
        v("id", r.id), v("edition_id", r.edition_id), v("sha256", r.sha256), v("name", r.name), v("content_type", r.content_type),
            v("size", r.size), v("place", r.place);
    }
};

/// One step of an edition: who, when, why.
struct Step {
    Id id = 0;
    Id disclosure_id = 0;
    Id edition_id = 0;
    std::string action;
    State from_state = State::drafting;
    State to_state = State::drafting;
    Id person_id = 0;
    std::string person_name;
    Instant at;
    std::string remark;
    template <class V>
    static void columns(V&& v, storage::OneOf<Step> auto& r) {
        v("id", r.id), v("disclosure_id", r.disclosure_id), v("edition_id", r.edition_id), v("action", r.action),
            v("from_state", r.from_state), v("to_state", r.to_state), v("person_id", r.person_id), v("person_name", r.person_name),
            v("at", r.at), v("remark", r.remark);
    }
};

enum class Conclusion { may_be_public, may_be_public_after_changes, not_public, referred };

/// 保密审查, law: ogi-2019:17 and the secrecy law's "review first, then publish, item by item".
struct SecrecyReview {
    Id id = 0;
    Id edition_id = 0;
    Id person_id = 0;
    std::string person_name;
    Instant at;
    std::string checked;  // what was looked at
    Conclusion conclusion = Conclusion::may_be_public;
    std::string basis;
    std::string referred_to;  // or who answered a referral, and how
    std::string digest;       // of the edition as it was reviewed
    Id scan_id = 0;           // the look for personal data whose findings stood beside the form; 0: none
    int shown = 0;            // how many they were
    template <class V>
    static void columns(V&& v, storage::OneOf<SecrecyReview> auto& r) {
        v("id", r.id), v("edition_id", r.edition_id), v("person_id", r.person_id), v("person_name", r.person_name), v("at", r.at),
            v("checked", r.checked), v("conclusion", r.conclusion), v("basis", r.basis), v("referred_to", r.referred_to),
            v("digest", r.digest), v("scan_id", r.scan_id), v("shown", r.shown);
    }
};

/// A reviewer's remark beside the text.
struct Remark {
    Id id = 0;
    Id edition_id = 0;
    Id person_id = 0;
    std::string person_name;
    Instant at;
    std::string quote;  // the passage meant; empty: the whole
    std::string words;
    bool settled = false;
    template <class V>
    static void columns(V&& v, storage::OneOf<Remark> auto& r) {
        v("id", r.id), v("edition_id", r.edition_id), v("person_id", r.person_id), v("person_name", r.person_name), v("at", r.at),
            v("quote", r.quote), v("words", r.words), v("settled", r.settled);
    }
};

/// What the public sees in lists. A row exists exactly while the disclosure is public: taking it out hides everything at once.
struct PublicRow {
    Id disclosure_id = 0;
    Id edition_id = 0;
    Id unit_id = 0;
    Id catalogue_item_id = 0;
    std::string index_number, title, document_number, summary;
    Kind kind = Kind::notice;
    Validity validity = Validity::valid;
    Date published_on;
    std::string month;  // "2026-11"
    Instant published_at;
    std::string subjects;
    int editions = 1;
    bool archived = false;
    template <class V>
    static void columns(V&& v, storage::OneOf<PublicRow> auto& r) {
        v("disclosure_id", r.disclosure_id), v("edition_id", r.edition_id), v("unit_id", r.unit_id),
            v("catalogue_item_id", r.catalogue_item_id), v("index_number", r.index_number), v("title", r.title),
            v("document_number", r.document_number), v("summary", r.summary), v("kind", r.kind), v("validity", r.validity),
            v("published_on", r.published_on), v("month", r.month), v("published_at", r.published_at), v("subjects", r.subjects),
            v("editions", r.editions), v("archived", r.archived);
    }
};

}  // namespace mingtang::disclosure

template <>
struct mingtang::EnumNames<mingtang::disclosure::State> {
    static constexpr std::array<std::string_view, 13> names{
        "drafting",  "in_review",  "in_secrecy_review", "referred", "in_recheck", "in_emergency_review", "emergency_cleared", "scheduled",
        "published", "superseded", "withdrawn",         "archived", "dropped"};
};
template <>
struct mingtang::EnumNames<mingtang::disclosure::Kind> {
    static constexpr std::array<std::string_view, 17> names{"normative",      "policy",      "notice",  "plan",    "budget",  "statistics",
                                                            "personnel",      "procurement", "penalty", "licence", "project", "news",
                                                            "interpretation", "emergency",   "report",  "guide",   "other"};
};
template <>
struct mingtang::EnumNames<mingtang::disclosure::SourceKind> {
    static constexpr std::array<std::string_view, 3> names{"made", "obtained", "joint"};
};
template <>
struct mingtang::EnumNames<mingtang::disclosure::Validity> {
    static constexpr std::array<std::string_view, 3> names{"valid", "expired", "repealed"};
};
template <>
struct mingtang::EnumNames<mingtang::disclosure::Scope> {
    static constexpr std::array<std::string_view, 3> names{"public", "units", "unit"};
};
template <>
struct mingtang::EnumNames<mingtang::disclosure::Way> {
    static constexpr std::array<std::string_view, 3> names{"proactive", "on_application", "withheld"};
};
template <>
struct mingtang::EnumNames<mingtang::disclosure::Conclusion> {
    static constexpr std::array<std::string_view, 4> names{"may_be_public", "may_be_public_after_changes", "not_public", "referred"};
};
