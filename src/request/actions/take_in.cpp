#include "base/text.hpp"
#include "organ/store.hpp"
#include "request/actions/form.hpp"

namespace mingtang::request {
namespace {

/// One person's or organisation's applications are found together by the number that proves who it is.
std::string key_of(Context const& in, Applicant const& applicant) {
    return keyed_hash(in, "applicant", std::string(to_text(applicant.proof)) + ":" + applicant.proof_number);
}

InfoRequest record_of(Context& in, Id unit_id, ReadApplication const& read) {
    return {.unit_id = unit_id,
            .state_since = in.now,
            .applicant_kind = read.kind,
            .description = seal_description(in, read.description),
            .applicant = seal_applicant(in, read.applicant),
            .applicant_key = key_of(in, read.applicant),
            .supply_form = read.supply_form,
            .supply_by = read.supply_by,
            .needs_help = !read.applicant.help.empty(),
            .registered_at = in.now,
            .lock_version = 1};
}

Outcome<TakenIn> store_case(Context& in, InfoRequest request, std::vector<IncomingFile> const& files, bool by_applicant) {
    TakenIn taken{.request = std::move(request), .query_code = new_query_code()};
    taken.request.case_number = next_case_number(in, taken.request.unit_id, "公申");
    taken.request.query_code = hash_of_query_code(in, taken.query_code);
    reckon(in, taken.request);
    store::save(in.tx, taken.request);
    if (auto kept = keep_files(in, taken.request, files, by_applicant); !kept) return kept.error();
    note(in, taken.request, "apply", taken.request.state, "", true, by_applicant);
    tell(in, "applied", taken.request,
         {{"channel", to_text(taken.request.channel)},
          {"applicant_kind", to_text(taken.request.applicant_kind)},
          {"received_on", taken.request.received_on.text()}});
    return taken;
}

Outcome<organ::Unit> open_unit(Context& in, Id unit_id) {
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    if (!unit || !unit->open || !office_of(in, unit_id).takes_applications)
        return Refusal{"request.apply.unit_takes_none", "ogi-2019:10", {}, "unit"};
    return *unit;
}

}  // namespace

Outcome<TakenIn> apply(Context& in, Id unit_id, ApplicationForm const& form, std::vector<IncomingFile> const& files) {
    if (auto unit = open_unit(in, unit_id); !unit) return unit.error();
    auto read = read_application(form);
    if (!read) return read.error();
    auto request = record_of(in, unit_id, *read);
    request.source = Source::portal;
    request.channel = law::Channel::online;
    request.state = State::arrived;
    request.arrived_on = request.received_on = in.today();
    return store_case(in, std::move(request), files, true);
}

Outcome<TakenIn> take_down(Context& in, Id unit_id, DeskForm const& form, std::vector<IncomingFile> const& files) {
    if (!in.actor.system && !in.actor.has(Role::handler, unit_id))
        return Refusal{"request.take_down.forbidden", "ogi-2019:29", {{"role", "handler"}}};
    if (auto unit = open_unit(in, unit_id); !unit) return unit.error();
    auto read = read_application(form.application);
    if (!read) return read.error();
    auto channel = from_text<law::Channel>(text::trim(form.channel));
    if (!channel) return Refusal{"request.apply.unknown_choice", "ogi-2019:31", {{"field", "channel"}}, "channel"};
    auto arrived = read_date(form.arrived_on, "take_down", "arrived_on");
    if (!arrived) return arrived.error();
    if (*arrived > in.today()) return Refusal{"request.take_down.later", "ogi-2019:31", {}, "arrived_on"};
    auto request = record_of(in, unit_id, *read);
    request.source = Source::desk;
    request.channel = *channel;
    request.arrived_on = request.received_on = *arrived;
    request.first_responder_id = in.actor.person_id;
    request.state = law::receipt_rule(*channel) == law::ReceiptRule::confirmed ? State::arrived : State::in_hand;
    if (request.state == State::arrived && !text::trim(form.confirmed_on).empty()) {
        auto typed = read_date(form.confirmed_on, "take_down", "confirmed_on");
        if (!typed) return typed.error();
        auto day = confirmed_day(request, *typed, in.today());
        if (!day) return day.error();
        request.confirmed_on = request.received_on = *day;
        request.state = State::in_hand;
    }
    return store_case(in, std::move(request), files, false);
}

Outcome<TakenIn> renew_code(Context& in, Id request_id) {
    auto found = find(in, request_id);
    if (!found) return found.error();
    if (!may_read(in, *found)) return Refusal{"request.read.forbidden", "ogi-2019:45"};
    TakenIn taken{.request = *found, .query_code = new_query_code()};
    taken.request.query_code = hash_of_query_code(in, taken.query_code);
    store::save(in.tx, taken.request);
    note(in, taken.request, "renew_code", taken.request.state, "", false);
    tell(in, "code_renewed", taken.request);
    return taken;
}

void count_found(Context& in, Id unit_id, Id disclosure_id) {
    store::count_found(in.tx, unit_id, disclosure_id, in.today());
    in.write("request.found", "disclosure:" + std::to_string(disclosure_id), unit_id);
}

}  // namespace mingtang::request
