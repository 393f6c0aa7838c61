#pragma once
#include <array>
#include <vector>

#include "base/outcome.hpp"
#include "organ/workflow.hpp"
#include "participation/letter.hpp"

namespace mingtang::participation {

using organ::Role;

enum class Action {
    route,      // the office gives it to the unit that it belongs to
    send_back,  // the unit says that it is not its own
    save,       // a draft of the reply
    file,       // the reply goes to the reviewer
    return_,    // the reviewer wants it otherwise
    pass,       // the reviewer lets it go out: the writer has it
    extend,     // once, with a reason that the writer reads
    close,      // spam or not for here, with a reason that the writer reads
    publish,    // letter and reply, edited, for all
    withhold    // not published, or not any more
};

using Transition = organ::Transition<State, Action>;

/// The life of a letter. A step that does not stand here does not exist; whoever has several of the roles of a step may take it. No law
/// sets these steps.
inline constexpr std::array workflow{
    Transition{State::arrived, Action::route, State::in_hand, Role::office, ""},
    Transition{State::in_hand, Action::route, State::in_hand, Role::office, ""},
    Transition{State::in_hand, Action::send_back, State::arrived, Role::filer, ""},
    Transition{State::in_hand, Action::send_back, State::arrived, Role::reviewer, ""},
    Transition{State::in_hand, Action::save, State::in_hand, Role::filer, ""},
    Transition{State::in_hand, Action::file, State::in_review, Role::filer, ""},
    Transition{State::in_review, Action::return_, State::in_hand, Role::reviewer, ""},
    Transition{State::in_review, Action::pass, State::replied, Role::reviewer, ""},
    Transition{State::in_hand, Action::extend, State::in_hand, Role::reviewer, ""},
    Transition{State::in_review, Action::extend, State::in_review, Role::reviewer, ""},
    Transition{State::arrived, Action::close, State::closed, Role::office, ""},
    Transition{State::in_hand, Action::close, State::closed, Role::office, ""},
    Transition{State::replied, Action::publish, State::replied, Role::office, ""},
    Transition{State::replied, Action::withhold, State::replied, Role::office, ""},
};

/// The state after `action`. Refuses `participation.<action>.forbidden` or `.not_now`; `participation.pass.own` where somebody would let
/// his own draft go out (two pairs of eyes).
Outcome<State> next(Letter const& letter, Action action, organ::Actor const& actor);
/// Who has an open letter before him: while nobody knows whose it is, the office.
constexpr Role holder_of(State state) {
    return state == State::arrived ? Role::office : state == State::in_review ? Role::reviewer : Role::filer;
}
/// Where the step leads, whoever takes it; one that does not exist is a bug (std::logic_error).
State after(State from, Action action);
/// What this person may do now, in the order of the table.
std::vector<Action> possible(Letter const& letter, organ::Actor const& actor);

}  // namespace mingtang::participation

template <>
struct mingtang::EnumNames<mingtang::participation::Action> {
    static constexpr std::array<std::string_view, 10> names{"route", "send_back", "save",  "file",    "return",
                                                            "pass",  "extend",    "close", "publish", "withhold"};
};
