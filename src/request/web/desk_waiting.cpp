#include "request/web/desk_waiting.hpp"

#include "request/store.hpp"
#include "request/web/desk_shown.hpp"

namespace mingtang::request::web {
namespace {

constexpr int most = 500;

/// Mine, or nobody's.
bool is_mine(Context const& in, InfoRequest const& request) { return request.handler_id == 0 || request.handler_id == in.actor.person_id; }

std::vector<InfoRequest> mine_in(Context& in, std::vector<Id> const& units, State state) {
    auto found = store::list(in.tx, {.units = units, .state = state, .open_only = true, .limit = most});
    std::erase_if(found, [&](InfoRequest const& request) { return !is_mine(in, request); });
    return found;
}

void add_letters(Context& in, std::vector<Waits>& all) {
    auto add = [&](Role role, LetterState state, Why why) {
        auto units = units_with(in, role);
        if (units.empty()) return;
        for (auto const& letter : store::letters_waiting(in.tx, units, {state})) {
            auto request = store::by_id(in.tx, letter.request_id);
            bool may = why == Why::sign ? letter.author_id != in.actor.person_id : request && is_mine(in, *request);
            if (request && may) all.push_back({.why = why, .request = *request, .due = request->reply_due, .letter = letter});
        }
    };
    for (auto state : {LetterState::in_legal_review, LetterState::in_unit_review, LetterState::in_office_review})
        add(role_for(state), state, Why::sign);
    add(Role::handler, LetterState::approved, Why::send);
}

void add_consultations(Context& in, std::vector<Id> const& units, std::vector<Waits>& all) {
    for (auto const& request : mine_in(in, units, State::consulting))
        for (auto const& one : store::consultations_of(in.tx, request.id))
            if (!one.answered_on && one.opinion_due && one.opinion_due < in.today()) {
                all.push_back({.why = Why::opinion_over, .request = request, .due = one.opinion_due});
                break;
            }
}

void add_overdue(Context& in, std::vector<Id> const& units, std::vector<Waits>& all) {
    for (auto const& request : mine_in(in, units, State::awaiting_supplement))
        if (request.supplement_due && request.supplement_due < in.today())
            all.push_back({.why = Why::supplement_over, .request = request, .due = request.supplement_due});
    for (auto const& request : mine_in(in, units, State::awaiting_payment))
        for (auto const& fee : store::fees_of(in.tx, request.id))
            if (!fee.paid_on && fee.pay_due && fee.pay_due < in.today()) {
                all.push_back({.why = Why::fee_over, .request = request, .due = fee.pay_due});
                break;
            }
}

/// One of its letters is on its way already: it waits for somebody else, or is listed as that letter.
bool has_letter_under_way(Context& in, Id request_id) {
    auto letters = store::letters_of(in.tx, request_id);
    return std::any_of(letters.begin(), letters.end(),
                       [](Letter const& one) { return one.state > LetterState::drafting && one.state < LetterState::issued; });
}

void add_cases(Context& in, std::vector<Id> const& units, std::vector<Waits>& all) {
    for (auto const& request : mine_in(in, units, State::arrived))
        all.push_back({.why = Why::confirm, .request = request, .due = request.arrived_on});
    for (auto const& request : mine_in(in, units, State::in_hand))
        if (!has_letter_under_way(in, request.id)) all.push_back({.why = Why::handle, .request = request, .due = request.reply_due});
}

void add_wishes(Context& in, std::vector<Id> const& units, std::vector<Waits>& all) {
    for (auto const& wish : store::open_wishes(in.tx, units)) {
        auto request = wish.request_id != 0 ? store::by_id(in.tx, wish.request_id) : std::nullopt;
        if (request && !is_mine(in, *request)) continue;
        all.push_back({.why = Why::wish, .request = request.value_or(InfoRequest{}), .due = wish.made_at.local_date(), .wish = wish});
    }
}

}  // namespace

std::vector<Waits> waiting_for(Context& in) {
    std::vector<Waits> all;
    add_letters(in, all);
    if (auto units = units_with(in, Role::handler); !units.empty()) {
        add_consultations(in, units, all);
        add_overdue(in, units, all);
        add_cases(in, units, all);
        add_wishes(in, units, all);
    }
    std::stable_sort(all.begin(), all.end(), [](Waits const& a, Waits const& b) {
        if (a.why != b.why) return a.why < b.why;
        if (bool(a.due) != bool(b.due)) return bool(a.due);
        return a.due < b.due;
    });
    return all;
}

}  // namespace mingtang::request::web

namespace mingtang::request {

long long waiting_count(organ::Context& in) { return static_cast<long long>(web::waiting_for(in).size()); }

}  // namespace mingtang::request
