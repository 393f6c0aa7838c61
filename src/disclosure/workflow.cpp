#include "disclosure/workflow.hpp"

namespace mingtang::disclosure {
namespace {

bool may(organ::Actor const& actor, Role role, Id unit_id) { return actor.system || actor.has(role, unit_id); }

}  // namespace

Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id) {
    auto code = "disclosure." + std::string(to_text(action));
    for (auto const& row : workflow) {
        if (row.from != from || row.action != action) continue;
        if (!may(actor, row.role, unit_id)) return Refusal{code + ".forbidden", row.article, {{"role", std::string(to_text(row.role))}}};
        return row.to;
    }
    return Refusal{code + ".not_now", "", {{"state", std::string(to_text(from))}}};
}

std::vector<Action> possible(State from, organ::Actor const& actor, Id unit_id) {
    std::vector<Action> found;
    for (auto const& row : workflow)
        if (row.from == from && may(actor, row.role, unit_id)) found.push_back(row.action);
    return found;
}

}  // namespace mingtang::disclosure
