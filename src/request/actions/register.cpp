#include "request/actions/common.hpp"

#include "base/digest.hpp"
#include "base/read_day.hpp"
#include "base/text.hpp"
#include "law/outcome_of_request.hpp"

namespace mingtang::request {
namespace {

constexpr std::size_t longest_description = 5000;

Refusal bad(char const* reason, char const* column, std::string const& value = {}) {
    return Refusal{
        std::string("request.register.") + reason, "", {{"column", column}, {"value", text::shorten(text::one_line(value), 40)}}, column};
}

Outcome<Date> day(std::string const& typed, char const* column) {
    auto read = read_day(typed);
    if (!read) return bad("bad_date", column, typed);
    return *read;
}

template <class E>
Outcome<E> choice(std::string const& typed, char const* column) {
    auto read = from_text<E>(text::trim(typed));
    if (!read) return bad("unknown_choice", column, typed);
    return *read;
}

Outcome<bool> yes_or_no(std::string const& typed, char const* column) {
    auto said = text::trim(typed);
    if (said == "1" || said == "是" || said == "true") return true;
    if (said.empty() || said == "0" || said == "否" || said == "false") return false;
    return bad("unknown_choice", column, typed);
}

#define TRY(target, expression)          \
    if (auto got = (expression); !got) { \
        return got.error();              \
    } else {                             \
        target = *got;                   \
    }

/// The record without what is sealed.
Outcome<InfoRequest> read_row(RegisterRow const& row, Date today) {
    InfoRequest made{.case_number = text::one_line(row.case_number), .outcome = text::trim(row.outcome)};
    if (made.case_number.empty()) return bad("missing", "case_number");
    if (text::length(made.case_number) > 100) return bad("too_long", "case_number", made.case_number);
    if (text::length(row.description) > longest_description) return bad("too_long", "description", row.description);
    TRY(made.received_on, day(row.received_on, "received_on"));
    if (made.received_on > today) return bad("received_later", "received_on", row.received_on);
    TRY(made.channel, choice<law::Channel>(row.channel.empty() ? "online" : row.channel, "channel"));
    TRY(made.applicant_kind, choice<ApplicantKind>(row.applicant_kind, "applicant_kind"));
    TRY(made.extended, yes_or_no(row.extended, "extended"));
    TRY(made.carried_in, yes_or_no(row.carried_in, "carried_in"));
    if (!made.outcome.empty() && law::find_request_outcome(made.outcome) == nullptr) return bad("unknown_choice", "outcome", made.outcome);
    auto closed = text::trim(row.closed_on);
    if (closed.empty() != made.outcome.empty()) return bad("half_closed", closed.empty() ? "closed_on" : "outcome");
    if (closed.empty()) return made;
    TRY(made.closed_on, day(closed, "closed_on"));
    if (made.closed_on < made.received_on) return bad("closed_before", "closed_on", closed);
    if (made.closed_on > today) return bad("closed_later", "closed_on", closed);
    return made;
}

std::string digest_of(RegisterRow const& row) {
    std::string all;
    for (auto const* cell : {&row.received_on, &row.channel, &row.applicant_kind, &row.description, &row.outcome, &row.closed_on,
                             &row.extended, &row.carried_in})
        all += sha256(*cell);
    return sha256(all);
}

}  // namespace

Outcome<Registered> register_case(Context& in, Id unit_id, RegisterRow const& row) {
    auto made = read_row(row, in.today());
    if (!made) return made.error();
    auto digest = digest_of(row);
    auto known = store::by_case_number(in.tx, unit_id, made->case_number);
    if (known && known->source != Source::register_)
        return Refusal{"request.register.has_life", "", {{"case_number", made->case_number}}, "case_number"};
    if (known && known->source_digest == digest) return Registered::unchanged;
    made->id = known ? known->id : 0;
    made->unit_id = unit_id;
    made->state = made->open() ? State::in_hand : State::archived;
    made->state_since = in.now;
    made->arrived_on = made->received_on;
    if (!made->open()) made->archived_at = in.now;
    made->description = seal_description(in, row.description);
    reckon(in, *made);
    made->source_digest = digest;
    made->registered_at = in.now;
    store::save(in.tx, *made);
    in.write(known ? "request.register_changed" : "request.registered", "request:" + std::to_string(made->id), unit_id,
             {{"case_number", made->case_number}});
    return known ? Registered::changed : Registered::added;
}

}  // namespace mingtang::request
