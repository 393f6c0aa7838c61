#pragma once
#include <string>
#include <vector>

#include "base/names.hpp"
#include "base/outcome.hpp"
#include "organ/person.hpp"

/// How the modules' tables `from · action · to · role · article` are asked.
namespace mingtang::organ {

/// A row of such a table: who may take the step, and the article it rests on.
template <class State, class Action>
struct Transition {
    State from;
    Action action;
    State to;
    Role role;
    char const* article;
};

inline bool may(Actor const& actor, Role role, Id unit_id) { return actor.system || actor.has(role, unit_id); }

/// The state after `action`, where `allowed(row)` says who may take the row's step. Refuses `<module>.<action>.forbidden` where the person
/// lacks the role in this state, or in every state in which the step exists; else `.not_now`.
template <class Table, class State, class Action, class Allowed>
Outcome<State> step(Table const& table, std::string_view module, State from, Action action, Allowed&& allowed) {
    auto code = std::string(module) + "." + std::string(to_text(action));
    typename Table::value_type const* lacks = nullptr;  // the role that the person would need
    bool holds = false;
    for (auto const& row : table) {
        if (row.action != action) continue;
        bool here = allowed(row);
        holds |= here;
        if (row.from == from && here) return row.to;
        if (!here && (row.from == from || lacks == nullptr)) lacks = &row;
    }
    if (lacks != nullptr && (lacks->from == from || !holds))
        return Refusal{code + ".forbidden", lacks->article, {{"role", std::string(to_text(lacks->role))}}};
    return Refusal{code + ".not_now", "", {{"state", std::string(to_text(from))}}};
}

/// What this person may do now, in the order of the table, each once.
template <class Action, class Table, class State>
std::vector<Action> steps(Table const& table, State from, Actor const& actor, Id unit_id) {
    std::vector<Action> found;
    for (auto const& row : table)
        if (row.from == from && may(actor, row.role, unit_id) && std::find(found.begin(), found.end(), row.action) == found.end())
            found.push_back(row.action);
    return found;
}

}  // namespace mingtang::organ
