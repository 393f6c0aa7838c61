#include "supervision/workflow.hpp"

#include <algorithm>

namespace mingtang::supervision {
namespace {

bool may(organ::Actor const& actor, Role role, Id unit_id) { return actor.system || actor.has(role, unit_id); }

}  // namespace

Outcome<State> next(State from, Action action, organ::Actor const& actor, Id unit_id) {
    auto code = "supervision." + std::string(to_text(action));
    Transition const* lacks = nullptr;
    bool holds = false;
    for (auto const& row : workflow) {
        if (row.action != action) continue;
        bool allowed = may(actor, row.role, unit_id);
        holds |= allowed;
        if (row.from == from && allowed) return row.to;
        if (!allowed && (row.from == from || lacks == nullptr)) lacks = &row;
    }
    if (lacks != nullptr && !holds) return Refusal{code + ".forbidden", lacks->article, {{"role", std::string(to_text(lacks->role))}}};
    return Refusal{code + ".not_now", "", {{"state", std::string(to_text(from))}}};
}

std::vector<Action> possible(State from, organ::Actor const& actor, Id unit_id) {
    std::vector<Action> found;
    for (auto const& row : workflow)
        if (row.from == from && may(actor, row.role, unit_id) && std::find(found.begin(), found.end(), row.action) == found.end())
            found.push_back(row.action);
    return found;
}

}  // namespace mingtang::supervision
