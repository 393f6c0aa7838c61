#include "reports/workflow.hpp"

namespace mingtang::reports {
namespace {

bool holds(organ::Actor const& actor, Role role, Id unit_id) {
    return actor.system || actor.has(role, unit_id) || actor.has(Role::office, unit_id);
}

}  // namespace

Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id) {
    bool allowed = false;
    std::string article;
    for (auto const& step : workflow) {
        if (step.action == action) article = step.article;
        if (step.action != action || !holds(actor, step.role, unit_id)) continue;
        if (step.from == from) return step.to;
        allowed = true;
    }
    return Refusal{"reports." + std::string(to_text(action)) + (allowed ? ".not_now" : ".forbidden"), article};
}

bool may(State from, Action action, organ::Actor const& actor, Id unit_id) { return next(from, action, actor, unit_id).has_value(); }

}  // namespace mingtang::reports
