#include "organ/context.hpp"

namespace mingtang::organ {

void Context::write(std::string name, std::string subject, Id unit_id, json::object data) {
    if (actor.person_id == 0 && !actor.name.empty()) data["by"] = actor.name;
    journal::append(tx, {.at = now,
                         .actor_id = actor.person_id,
                         .unit_id = unit_id,
                         .name = std::move(name),
                         .subject = std::move(subject),
                         .data = json::canonical(data)});
}

}  // namespace mingtang::organ
