#include "request/actions/common.hpp"

namespace mingtang::request {
namespace {

constexpr std::array roles{Role::handler, Role::legal_reviewer, Role::unit_head, Role::office_head};

/// One of the case's letters waits for this person.
bool signs_off_now(Context const& in, InfoRequest const& request) {
    for (auto const& letter : store::letters_of(in.tx, request.id)) {
        bool signing = letter.state > LetterState::drafting && letter.state < LetterState::approved;
        if (signing && in.actor.has(role_for(letter.state), request.unit_id)) return true;
    }
    return false;
}

}  // namespace

bool may_see(Context const& in, InfoRequest const& request) {
    if (in.actor.system) return true;
    return std::any_of(roles.begin(), roles.end(), [&](Role role) { return in.actor.has(role, request.unit_id); });
}

bool may_read(Context const& in, InfoRequest const& request) {
    if (in.actor.system) return true;
    auto me = in.actor.person_id;
    if (me == 0) return false;
    if (in.actor.has(Role::office_head, request.unit_id)) return true;
    bool handles = in.actor.has(Role::handler, request.unit_id);
    if (handles && (request.handler_id == 0 || request.handler_id == me || request.first_responder_id == me)) return true;
    return signs_off_now(in, request);
}

Outcome<Opened> open_case(Context& in, Id request_id) {
    auto found = find(in, request_id);
    if (!found) return found.error();
    if (!may_read(in, *found)) return Refusal{"request.read.forbidden", "ogi-2019:45"};
    in.write("request.read", found->subject(), found->unit_id, {{"case_number", found->case_number}});
    return open_for_applicant(in, *found);
}

Opened open_for_applicant(Context& in, InfoRequest const& request) {
    return {.request = request, .description = description_of(in, request), .applicant = applicant_of(in, request.applicant)};
}

law::ReplyCourse course_of(storage::Transaction& tx, InfoRequest const& request) {
    law::ReplyCourse course{.received_on = request.received_on, .supplied_on = request.supplied_on, .extended_by = request.extended_by};
    // fee-2020 is silent on it [M]: the unit decides.
    if (request.paid_on && store::office_of(tx, request.unit_id).value_or(Office{}).restarts_after_payment)
        course.paid_on = request.paid_on;
    if (request.id == 0) return course;
    for (auto const& one : store::consultations_of(tx, request.id))
        course.stops.push_back(
            {.from_on = one.asked_on,
             .until_on = one.answered_on,
             .asked = one.kind == Consultation::Kind::third_party ? law::Stop::Asked::third_party : law::Stop::Asked::joint_producer});
    std::stable_sort(course.stops.begin(), course.stops.end(), [](auto const& a, auto const& b) { return a.from_on < b.from_on; });
    return course;
}

law::ReplyCourse course_of(Context& in, InfoRequest const& request) { return course_of(in.tx, request); }

void reckon(Context& in, InfoRequest& request) {
    request.reply_due = {};
    request.reply_left = 0;
    // While something is missing from the applicant the period does not run; it begins anew when that came (law: ogi-2019:30).
    bool waits = request.state == State::awaiting_supplement || request.state == State::awaiting_reasons ||
                 request.state == State::awaiting_payment || request.state == State::arrived;
    if (!request.open() || waits) {
        request.reply_certain = true;
        return;
    }
    auto clock = law::reply_clock(course_of(in, request), in.calendar);
    request.reply_due = clock.due && request.delayed_until_on > clock.due ? request.delayed_until_on : clock.due;
    request.reply_left = clock.left;
    request.reply_certain = clock.certain;
}

std::vector<Moved> reckon_all(Context& in) {
    std::vector<Moved> moved;
    for (auto& request : store::open_ones(in.tx)) {
        auto before = request.reply_due;
        auto certain = request.reply_certain;
        reckon(in, request);
        if (request.reply_due == before && request.reply_certain == certain) continue;
        store::save(in.tx, request);
        if (request.reply_due == before) continue;
        note(in, request, "reckon", request.state, before.text() + " → " + request.reply_due.text(), true);
        tell(in, "due_moved", request, {{"before", before.text()}});
        moved.push_back({request, before});
    }
    return moved;
}

Office office_of(Context& in, Id unit_id) { return store::office_of(in.tx, unit_id).value_or(Office{.unit_id = unit_id}); }

}  // namespace mingtang::request
