#pragma once
#include <array>

#include "base/id.hpp"
#include "law/receipt.hpp"
#include "law/reply_clock.hpp"
#include "storage/record.hpp"

namespace mingtang::request {

/// Who applies, as the annual report counts them.
enum class ApplicantKind { natural, business, research, ngo, legal, other };
/// Where the record comes from: a register kept elsewhere, the portal's form, or a clerk's.
enum class Source { register_, portal, desk };
/// Where an application stands (workflow.hpp).
enum class State {
    arrived,              // organ and applicant have still to confirm it to each other, law: ogi-2019:31
    in_hand,              // the period runs
    awaiting_supplement,  // law: ogi-2019:30
    awaiting_reasons,     // law: ogi-2019:35
    consulting,           // third parties or other organs are asked: the period stands still, law: ogi-2019:33
    awaiting_payment,     // law: ogi-2019:42
    answered,
    not_handled,  // not handled further: lapsed, not paid, taken back
    archived
};
/// How the applicant wants it: form and way (law: ogi-2019:29, third item).
enum class SupplyForm { electronic, paper, disc, reading };
enum class SupplyBy { online, email, post, pick_up, fax };

/// An application for government information (政府信息公开申请). Open while `closed_on` is no day.
struct InfoRequest {
    Id id = 0;
    Id unit_id = 0;
    std::string case_number;  // unique within the unit
    Source source = Source::register_;
    State state = State::in_hand;
    Instant state_since;
    Date arrived_on;    // came in; equals `received_on` where nothing has to be confirmed
    Date confirmed_on;  // both sides confirmed it, where art. 31 asks for that
    Date received_on;   // law: ogi-2019:31; while it is not confirmed, the day on which it came
    law::Channel channel = law::Channel::online;
    ApplicantKind applicant_kind = ApplicantKind::natural;
    std::string description;    // sealed: applicants write of themselves here
    std::string applicant;      // sealed Applicant; empty in registers, and once erased
    std::string applicant_key;  // keyed hash of who applies, so that one person's applications are found together
    std::string query_code;     // keyed hash of the code that opens the case to the applicant; empty: none was given
    SupplyForm supply_form = SupplyForm::electronic;
    SupplyBy supply_by = SupplyBy::online;
    bool needs_help = false;    // law: ogi-2019:43
    Id first_responder_id = 0;  // 首问负责: who took it in first
    Id handler_id = 0;          // 经办人
    Date supplement_asked_on, supplement_due, supplied_on;
    Date paid_on;
    bool extended = false;
    int extended_by = 0;        // working days
    Date delayed_until_on;      // law: ogi-2019:35, many applications with good reason: the time that was told
    Date reply_due;             // law: ogi-2019:33; none while the period stands still or is over
    int reply_left = 0;         // working days left while it stands still
    bool reply_certain = true;  // false: the due date touches a year whose holidays are not known yet
    std::string outcome;        // law::RequestOutcome code; empty while open
    Date closed_on;
    bool carried_in = false;      // the register says that it came over from the year before that of `received_on`
    Id answer_disclosure_id = 0;  // the answer as it was published for all
    Instant archived_at, erased_at;
    std::string source_digest;
    Instant registered_at;
    int lock_version = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<InfoRequest> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("case_number", r.case_number), v("source", r.source), v("state", r.state),
            v("state_since", r.state_since), v("arrived_on", r.arrived_on), v("confirmed_on", r.confirmed_on),
            v("received_on", r.received_on), v("channel", r.channel), v("applicant_kind", r.applicant_kind),
            v("description", r.description), v("applicant", r.applicant), v("applicant_key", r.applicant_key),
            v("query_code", r.query_code), v("supply_form", r.supply_form), v("supply_by", r.supply_by), v("needs_help", r.needs_help),
            v("first_responder_id", r.first_responder_id), v("handler_id", r.handler_id), v("supplement_asked_on", r.supplement_asked_on),
            v("supplement_due", r.supplement_due), v("supplied_on", r.supplied_on), v("paid_on", r.paid_on), v("extended", r.extended),
            v("extended_by", r.extended_by), v("delayed_until_on", r.delayed_until_on), v("reply_due", r.reply_due),
            v("reply_left", r.reply_left), v("reply_certain", r.reply_certain), v("outcome", r.outcome), v("closed_on", r.closed_on),
            v("carried_in", r.carried_in), v("answer_disclosure_id", r.answer_disclosure_id), v("archived_at", r.archived_at),
            v("erased_at", r.erased_at), v("source_digest", r.source_digest), v("registered_at", r.registered_at),
            v("lock_version", r.lock_version);
    }
    bool open() const { return !closed_on; }
    /// `request:12`, of the journal and of mails.
    std::string subject() const { return "request:" + std::to_string(id); }
};

/// Who asks whom: third parties (law: ogi-2019:32) and organs that made the information together (law: ogi-2019:34), or that help (none).
struct Consultation {
    enum class Kind { third_party, joint_producer };
    enum class Opinion { none, agrees, agrees_in_part, disagrees };
    Id id = 0;
    Id request_id = 0;
    Id letter_id = 0;
    Kind kind = Kind::third_party;
    std::string asked;  // sealed: name and address of who is asked
    Date asked_on;      // the letter went out: the period stands still from here
    Date served_on;     // they have it: fifteen working days run from here
    Date opinion_due;
    Date answered_on;  // the period goes on
    Opinion opinion = Opinion::none;
    std::string words;  // sealed: what they say
    template <class V>
    static void columns(V&& v, storage::OneOf<Consultation> auto& r) {
        v("id", r.id), v("request_id", r.request_id), v("letter_id", r.letter_id), v("kind", r.kind), v("asked", r.asked),
            v("asked_on", r.asked_on), v("served_on", r.served_on), v("opinion_due", r.opinion_due), v("answered_on", r.answered_on),
            v("opinion", r.opinion), v("words", r.words);
    }
};

/// law: fee-2020: one application is charged by the piece or by the page, never both.
struct FeeNotice {
    enum class Way { by_pieces, by_pages };
    Id id = 0;
    Id request_id = 0;
    Id letter_id = 0;
    Way way = Way::by_pages;
    int number = 0;        // pieces or pages charged
    int before = 0;        // pieces of the same applicant in the same month that came earlier
    long long amount = 0;  // yuan
    Date served_on;        // the applicant has it: twenty working days from the next day
    Date pay_due;
    Date paid_on;
    std::string voucher;
    template <class V>
    static void columns(V&& v, storage::OneOf<FeeNotice> auto& r) {
        v("id", r.id), v("request_id", r.request_id), v("letter_id", r.letter_id), v("way", r.way), v("number", r.number),
            v("before_number", r.before), v("amount", r.amount), v("served_on", r.served_on), v("pay_due", r.pay_due),
            v("paid_on", r.paid_on), v("voucher", r.voucher);
    }
};

/// One step of a case: who, when, what. The applicant sees those marked so, without the remark.
struct Step {
    Id id = 0;
    Id request_id = 0;
    std::string action;
    State from_state = State::arrived;
    State to_state = State::arrived;
    Id person_id = 0;  // 0: the applicant, or the system
    std::string person_name;
    Instant at;
    std::string remark;  // sealed
    bool shown = true;   // to the applicant
    template <class V>
    static void columns(V&& v, storage::OneOf<Step> auto& r) {
        v("id", r.id), v("request_id", r.request_id), v("action", r.action), v("from_state", r.from_state), v("to_state", r.to_state),
            v("person_id", r.person_id), v("person_name", r.person_name), v("at", r.at), v("remark", r.remark), v("shown", r.shown);
    }
};

/// A file of a case. Its content is sealed before it goes to the store of contents.
struct CaseFile {
    enum class Role { identity, application, supplement, reasons, payment, opinion, answer, amendment };
    Id id = 0;
    Id request_id = 0;
    Id letter_id = 0;  // answers hang on their letter
    Role role = Role::application;
    std::string sha256;  // of the sealed content
    std::string name;    // sealed
    std::string content_type;
    long long size = 0;  // of the content
    bool by_applicant = false;
    Instant added_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<CaseFile> auto& r) {
        v("id", r.id), v("request_id", r.request_id), v("letter_id", r.letter_id), v("role", r.role), v("sha256", r.sha256),
            v("name", r.name), v("content_type", r.content_type), v("size", r.size), v("by_applicant", r.by_applicant),
            v("added_at", r.added_at);
    }
};

/// What the applicant thinks of the answer; once, may be changed within the time that the unit sets.
struct Evaluation {
    Id id = 0;
    Id request_id = 0;
    int grade = 0;      // 1 (not content) … 5
    std::string words;  // sealed
    Instant at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Evaluation> auto& r) {
        v("id", r.id), v("request_id", r.request_id), v("grade", r.grade), v("words", r.words), v("at", r.at);
    }
};

/// law: ogi-2019:41: a record of oneself that is wrong (`amend_record`); law: ogi-2019:44: publish this for all (`publish_for_all`).
struct Wish {
    enum class Kind { amend_record, publish_for_all };
    enum class State { open, granted, declined, passed_on };
    Id id = 0;
    Id request_id = 0;  // 0: made without an application
    Id unit_id = 0;
    Kind kind = Kind::publish_for_all;
    State state = State::open;
    std::string number;      // of amendments made without an application, to follow them
    std::string applicant;   // sealed Applicant, where it is not the case's
    std::string query_code;  // keyed hash, where it is not the case's
    std::string words;       // sealed: what is wrong and how it should read, or why all should have it
    std::string reply;       // sealed
    Id decided_by_id = 0;
    Instant made_at, decided_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Wish> auto& r) {
        v("id", r.id), v("request_id", r.request_id), v("unit_id", r.unit_id), v("kind", r.kind), v("state", r.state),
            v("number", r.number), v("applicant", r.applicant), v("query_code", r.query_code), v("words", r.words), v("reply", r.reply),
            v("decided_by_id", r.decided_by_id), v("made_at", r.made_at), v("decided_at", r.decided_at);
    }
};

/// What a unit sets for its applications. Periods that the law leaves open stand here.
struct Office {
    Id id = 0;
    Id unit_id = 0;
    std::string agency_code;             // 机关代字, `云教公`: its letters are `云教公复〔2026〕1号`
    std::string review_organ;            // who decides reviews of this unit, law: arl-2023:24
    std::string court;                   // where one may sue
    std::string receives_at;             // how and where applications are taken in, for letters and the portal
    std::string pays_at;                 // where the fee is paid
    int supplement_days = 15;            // working days given for a supplement; the law says "reasonable"
    int retention_months = 60;           // personal data go so long after a case was archived; the law names no period
    bool restarts_after_payment = true;  // the reply period runs anew after payment; national rules are silent
    bool publishes_answers = false;
    bool takes_applications = true;
    template <class V>
    static void columns(V&& v, storage::OneOf<Office> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("agency_code", r.agency_code), v("review_organ", r.review_organ), v("court", r.court),
            v("receives_at", r.receives_at), v("pays_at", r.pays_at), v("supplement_days", r.supplement_days),
            v("retention_months", r.retention_months), v("restarts_after_payment", r.restarts_after_payment),
            v("publishes_answers", r.publishes_answers), v("takes_applications", r.takes_applications);
    }
};

}  // namespace mingtang::request

template <>
struct mingtang::EnumNames<mingtang::request::ApplicantKind> {
    static constexpr std::array<std::string_view, 6> names{"natural", "business", "research", "ngo", "legal", "other"};
};
template <>
struct mingtang::EnumNames<mingtang::request::Source> {
    static constexpr std::array<std::string_view, 3> names{"register", "portal", "desk"};
};
template <>
struct mingtang::EnumNames<mingtang::request::State> {
    static constexpr std::array<std::string_view, 9> names{"arrived",          "in_hand",     "awaiting_supplement",
                                                           "awaiting_reasons", "consulting",  "awaiting_payment",
                                                           "answered",         "not_handled", "archived"};
};
template <>
struct mingtang::EnumNames<mingtang::request::SupplyForm> {
    static constexpr std::array<std::string_view, 4> names{"electronic", "paper", "disc", "reading"};
};
template <>
struct mingtang::EnumNames<mingtang::request::SupplyBy> {
    static constexpr std::array<std::string_view, 5> names{"online", "email", "post", "pick_up", "fax"};
};
template <>
struct mingtang::EnumNames<mingtang::request::Consultation::Kind> {
    static constexpr std::array<std::string_view, 2> names{"third_party", "joint_producer"};
};
template <>
struct mingtang::EnumNames<mingtang::request::Consultation::Opinion> {
    static constexpr std::array<std::string_view, 4> names{"none", "agrees", "agrees_in_part", "disagrees"};
};
template <>
struct mingtang::EnumNames<mingtang::request::FeeNotice::Way> {
    static constexpr std::array<std::string_view, 2> names{"by_pieces", "by_pages"};
};
template <>
struct mingtang::EnumNames<mingtang::request::CaseFile::Role> {
    static constexpr std::array<std::string_view, 8> names{"identity", "application", "supplement", "reasons",
                                                           "payment",  "opinion",     "answer",     "amendment"};
};
template <>
struct mingtang::EnumNames<mingtang::request::Wish::Kind> {
    static constexpr std::array<std::string_view, 2> names{"amend_record", "publish_for_all"};
};
template <>
struct mingtang::EnumNames<mingtang::request::Wish::State> {
    static constexpr std::array<std::string_view, 4> names{"open", "granted", "declined", "passed_on"};
};
