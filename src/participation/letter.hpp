#pragma once
#include <array>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::participation {

/// What a letter to the box (意见箱) is about; the period of the answer goes by it (law/participation.json).
enum class Kind { consultation, suggestion, complaint, other };
/// Where a letter stands (workflow.hpp).
enum class State {
    arrived,    // the office finds the unit that it belongs to
    in_hand,    // the unit writes its reply
    in_review,  // the reply waits for the reviewer
    replied,
    closed  // not answered: spam, or not for here; the writer was told why
};
/// What the writer thinks of the reply; given once.
enum class Rating { none, content, fairly, not_content };
/// Whether letter and reply may be read by all. Nothing is published that the writer did not allow.
enum class Publicity { undecided, published, withheld };

/// A letter of the public (信件): question, suggestion, complaint about a service.
struct Letter {
    Id id = 0;
    Id unit_id = 0;      // 0: nobody knows yet whose it is
    std::string number;  // 信〔2026〕12号
    Kind kind = Kind::consultation;
    State state = State::arrived;
    Instant state_since;
    std::string title;        // sealed: writers name themselves everywhere
    std::string words;        // sealed
    std::string writer;       // sealed Writer
    std::string writer_key;   // keyed hash of telephone and address of mail: tells writers apart
    std::string query_code;   // keyed hash
    std::string form_digest;  // of the form that it came with: one form, one letter
    bool may_publish = false;
    Date received_on;
    int extended_by = 0;  // working days, once
    Date reply_due;
    bool reply_certain = true;  // false: it touches a year whose holidays are not known yet
    std::string reply;          // sealed; a draft until `replied_on`
    Id drafter_id = 0;          // who handed the reply in for review
    Date replied_on;
    Date closed_on;
    std::string close_reason;  // sealed
    Rating rating = Rating::none;
    std::string rating_words;  // sealed
    Date rated_on;
    Publicity publicity = Publicity::undecided;
    std::string public_title, public_words, public_reply;  // as the office edited them for all
    Instant published_at;
    Instant erased_at;  // the personal data went: title, words, writer, reply, remarks; what was published stays
    int lock_version = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Letter> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("number", r.number), v("kind", r.kind), v("state", r.state),
            v("state_since", r.state_since), v("title", r.title), v("words", r.words), v("writer", r.writer), v("writer_key", r.writer_key),
            v("query_code", r.query_code), v("form_digest", r.form_digest), v("may_publish", r.may_publish),
            v("received_on", r.received_on), v("extended_by", r.extended_by), v("reply_due", r.reply_due),
            v("reply_certain", r.reply_certain), v("reply", r.reply), v("drafter_id", r.drafter_id), v("replied_on", r.replied_on),
            v("closed_on", r.closed_on), v("close_reason", r.close_reason), v("rating", r.rating), v("rating_words", r.rating_words),
            v("rated_on", r.rated_on), v("publicity", r.publicity), v("public_title", r.public_title), v("public_words", r.public_words),
            v("public_reply", r.public_reply), v("published_at", r.published_at), v("erased_at", r.erased_at),
            v("lock_version", r.lock_version);
    }
    bool open() const { return !replied_on && !closed_on; }
    /// `mailbox:12`, of the journal and of mails.
    std::string subject() const { return "mailbox:" + std::to_string(id); }
};

/// Who wrote, as sealed in the letter.
struct Writer {
    std::string name, phone, email;
};

/// One step of a letter: who, when, what. The writer sees those marked so, without the remark.
struct Step {
    Id id = 0;
    Id letter_id = 0;
    std::string action;
    Id person_id = 0;  // 0: the writer, or the system, which has a name
    std::string person_name;
    Instant at;
    std::string remark;  // sealed
    bool shown = true;   // to the writer
    template <class V>
    static void columns(V&& v, storage::OneOf<Step> auto& r) {
        v("id", r.id), v("letter_id", r.letter_id), v("action", r.action), v("person_id", r.person_id), v("person_name", r.person_name),
            v("at", r.at), v("remark", r.remark), v("shown", r.shown);
    }
};

}  // namespace mingtang::participation

template <>
struct mingtang::EnumNames<mingtang::participation::Kind> {
    static constexpr std::array<std::string_view, 4> names{"consultation", "suggestion", "complaint", "other"};
};
template <>
struct mingtang::EnumNames<mingtang::participation::State> {
    static constexpr std::array<std::string_view, 5> names{"arrived", "in_hand", "in_review", "replied", "closed"};
};
template <>
struct mingtang::EnumNames<mingtang::participation::Rating> {
    static constexpr std::array<std::string_view, 4> names{"none", "content", "fairly", "not_content"};
};
template <>
struct mingtang::EnumNames<mingtang::participation::Publicity> {
    static constexpr std::array<std::string_view, 3> names{"undecided", "published", "withheld"};
};
