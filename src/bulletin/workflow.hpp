#pragma once
#include <array>
#include <vector>

#include "base/outcome.hpp"
#include "bulletin/bulletin.hpp"
#include "organ/workflow.hpp"

namespace mingtang::bulletin {

using organ::Role;

enum class Action { contest, take_back, decide, freeze, publish };

using Transition = organ::Transition<State, Action>;

/// The life of a bulletin from its beginning (actions.hpp, `begin`). A step that does not stand here does not exist. Contests are the
/// affair of the unit whose record it is.
inline constexpr std::array workflow{
    Transition{State::contesting, Action::contest, State::contesting, Role::reviewer, "ogi-2019:46"},
    Transition{State::contesting, Action::contest, State::contesting, Role::unit_head, "ogi-2019:46"},
    Transition{State::contesting, Action::take_back, State::contesting, Role::reviewer, "ogi-2019:46"},
    Transition{State::contesting, Action::take_back, State::contesting, Role::unit_head, "ogi-2019:46"},
    Transition{State::contesting, Action::decide, State::contesting, Role::office, "ogi-2019:46"},
    Transition{State::contesting, Action::freeze, State::frozen, Role::office, "ogi-2019:47"},
    Transition{State::frozen, Action::publish, State::in_publication, Role::office, "ogi-2019:47"},
    Transition{State::in_publication, Action::publish, State::in_publication, Role::office, "ogi-2019:47"},
};

/// The state after `action`. Refuses `bulletin.<action>.forbidden` or `.not_now`.
Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id);
bool may(State from, Action action, organ::Actor const& actor, Id unit_id);

}  // namespace mingtang::bulletin

template <>
struct mingtang::EnumNames<mingtang::bulletin::Action> {
    static constexpr std::array<std::string_view, 5> names{"contest", "take_back", "decide", "freeze", "publish"};
};
