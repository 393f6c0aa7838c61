#include "request/workflow.hpp"

namespace mingtang::request {
namespace {

bool is_applicants(Action action) {
    return action == Action::supply || action == Action::give_reasons || action == Action::take_back || action == Action::end_found;
}

constexpr std::array desks{LetterState::in_legal_review, LetterState::in_unit_review, LetterState::in_office_review};

bool passes(SignOff const& path, LetterState desk) {
    return desk == LetterState::in_legal_review ? path.legal : desk == LetterState::in_unit_review ? path.unit : path.office;
}

std::string code_of(LetterAction action, char const* reason) { return "request.letter." + std::string(to_text(action)) + "." + reason; }

}  // namespace

Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id, bool applicant) {
    return organ::step(workflow, "request", from, action,
                       [&](Transition const& row) { return organ::may(actor, row.role, unit_id) || (applicant && is_applicants(action)); });
}

std::vector<Action> possible(State from, organ::Actor const& actor, Id unit_id) {
    return organ::steps<Action>(workflow, from, actor, unit_id);
}

Outcome<State> effect(State from, LetterKind kind) {
    for (auto const& row : letter_effects)
        if (row.from == from && row.kind == kind) return row.to;
    return Refusal{"request.issue.not_now", "", {{"kind", std::string(to_text(kind))}, {"state", std::string(to_text(from))}}};
}

std::vector<LetterKind> draftable(State from) {
    std::vector<LetterKind> kinds;
    for (auto const& row : letter_effects)
        if (row.from == from) kinds.push_back(row.kind);
    return kinds;
}

SignOff const& sign_off(LetterKind kind) {
    for (auto const& row : sign_offs)
        if (row.kind == kind) return row;
    throw std::logic_error("a kind of letter has no sign-off");
}

LetterState after(LetterState from, LetterKind kind) {
    auto const& path = sign_off(kind);
    bool passed = from == LetterState::drafting;
    for (auto desk : desks) {
        if (passed && passes(path, desk)) return desk;
        passed |= desk == from;
    }
    return LetterState::approved;
}

Role role_for(LetterState state) {
    switch (state) {
        case LetterState::in_legal_review:
            return Role::legal_reviewer;
        case LetterState::in_unit_review:
            return Role::unit_head;
        case LetterState::in_office_review:
            return Role::office_head;
        default:
            return Role::handler;
    }
}

Outcome<LetterState> next(Letter const& letter, LetterAction action, organ::Actor const& actor) {
    auto state = letter.state;
    bool signing = std::find(desks.begin(), desks.end(), state) != desks.end();
    bool fits = false;
    auto to = state;
    switch (action) {
        case LetterAction::save:
            fits = state == LetterState::drafting;
            break;
        case LetterAction::file:
            fits = state == LetterState::drafting, to = after(state, letter.kind);
            break;
        case LetterAction::pass:
            fits = signing, to = after(state, letter.kind);
            break;
        case LetterAction::return_:
            fits = signing || state == LetterState::approved, to = LetterState::drafting;
            break;
        case LetterAction::issue:
            fits = state == LetterState::approved, to = LetterState::issued;
            break;
        case LetterAction::drop:
            fits = state == LetterState::drafting || state == LetterState::approved, to = LetterState::dropped;
            break;
    }
    if (!fits) return Refusal{code_of(action, "not_now"), "", {{"state", std::string(to_text(state))}}};
    auto role = role_for(state);
    if (!organ::may(actor, role, letter.unit_id))
        return Refusal{code_of(action, "forbidden"), sign_off(letter.kind).article, {{"role", std::string(to_text(role))}}};
    if (action == LetterAction::pass && letter.author_id == actor.person_id && !actor.system)
        return Refusal{code_of(action, "own"), "ogi-2019:45"};
    return to;
}

std::vector<LetterAction> possible(Letter const& letter, organ::Actor const& actor) {
    std::vector<LetterAction> found;
    for (auto action :
         {LetterAction::save, LetterAction::file, LetterAction::pass, LetterAction::return_, LetterAction::issue, LetterAction::drop})
        if (next(letter, action, actor)) found.push_back(action);
    return found;
}

}  // namespace mingtang::request
