#include "supervision/workflow.hpp"

#include <algorithm>

namespace mingtang::supervision {
namespace {

/// The organ in charge decides over units: the role granted for one unit is not enough, not even over that unit itself.
bool may_step(organ::Actor const& actor, Role role, Id unit_id) { return organ::may(actor, role, role == Role::office ? 0 : unit_id); }

}  // namespace

Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id) {
    return organ::step(workflow, "supervision", from, action, [&](Transition const& row) { return may_step(actor, row.role, unit_id); });
}

std::vector<Action> possible(State from, organ::Actor const& actor, Id unit_id) {
    std::vector<Action> found;
    for (auto const& row : workflow)
        if (row.from == from && may_step(actor, row.role, unit_id) && std::find(found.begin(), found.end(), row.action) == found.end())
            found.push_back(row.action);
    return found;
}

}  // namespace mingtang::supervision
