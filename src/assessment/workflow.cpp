#include "assessment/workflow.hpp"

namespace mingtang::assessment {

Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id) {
    return organ::step(workflow, "assessment", from, action, [&](Transition const& row) { return organ::may(actor, row.role, unit_id); });
}

std::vector<Action> possible(State from, organ::Actor const& actor, Id unit_id) {
    return organ::steps<Action>(workflow, from, actor, unit_id);
}

}  // namespace mingtang::assessment
