#include "bulletin/workflow.hpp"

namespace mingtang::bulletin {

Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id) {
    return organ::step(workflow, "bulletin", from, action, [&](Transition const& row) { return organ::may(actor, row.role, unit_id); });
}

bool may(State from, Action action, organ::Actor const& actor, Id unit_id) { return next(from, action, actor, unit_id).has_value(); }

}  // namespace mingtang::bulletin
