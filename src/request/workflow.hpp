#pragma once
#include <array>
#include <vector>

#include "base/outcome.hpp"
#include "organ/workflow.hpp"
#include "request/info_request.hpp"
#include "request/letter.hpp"

namespace mingtang::request {

using organ::Role;

/// What is done with a case by itself; what a letter does when it goes out stands in `effect` below.
enum class Action {
    confirm,       // both sides have confirmed that it came in
    assign,        // names the handler
    supply,        // the applicant supplied what was missing
    give_reasons,  // the applicant said why so many applications
    take_opinion,  // who was asked has answered, or the time is over
    pay,           // the fee is paid
    take_back,     // the applicant takes the application back
    end_found,     // the applicant has found what was wanted before it was handled
    refer_wrong,   // it is not an application at all or came in twice by mistake: closed with a reason
    archive
};

using Transition = organ::Transition<State, Action>;

/// The life of a case. A step that does not stand here does not exist. The applicant's own steps (supply, give_reasons, pay, take_back,
/// end_found) need no role when they come with the query code.
inline constexpr std::array workflow{
    Transition{State::arrived, Action::confirm, State::in_hand, Role::handler, "ogi-2019:31"},
    Transition{State::arrived, Action::assign, State::arrived, Role::handler, "ogi-2019:45"},
    Transition{State::in_hand, Action::assign, State::in_hand, Role::handler, "ogi-2019:45"},
    Transition{State::awaiting_supplement, Action::assign, State::awaiting_supplement, Role::handler, "ogi-2019:45"},
    Transition{State::awaiting_reasons, Action::assign, State::awaiting_reasons, Role::handler, "ogi-2019:45"},
    Transition{State::consulting, Action::assign, State::consulting, Role::handler, "ogi-2019:45"},
    Transition{State::awaiting_payment, Action::assign, State::awaiting_payment, Role::handler, "ogi-2019:45"},
    Transition{State::awaiting_supplement, Action::supply, State::in_hand, Role::handler, "ogi-2019:30"},
    Transition{State::awaiting_reasons, Action::give_reasons, State::in_hand, Role::handler, "ogi-2019:35"},
    // The case goes on when the last of those who were asked has answered (actions.hpp).
    Transition{State::consulting, Action::take_opinion, State::in_hand, Role::handler, "ogi-2019:33"},
    Transition{State::awaiting_payment, Action::pay, State::in_hand, Role::handler, "ogi-2019:42"},
    Transition{State::arrived, Action::take_back, State::not_handled, Role::handler, ""},
    Transition{State::in_hand, Action::take_back, State::not_handled, Role::handler, ""},
    Transition{State::awaiting_supplement, Action::take_back, State::not_handled, Role::handler, ""},
    Transition{State::awaiting_reasons, Action::take_back, State::not_handled, Role::handler, ""},
    Transition{State::consulting, Action::take_back, State::not_handled, Role::handler, ""},
    Transition{State::awaiting_payment, Action::take_back, State::not_handled, Role::handler, ""},
    Transition{State::arrived, Action::end_found, State::not_handled, Role::handler, ""},
    Transition{State::in_hand, Action::end_found, State::not_handled, Role::handler, ""},
    Transition{State::arrived, Action::refer_wrong, State::not_handled, Role::office_head, ""},
    Transition{State::in_hand, Action::refer_wrong, State::not_handled, Role::office_head, ""},
    Transition{State::answered, Action::archive, State::archived, Role::handler, "ogi-2019:45"},
    Transition{State::not_handled, Action::archive, State::archived, Role::handler, "ogi-2019:45"},
};

/// The state after `action`. Refuses `request.<action>.forbidden` or `.not_now`. `applicant`: the step comes with the query code.
Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id, bool applicant = false);
std::vector<Action> possible(State from, organ::Actor const& actor, Id unit_id);

/// Which letters may be drafted and go out in which state of the case, and the state that the case has once it went out.
struct LetterEffect {
    LetterKind kind;
    State from;
    State to;
    char const* article;
};
inline constexpr std::array letter_effects{
    LetterEffect{LetterKind::receipt, State::arrived, State::arrived, "ogi-2019:31"},
    LetterEffect{LetterKind::receipt, State::in_hand, State::in_hand, "ogi-2019:31"},
    LetterEffect{LetterKind::supplement_notice, State::in_hand, State::awaiting_supplement, "ogi-2019:30"},
    LetterEffect{LetterKind::reasons_notice, State::in_hand, State::awaiting_reasons, "ogi-2019:35"},
    LetterEffect{LetterKind::delay_notice, State::in_hand, State::in_hand, "ogi-2019:35"},
    LetterEffect{LetterKind::extension_notice, State::in_hand, State::in_hand, "ogi-2019:33"},
    LetterEffect{LetterKind::extension_notice, State::consulting, State::consulting, "ogi-2019:33"},
    LetterEffect{LetterKind::third_party_inquiry, State::in_hand, State::consulting, "ogi-2019:32"},
    LetterEffect{LetterKind::third_party_inquiry, State::consulting, State::consulting, "ogi-2019:32"},
    LetterEffect{LetterKind::joint_inquiry, State::in_hand, State::consulting, "ogi-2019:34"},
    LetterEffect{LetterKind::joint_inquiry, State::consulting, State::consulting, "ogi-2019:34"},
    LetterEffect{LetterKind::inquiry_notice, State::consulting, State::consulting, "ogi-2019:33"},
    LetterEffect{LetterKind::third_party_decision, State::in_hand, State::in_hand, "ogi-2019:32"},
    LetterEffect{LetterKind::third_party_decision, State::answered, State::answered, "ogi-2019:32"},
    LetterEffect{LetterKind::fee_notice, State::in_hand, State::awaiting_payment, "ogi-2019:42"},
    LetterEffect{LetterKind::answer, State::in_hand, State::answered, "ogi-2019:36"},
    LetterEffect{LetterKind::answer, State::awaiting_reasons, State::answered, "ogi-2019:35"},
    LetterEffect{LetterKind::lapse_notice, State::awaiting_supplement, State::not_handled, "ogi-2019:30"},
    LetterEffect{LetterKind::lapse_notice, State::awaiting_payment, State::not_handled, "ogi-2019:42"},
};
/// The case's state after the letter went out; refuses `request.issue.not_now` with {kind}, {state}.
Outcome<State> effect(State from, LetterKind kind);
/// Kinds that may be drafted now.
std::vector<LetterKind> draftable(State from);

enum class LetterAction { save, file, pass, return_, issue, drop };

/// The desks that a kind of letter passes before it may go out, in this order. Who drafted never signs off (two pairs of eyes).
struct SignOff {
    LetterKind kind;
    bool legal, unit, office;
    char const* article;
};
inline constexpr std::array sign_offs{
    SignOff{LetterKind::receipt, false, false, false, "ogi-2019:31"},
    SignOff{LetterKind::supplement_notice, false, true, false, "ogi-2019:30"},
    SignOff{LetterKind::reasons_notice, false, true, true, "ogi-2019:35"},
    SignOff{LetterKind::delay_notice, false, true, true, "ogi-2019:35"},
    // law: ogi-2019:33 "经政府信息公开工作机构负责人同意"
    SignOff{LetterKind::extension_notice, false, false, true, "ogi-2019:33"},
    SignOff{LetterKind::third_party_inquiry, false, true, false, "ogi-2019:32"},
    SignOff{LetterKind::joint_inquiry, false, true, false, "ogi-2019:34"},
    SignOff{LetterKind::inquiry_notice, false, false, false, "ogi-2019:33"},
    SignOff{LetterKind::third_party_decision, true, true, true, "ogi-2019:32"},
    SignOff{LetterKind::fee_notice, false, true, true, "ogi-2019:42"},
    SignOff{LetterKind::answer, true, true, true, "ogi-2019:36"},
    SignOff{LetterKind::lapse_notice, true, true, false, "ogi-2019:30"},
};
SignOff const& sign_off(LetterKind kind);
/// The desk after `from` for this kind: in_legal_review → in_unit_review → in_office_review → approved, without those it does not pass.
LetterState after(LetterState from, LetterKind kind);
/// Who acts on a letter in this state.
Role role_for(LetterState state);

/// The letter's state after `action`. Refuses `request.letter.<action>.forbidden`, `.not_now`, and `.own` where somebody would sign off
/// his own draft.
Outcome<LetterState> next(Letter const& letter, LetterAction action, organ::Actor const& actor);
std::vector<LetterAction> possible(Letter const& letter, organ::Actor const& actor);

}  // namespace mingtang::request

template <>
struct mingtang::EnumNames<mingtang::request::Action> {
    static constexpr std::array<std::string_view, 10> names{"confirm", "assign",    "supply",    "give_reasons", "take_opinion",
                                                            "pay",     "take_back", "end_found", "refer_wrong",  "archive"};
};
template <>
struct mingtang::EnumNames<mingtang::request::LetterAction> {
    static constexpr std::array<std::string_view, 6> names{"save", "file", "pass", "return", "issue", "drop"};
};
