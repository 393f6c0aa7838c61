#pragma once
#include <array>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::request {

/// The kinds of letter (文书) of the procedure.
enum class LetterKind {
    receipt,               // 申请登记回执
    supplement_notice,     // 补正告知书, law: ogi-2019:30
    reasons_notice,        // 说明理由告知书, law: ogi-2019:35
    delay_notice,          // 延迟答复告知书, law: ogi-2019:35
    extension_notice,      // 延期答复告知书, law: ogi-2019:33
    third_party_inquiry,   // 征求意见书（致第三方）, law: ogi-2019:32
    joint_inquiry,         // 征求意见书（致共同制作机关）, law: ogi-2019:34
    inquiry_notice,        // 征求意见告知书（致申请人）
    third_party_decision,  // 公开决定告知书（致第三方）, law: ogi-2019:32
    fee_notice,            // 收费通知书, law: ogi-2019:42
    answer,                // 答复书, law: ogi-2019:36, 37
    lapse_notice           // 不再处理告知书
};

/// From the draft over those who sign off to the letter that went out. Which of the desks in between a kind passes stands in
/// workflow.hpp.
enum class LetterState { drafting, in_legal_review, in_unit_review, in_office_review, approved, issued, dropped };

/// The words of a letter. Stored sealed.
struct LetterText {
    std::string title, addressee;
    std::string body;     // paragraphs parted by line ends
    std::string closing;  // what the law makes us say (remedy, consequences); computed, never typed
    std::string note;
};

struct Letter {
    Id id = 0;
    Id request_id = 0;
    Id unit_id = 0;
    LetterKind kind = LetterKind::answer;
    LetterState state = LetterState::drafting;
    Instant state_since;
    Id author_id = 0;
    int version = 1;   // grows with every save of other words; the earlier ones are kept
    std::string text;  // sealed LetterText
    // What the letter decides; which of them a kind has is checked by `may_file`.
    std::string outcome;   // answer, lapse_notice: law::RequestOutcome code
    std::string grounds;   // answer: codes of law::Ground, `,` between
    int working_days = 0;  // supplement, reasons: given; extension: more
    Date until_on;         // delay_notice: the reasonable time
    Id consultation_id = 0;
    Id fee_id = 0;
    std::string agency_code;  // number, from the day of issue: `云教公复`
    int year = 0, serial = 0;
    std::string document_number;  // `云教公复〔2026〕1号`
    Date issued_on;
    Date served_on;  // the addressee has it
    Instant made_at;
    int lock_version = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Letter> auto& r) {
        v("id", r.id), v("request_id", r.request_id), v("unit_id", r.unit_id), v("kind", r.kind), v("state", r.state),
            v("state_since", r.state_since), v("author_id", r.author_id), v("version", r.version), v("text", r.text),
            v("outcome", r.outcome), v("grounds", r.grounds), v("working_days", r.working_days), v("until_on", r.until_on),
            v("consultation_id", r.consultation_id), v("fee_id", r.fee_id), v("agency_code", r.agency_code), v("year", r.year),
            v("serial", r.serial), v("document_number", r.document_number), v("issued_on", r.issued_on), v("served_on", r.served_on),
            v("made_at", r.made_at), v("lock_version", r.lock_version);
    }
};

/// An earlier or present wording of a letter.
struct LetterVersion {
    Id id = 0;
    Id letter_id = 0;
    int version = 1;
    std::string text;  // sealed LetterText
    Id person_id = 0;
    std::string person_name;
    Instant at;
    template <class V>
    static void columns(V&& v, storage::OneOf<LetterVersion> auto& r) {
        v("id", r.id), v("letter_id", r.letter_id), v("version", r.version), v("text", r.text), v("person_id", r.person_id),
            v("person_name", r.person_name), v("at", r.at);
    }
};

/// Who signed off what, when, with which remark; at which version.
struct LetterStep {
    Id id = 0;
    Id letter_id = 0;
    int version = 1;
    std::string action;
    LetterState from_state = LetterState::drafting;
    LetterState to_state = LetterState::drafting;
    Id person_id = 0;
    std::string person_name;
    Instant at;
    std::string remark;  // sealed
    template <class V>
    static void columns(V&& v, storage::OneOf<LetterStep> auto& r) {
        v("id", r.id), v("letter_id", r.letter_id), v("version", r.version), v("action", r.action), v("from_state", r.from_state),
            v("to_state", r.to_state), v("person_id", r.person_id), v("person_name", r.person_name), v("at", r.at), v("remark", r.remark);
    }
};

/// A unit's own wording of a kind of letter, in place of src/request/letters.json. What the law makes us say is added in any case.
struct Template {
    Id id = 0;
    Id unit_id = 0;
    LetterKind kind = LetterKind::answer;
    std::string outcome;  // answers: for this outcome; empty: for all
    std::string body;     // with {places}; must keep the places that the kind demands
    Id changed_by_id = 0;
    Instant changed_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Template> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("kind", r.kind), v("outcome", r.outcome), v("body", r.body),
            v("changed_by_id", r.changed_by_id), v("changed_at", r.changed_at);
    }
};

}  // namespace mingtang::request

template <>
struct mingtang::EnumNames<mingtang::request::LetterKind> {
    static constexpr std::array<std::string_view, 12> names{
        "receipt",       "supplement_notice", "reasons_notice",       "delay_notice", "extension_notice", "third_party_inquiry",
        "joint_inquiry", "inquiry_notice",    "third_party_decision", "fee_notice",   "answer",           "lapse_notice"};
};
template <>
struct mingtang::EnumNames<mingtang::request::LetterState> {
    static constexpr std::array<std::string_view, 7> names{"drafting", "in_legal_review", "in_unit_review", "in_office_review",
                                                           "approved", "issued",          "dropped"};
};
