#include "participation/workflow.hpp"

namespace mingtang::participation {

Outcome<State> next(Letter const& letter, Action action, organ::Actor const& actor) {
    auto to = organ::step(workflow, "participation", letter.state, action,
                          [&](Transition const& row) { return organ::may(actor, row.role, letter.unit_id); });
    if (to && action == Action::pass && letter.drafter_id == actor.person_id && !actor.system) return Refusal{"participation.pass.own"};
    return to;
}

State after(State from, Action action) {
    for (auto const& row : workflow)
        if (row.from == from && row.action == action) return row.to;
    throw std::logic_error("no such step of a letter: " + std::string(to_text(action)));
}

std::vector<Action> possible(Letter const& letter, organ::Actor const& actor) {
    auto found = organ::steps<Action>(workflow, letter.state, actor, letter.unit_id);
    std::erase_if(found, [&](Action action) { return !next(letter, action, actor); });
    return found;
}

}  // namespace mingtang::participation
