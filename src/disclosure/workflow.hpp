#pragma once
#include <array>
#include <optional>
#include <span>

#include "base/outcome.hpp"
#include "disclosure/disclosure.hpp"
#include "organ/person.hpp"

namespace mingtang::disclosure {

enum class Action {
    save,
    file,
    file_emergency,
    recall,
    pass,
    return_,
    clear,
    refer,
    publish,
    schedule,
    unschedule,
    release,
    revise,
    withdraw,
    archive,
    drop,
    mask,
    except
};

struct Transition {
    State from;
    Action action;
    State to;
    organ::Role role;
    char const* article;
};

using organ::Role;

/// The whole life of an edition. A step that does not stand here does not exist.
inline constexpr std::array workflow{
    Transition{State::drafting, Action::save, State::drafting, Role::filer, "ogi-2019:12"},
    Transition{State::drafting, Action::file, State::in_review, Role::filer, "ogi-2019:17"},
    Transition{State::drafting, Action::file_emergency, State::in_emergency_review, Role::filer, "ogi-2019:20"},
    Transition{State::drafting, Action::drop, State::dropped, Role::filer, ""},
    Transition{State::in_review, Action::recall, State::drafting, Role::filer, ""},
    Transition{State::in_review, Action::pass, State::in_secrecy_review, Role::reviewer, "ogi-2019:17"},
    Transition{State::in_review, Action::return_, State::drafting, Role::reviewer, "ogi-2019:17"},
    Transition{State::in_secrecy_review, Action::clear, State::in_recheck, Role::secrecy_reviewer, "ogi-2019:17"},
    Transition{State::in_secrecy_review, Action::refer, State::referred, Role::secrecy_reviewer, "ogi-2019:17"},
    Transition{State::in_secrecy_review, Action::return_, State::drafting, Role::secrecy_reviewer, "ogi-2019:17"},
    Transition{State::referred, Action::clear, State::in_recheck, Role::secrecy_reviewer, "ogi-2019:17"},
    Transition{State::referred, Action::return_, State::drafting, Role::secrecy_reviewer, "ogi-2019:17"},
    Transition{State::in_recheck, Action::publish, State::published, Role::office, "ogi-2019:4"},
    Transition{State::in_recheck, Action::schedule, State::scheduled, Role::office, "ogi-2019:4"},
    Transition{State::in_recheck, Action::return_, State::drafting, Role::office, "ogi-2019:4"},
    Transition{State::scheduled, Action::publish, State::published, Role::office, "ogi-2019:4"},
    Transition{State::scheduled, Action::unschedule, State::in_recheck, Role::office, "ogi-2019:4"},
    Transition{State::in_emergency_review, Action::clear, State::emergency_cleared, Role::secrecy_reviewer, "ogi-2019:17"},
    Transition{State::in_emergency_review, Action::return_, State::drafting, Role::secrecy_reviewer, "ogi-2019:17"},
    Transition{State::emergency_cleared, Action::release, State::published, Role::office, "ogi-2019:4"},
    Transition{State::emergency_cleared, Action::return_, State::drafting, Role::office, "ogi-2019:4"},
    Transition{State::published, Action::revise, State::published, Role::filer, "ogi-2019:6"},
    Transition{State::published, Action::withdraw, State::withdrawn, Role::office, "ogi-2019:6"},
    Transition{State::published, Action::archive, State::archived, Role::office, "ogi-2019:45"},
    Transition{State::archived, Action::withdraw, State::withdrawn, Role::office, "ogi-2019:6"},
    // What a look for personal data found; the state stays.
    Transition{State::in_review, Action::mask, State::in_review, Role::reviewer, "ogi-2019:15"},
    Transition{State::in_secrecy_review, Action::mask, State::in_secrecy_review, Role::secrecy_reviewer, "ogi-2019:15"},
    Transition{State::referred, Action::mask, State::referred, Role::secrecy_reviewer, "ogi-2019:15"},
    Transition{State::in_emergency_review, Action::mask, State::in_emergency_review, Role::secrecy_reviewer, "ogi-2019:15"},
    Transition{State::in_review, Action::except, State::in_review, Role::leak_exception, "ogi-2019:15"},
    Transition{State::in_secrecy_review, Action::except, State::in_secrecy_review, Role::leak_exception, "ogi-2019:15"},
    Transition{State::referred, Action::except, State::referred, Role::leak_exception, "ogi-2019:15"},
    Transition{State::in_recheck, Action::except, State::in_recheck, Role::leak_exception, "ogi-2019:15"},
    Transition{State::in_emergency_review, Action::except, State::in_emergency_review, Role::leak_exception, "ogi-2019:15"},
    Transition{State::emergency_cleared, Action::except, State::emergency_cleared, Role::leak_exception, "ogi-2019:15"},
    Transition{State::scheduled, Action::except, State::scheduled, Role::leak_exception, "ogi-2019:15"},
};

/// The state after `action`, for one who may take it in that unit. Refuses `disclosure.<action>.forbidden` where the person lacks the role
/// in this state, or in every state in which the step exists; else `.not_now`.
Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id);

/// What this person may do now, in the order of the table.
std::vector<Action> possible(State from, organ::Actor const& actor, Id unit_id);

}  // namespace mingtang::disclosure

template <>
struct mingtang::EnumNames<mingtang::disclosure::Action> {
    static constexpr std::array<std::string_view, 18> names{"save",   "file",     "file_emergency", "recall",   "pass",       "return",
                                                            "clear",  "refer",    "publish",        "schedule", "unschedule", "release",
                                                            "revise", "withdraw", "archive",        "drop",     "mask",       "except"};
};
