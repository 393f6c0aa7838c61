#pragma once
#include <array>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::supervision {

/// What the patrol (每日巡查) looks for.
enum class FindingKind {
    draft_late,              // made public later than art. 26 or a shorter period allows: still in somebody's hands
    application_late,        // an application past its reply date
    letter_late,             // a letter to the opinion box past the day of its reply
    fee_or_supplement_late,  // its applicant let the day pass and nobody has closed it
    review_again_late,       // withheld, and not looked at again by its day (art. 18)
    validity_passed,         // marked as valid, and its last day of validity is over
    column_stale,            // a kind of information not renewed within the time of law/freshness.json
    guide_incomplete,        // art. 12: an element of the guide is missing
    interpretation_missing,  // a policy without its explanation
    attachment_broken,       // its content is not there, or not what it was
    link_dead,               // a link inside the site leads nowhere
    same_as_before,          // “new” and yet the text of the one before
    item_late,               // an entry of the catalogue past its day
    column_empty,            // a heading of the unit's catalogue under which nothing was ever published
    contact_missing,         // the unit's telephone or address is not there
    outside_link_dead,       // a link to another site leads nowhere, on several days
    log_differs,             // what the site serves is not what the publication log says
    spot_check               // an inspector's own judgement of a drawn sample; no patrol takes it away
};
enum class FindingState {
    open,
    gone,       // a later patrol did not see it any more
    dismissed,  // somebody looked at it and gave a reason why it is none
    in_case     // part of a rectification
};

/// Something that the patrol saw. One row for one fault, however often it is seen.
struct Finding {
    Id id = 0;
    FindingKind kind = FindingKind::draft_late;
    Id unit_id = 0;
    std::string subject;  // "disclosure:12", "request:4", "unit:3", with what follows `#` where one subject can have several faults
    std::string title;    // what people know it by; never personal
    std::string detail;   // in few words: the day that passed, the missing elements
    Date due_on;          // that passed; none where there is no such day
    FindingState state = FindingState::open;
    Id case_id = 0;
    std::string reason;  // why it was dismissed
    Date first_seen_on, last_seen_on;
    template <class V>
    static void columns(V&& v, storage::OneOf<Finding> auto& r) {
        v("id", r.id), v("kind", r.kind), v("unit_id", r.unit_id), v("subject", r.subject), v("title", r.title), v("detail", r.detail),
            v("due_on", r.due_on), v("state", r.state), v("case_id", r.case_id), v("reason", r.reason), v("first_seen_on", r.first_seen_on),
            v("last_seen_on", r.last_seen_on);
    }
};

/// One patrol: when, and what came of it.
struct Patrol {
    Id id = 0;
    Instant at;
    int seen = 0, fresh = 0, gone = 0;
    long long seq = 0;  // the journal's last event when it looked
    template <class V>
    static void columns(V&& v, storage::OneOf<Patrol> auto& r) {
        v("id", r.id), v("at", r.at), v("seen", r.seen), v("fresh", r.fresh), v("gone", r.gone), v("seq", r.seq);
    }
};

/// Whose turn it is to patrol, and whether somebody waits for one.
struct PatrolTurn {
    std::string node;   // that patrols now or began last
    Instant until;      // it holds the turn until then; none: nobody patrols
    Instant begun_at;   // of the one under way
    Instant asked_at;   // somebody on the desk waits for a patrol since
    Instant failed_at;  // the last one broke off; none: it was whole
    template <class V>
    static void columns(V&& v, storage::OneOf<PatrolTurn> auto& r) {
        v("node", r.node), v("until", r.until), v("begun_at", r.begun_at), v("asked_at", r.asked_at), v("failed_at", r.failed_at);
    }
};

}  // namespace mingtang::supervision

template <>
struct mingtang::EnumNames<mingtang::supervision::FindingKind> {
    static constexpr std::array<std::string_view, 18> names{
        "draft_late",        "application_late", "letter_late",      "fee_or_supplement_late", "review_again_late",
        "validity_passed",   "column_stale",     "guide_incomplete", "interpretation_missing", "attachment_broken",
        "link_dead",         "same_as_before",   "item_late",        "column_empty",           "contact_missing",
        "outside_link_dead", "log_differs",      "spot_check"};
};
template <>
struct mingtang::EnumNames<mingtang::supervision::FindingState> {
    static constexpr std::array<std::string_view, 4> names{"open", "gone", "dismissed", "in_case"};
};
