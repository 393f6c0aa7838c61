#pragma once
#include <array>
#include <vector>

#include "assessment/period.hpp"
#include "base/outcome.hpp"
#include "organ/workflow.hpp"

namespace mingtang::assessment {

using organ::Role;

enum class Action { compute, judge, tell, appeal, decide, correct, strike, restore, settle, publish, reopen, drop };

using Transition = organ::Transition<State, Action>;

/// The life of an assessment. A step that does not stand here does not exist.
inline constexpr std::array workflow{
    Transition{State::judging, Action::compute, State::judging, Role::office, "ogi-2019:46"},
    Transition{State::judging, Action::judge, State::judging, Role::office, "ogi-2019:46"},
    Transition{State::judging, Action::strike, State::judging, Role::office, "ogi-2019:46"},
    Transition{State::judging, Action::restore, State::judging, Role::office, "ogi-2019:46"},
    Transition{State::judging, Action::tell, State::told, Role::office, "ogi-2019:46"},
    Transition{State::judging, Action::drop, State::dropped, Role::office, "ogi-2019:46"},
    Transition{State::told, Action::appeal, State::told, Role::reviewer, "ogi-2019:46"},
    Transition{State::told, Action::appeal, State::told, Role::unit_head, "ogi-2019:46"},
    Transition{State::told, Action::decide, State::told, Role::office, "ogi-2019:46"},
    Transition{State::told, Action::correct, State::told, Role::office, "ogi-2019:46"},
    Transition{State::told, Action::strike, State::told, Role::office, "ogi-2019:46"},
    Transition{State::told, Action::restore, State::told, Role::office, "ogi-2019:46"},
    Transition{State::told, Action::settle, State::settled, Role::office, "ogi-2019:46"},
    Transition{State::settled, Action::correct, State::settled, Role::office, "ogi-2019:46"},
    Transition{State::settled, Action::strike, State::settled, Role::office, "ogi-2019:46"},
    Transition{State::settled, Action::restore, State::settled, Role::office, "ogi-2019:46"},
    Transition{State::settled, Action::publish, State::in_publication, Role::office, "ogi-2019:46"},
    Transition{State::in_publication, Action::publish, State::in_publication, Role::office, "ogi-2019:46"},
    Transition{State::in_publication, Action::reopen, State::settled, Role::office, "ogi-2019:46"},
};

/// The state after `action`, which concerns the unit (0: all of them). Refuses `assessment.<action>.forbidden` or `.not_now`.
Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id = 0);
std::vector<Action> possible(State from, organ::Actor const& actor, Id unit_id = 0);

}  // namespace mingtang::assessment

template <>
struct mingtang::EnumNames<mingtang::assessment::Action> {
    static constexpr std::array<std::string_view, 12> names{"compute", "judge",   "tell",   "appeal",  "decide", "correct",
                                                            "strike",  "restore", "settle", "publish", "reopen", "drop"};
};
