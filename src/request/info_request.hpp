#pragma once
#include <array>

#include "base/id.hpp"
#include "law/receipt.hpp"
#include "storage/record.hpp"

namespace mingtang::request {

/// Who applies, as the annual report counts them.
enum class ApplicantKind { natural, business, research, ngo, legal, other };

/// An application for government information (政府信息公开申请). Open while `closed_on` is no day.
struct InfoRequest {
    Id id = 0;
    Id unit_id = 0;
    std::string case_number;  // unique within the unit
    Date received_on;         // law: ogi-2019:31
    law::Channel channel = law::Channel::online;
    ApplicantKind applicant_kind = ApplicantKind::natural;
    std::string description;  // sealed: applicants write of themselves here
    std::string outcome;      // law::RequestOutcome code; empty while open
    Date closed_on;
    bool extended = false;
    bool carried_in = false;  // the register says that it came over from the year before that of `received_on`
    std::string source_digest;
    Instant registered_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<InfoRequest> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("case_number", r.case_number), v("received_on", r.received_on), v("channel", r.channel),
            v("applicant_kind", r.applicant_kind), v("description", r.description), v("outcome", r.outcome), v("closed_on", r.closed_on),
            v("extended", r.extended), v("carried_in", r.carried_in), v("source_digest", r.source_digest),
            v("registered_at", r.registered_at);
    }
};

}  // namespace mingtang::request

template <>
struct mingtang::EnumNames<mingtang::request::ApplicantKind> {
    static constexpr std::array<std::string_view, 6> names{"natural", "business", "research", "ngo", "legal", "other"};
};
