#include "bulletin/workflow.hpp"

namespace mingtang::bulletin {
namespace {

/// The organ in charge decides over units: the role granted for one unit is not enough, not even over that unit itself.
bool may_step(organ::Actor const& actor, Role role, Id unit_id) { return organ::may(actor, role, role == Role::office ? 0 : unit_id); }

}  // namespace

Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id) {
    return organ::step(workflow, "bulletin", from, action, [&](Transition const& row) { return may_step(actor, row.role, unit_id); });
}

bool may(State from, Action action, organ::Actor const& actor, Id unit_id) { return next(from, action, actor, unit_id).has_value(); }

}  // namespace mingtang::bulletin
