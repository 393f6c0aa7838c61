#pragma once
#include <array>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::catalogue {

enum class ProposalKind { add, change, close };
enum class ProposalState { proposed, in_comment, adopted, rejected, withdrawn };

/// A change of a catalogue on its way from proposal over public comment to a decision.
struct Proposal {
    Id id = 0;
    Id unit_id = 0;      // whose catalogue; 0: a standard one
    Id item_id = 0;      // 0: until a new entry is adopted
    Id standard_id = 0;  // of a new entry of a unit, if it is derived
    std::string domain;
    ProposalKind kind = ProposalKind::change;
    ProposalState state = ProposalState::proposed;
    std::string code;                       // of a new entry
    std::string before_value, after_value;  // particulars as JSON; `before_value` as they were when it was proposed
    std::string reason;
    Id demand_id = 0;
    Id person_id = 0;
    std::string person_name;
    Instant made_at;
    Date comment_from, comment_until;  // until the end of that day
    Instant decided_at;
    std::string decided_by, decision;
    template <class V>
    static void columns(V&& v, storage::OneOf<Proposal> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("item_id", r.item_id), v("standard_id", r.standard_id), v("domain", r.domain),
            v("kind", r.kind), v("state", r.state), v("code", r.code), v("before_value", r.before_value), v("after_value", r.after_value),
            v("reason", r.reason), v("demand_id", r.demand_id), v("person_id", r.person_id), v("person_name", r.person_name),
            v("made_at", r.made_at), v("comment_from", r.comment_from), v("comment_until", r.comment_until), v("decided_at", r.decided_at),
            v("decided_by", r.decided_by), v("decision", r.decision);
    }
};

enum class CommentState { waiting, shown, hidden };

/// What one of the public said. Name, contact and words are sealed; `words` is what the office shows of them.
struct Comment {
    Id id = 0;
    Id proposal_id = 0;
    Instant made_at;
    std::string token_digest;  // of the form it came with: one form, one comment
    std::string sealed;        // {"name","contact","words"}, sealed for `comment:PROPOSAL`
    CommentState state = CommentState::waiting;
    std::string words, answer;
    Instant handled_at;
    std::string handled_by;
    template <class V>
    static void columns(V&& v, storage::OneOf<Comment> auto& r) {
        v("id", r.id), v("proposal_id", r.proposal_id), v("made_at", r.made_at), v("token_digest", r.token_digest), v("sealed", r.sealed),
            v("state", r.state), v("words", r.words), v("answer", r.answer), v("handled_at", r.handled_at), v("handled_by", r.handled_by);
    }
};

enum class DemandState { open, proposed, answered };
/// What showed it. Each source counts in its own way and brings its groups to the page of demands (channels/web/demand.cpp).
enum class DemandSource { searches, applications, letters };

/// What the public wants to know, and what the office made of it (群众关注什么，就公开什么).
struct Demand {
    Id id = 0;
    DemandSource source = DemandSource::searches;
    std::string words;  // the shortest of the searches; of applications and letters: as the office words it for the public
    std::string terms;  // all searches, `、` between
    long long misses = 0;
    Id unit_id = 0;                              // of applications and letters: to whom they went
    long long applications = 0, applicants = 0;  // or letters and writers
    std::string members;                         // which ones, `,request:12,request:15,`; never shown
    DemandState state = DemandState::open;
    Id proposal_id = 0;
    std::string answer;
    Instant made_at, answered_at;
    std::string answered_by;
    template <class V>
    static void columns(V&& v, storage::OneOf<Demand> auto& r) {
        v("id", r.id), v("source", r.source), v("words", r.words), v("terms", r.terms), v("misses", r.misses), v("unit_id", r.unit_id),
            v("applications", r.applications), v("applicants", r.applicants), v("members", r.members), v("state", r.state),
            v("proposal_id", r.proposal_id), v("answer", r.answer), v("made_at", r.made_at), v("answered_at", r.answered_at),
            v("answered_by", r.answered_by);
    }
};

}  // namespace mingtang::catalogue

template <>
struct mingtang::EnumNames<mingtang::catalogue::ProposalKind> {
    static constexpr std::array<std::string_view, 3> names{"add", "change", "close"};
};
template <>
struct mingtang::EnumNames<mingtang::catalogue::ProposalState> {
    static constexpr std::array<std::string_view, 5> names{"proposed", "in_comment", "adopted", "rejected", "withdrawn"};
};
template <>
struct mingtang::EnumNames<mingtang::catalogue::CommentState> {
    static constexpr std::array<std::string_view, 3> names{"waiting", "shown", "hidden"};
};
template <>
struct mingtang::EnumNames<mingtang::catalogue::DemandSource> {
    static constexpr std::array<std::string_view, 3> names{"searches", "applications", "letters"};
};
template <>
struct mingtang::EnumNames<mingtang::catalogue::DemandState> {
    static constexpr std::array<std::string_view, 3> names{"open", "proposed", "answered"};
};
