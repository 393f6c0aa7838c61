#include "catalogue/workflow.hpp"

namespace mingtang::catalogue {
namespace {

Refusal refused(Action action, char const* why, char const* article = "") {
    return {"catalogue." + std::string(to_text(action)) + "." + why, article};
}

bool may(organ::Actor const& actor, Transition const& step, Id unit_id) {
    if (actor.has(step.role, unit_id)) return true;
    return step.action == Action::withdraw && actor.has(organ::Role::office, unit_id);
}

}  // namespace

Outcome<ProposalState> next(ProposalState from, Action action, organ::Actor const& actor, Id unit_id) {
    for (auto const& step : workflow) {
        if (step.from != from || step.action != action) continue;
        if (!may(actor, step, unit_id)) return refused(action, "forbidden", step.article);
        return step.to;
    }
    return refused(action, "not_now");
}

std::vector<Action> possible(ProposalState from, organ::Actor const& actor, Id unit_id) {
    std::vector<Action> actions;
    for (auto const& step : workflow)
        if (step.from == from && may(actor, step, unit_id)) actions.push_back(step.action);
    return actions;
}

}  // namespace mingtang::catalogue
