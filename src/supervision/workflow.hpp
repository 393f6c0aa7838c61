#pragma once
#include <array>
#include <vector>

#include "base/outcome.hpp"
#include "organ/workflow.hpp"
#include "supervision/rectification.hpp"

namespace mingtang::supervision {

using organ::Role;

enum class Action { answer, verify, return_, extend, escalate, withdraw, show, hide };

using Transition = organ::Transition<State, Action>;

/// The life of a rectification. A step that does not stand here does not exist. Whoever has several of the roles of a step may take it.
inline constexpr std::array workflow{
    Transition{State::issued, Action::answer, State::answered, Role::reviewer, "ogi-2019:47"},
    Transition{State::issued, Action::answer, State::answered, Role::unit_head, "ogi-2019:47"},
    Transition{State::answered, Action::verify, State::closed, Role::office, "ogi-2019:47"},
    Transition{State::answered, Action::return_, State::issued, Role::office, "ogi-2019:47"},
    Transition{State::issued, Action::extend, State::issued, Role::office, "ogi-2019:47"},
    Transition{State::issued, Action::escalate, State::issued, Role::office, "ogi-2019:53"},
    Transition{State::issued, Action::withdraw, State::withdrawn, Role::office, "ogi-2019:47"},
    Transition{State::answered, Action::withdraw, State::withdrawn, Role::office, "ogi-2019:47"},
    Transition{State::issued, Action::show, State::issued, Role::office, "ogi-2019:46"},
    Transition{State::answered, Action::show, State::answered, Role::office, "ogi-2019:46"},
    Transition{State::closed, Action::show, State::closed, Role::office, "ogi-2019:46"},
    Transition{State::issued, Action::hide, State::issued, Role::office, "ogi-2019:46"},
    Transition{State::answered, Action::hide, State::answered, Role::office, "ogi-2019:46"},
    Transition{State::closed, Action::hide, State::closed, Role::office, "ogi-2019:46"},
};

/// The state after `action`. Refuses `supervision.<action>.forbidden` or `.not_now`.
Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id);
std::vector<Action> possible(State from, organ::Actor const& actor, Id unit_id);

}  // namespace mingtang::supervision

template <>
struct mingtang::EnumNames<mingtang::supervision::Action> {
    static constexpr std::array<std::string_view, 8> names{"answer", "verify", "return", "extend", "escalate", "withdraw", "show", "hide"};
};
