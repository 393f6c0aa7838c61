#pragma once
#include <array>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::remedy {

/// How a dispute over an open-government matter began: the three groups of the annual report's third table.
enum class Kind { review, lawsuit_direct, lawsuit_after_review };
/// How it ended; the names are those of the annual report's columns.
enum class Result { pending, upheld, corrected, other };
/// Who asked for it, as the annual report counts applicants.
enum class ApplicantKind { natural, business, research, ngo, legal, other };

/// An administrative review or a lawsuit against the unit (行政复议、行政诉讼). Pending while `decided_on` is no day.
struct Case {
    Id id = 0;
    Id unit_id = 0;
    Kind kind = Kind::review;
    std::string case_number;  // of the reviewing organ or the court; unique within unit and kind
    std::string decider;      // the reviewing organ or the court
    ApplicantKind applicant_kind = ApplicantKind::natural;
    std::string applicant;       // sealed
    std::string request_number;  // case number of the application that it is about, where it is about one
    std::string subject;         // sealed: what is disputed
    std::string grounds;         // sealed: why
    Date accepted_on;
    bool summary = false;   // summary procedure of a review
    Date copy_received_on;  // the copy of the application or complaint: the clock of the answer starts
    Date answer_due;        // law: arl-2023:48, arl-2023:54, alp-2017:67
    Date answered_on;
    Date decided_on;
    Result result = Result::pending;
    std::string document;       // number of the decision or judgment
    std::string remark;         // sealed
    std::string struck_reason;  // entered by mistake: stays to be read, is not counted
    int lock_version = 0;
    Instant registered_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Case> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("kind", r.kind), v("case_number", r.case_number), v("decider", r.decider),
            v("applicant_kind", r.applicant_kind), v("applicant", r.applicant), v("request_number", r.request_number),
            v("subject", r.subject), v("grounds", r.grounds), v("accepted_on", r.accepted_on), v("summary", r.summary),
            v("copy_received_on", r.copy_received_on), v("answer_due", r.answer_due), v("answered_on", r.answered_on),
            v("decided_on", r.decided_on), v("result", r.result), v("document", r.document), v("remark", r.remark),
            v("struck_reason", r.struck_reason), v("lock_version", r.lock_version), v("registered_at", r.registered_at);
    }
    bool stands() const { return struck_reason.empty(); }
};

}  // namespace mingtang::remedy

template <>
struct mingtang::EnumNames<mingtang::remedy::Kind> {
    static constexpr std::array<std::string_view, 3> names{"review", "lawsuit_direct", "lawsuit_after_review"};
};
template <>
struct mingtang::EnumNames<mingtang::remedy::Result> {
    static constexpr std::array<std::string_view, 4> names{"pending", "upheld", "corrected", "other"};
};
template <>
struct mingtang::EnumNames<mingtang::remedy::ApplicantKind> {
    static constexpr std::array<std::string_view, 6> names{"natural", "business", "research", "ngo", "legal", "other"};
};
