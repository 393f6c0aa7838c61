#pragma once
#include <array>

#include "base/outcome.hpp"
#include "organ/person.hpp"
#include "reports/kept_report.hpp"

namespace mingtang::reports {

enum class Action { save, check, reopen, hand_in, send_back, publish };

struct Transition {
    State from;
    Action action;
    State to;
    organ::Role role;
    char const* article;
};

using organ::Role;

/// The life of a report. A step that does not stand here does not exist. The office in charge of disclosure may do all of a unit's steps
/// too.
inline constexpr std::array workflow{
    Transition{State::drafting, Action::save, State::drafting, Role::filer, "ogi-2019:50"},
    Transition{State::drafting, Action::check, State::checked, Role::filer, "ogi-2019:50"},
    Transition{State::checked, Action::reopen, State::drafting, Role::filer, ""},
    Transition{State::checked, Action::hand_in, State::handed_in, Role::reviewer, "ogi-2019:49"},
    Transition{State::handed_in, Action::send_back, State::drafting, Role::office, "ogi-2019:47"},
    Transition{State::handed_in, Action::publish, State::in_publication, Role::filer, "ogi-2019:49"},
    Transition{State::in_publication, Action::publish, State::in_publication, Role::filer, "ogi-2019:49"},
};

/// The state after `action`. Refuses reports.<action>.forbidden where the person may not take it, else reports.<action>.not_now.
Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id);
bool may(State from, Action action, organ::Actor const& actor, Id unit_id);

}  // namespace mingtang::reports

template <>
struct mingtang::EnumNames<mingtang::reports::Action> {
    static constexpr std::array<std::string_view, 6> names{"save", "check", "reopen", "hand_in", "send_back", "publish"};
};
