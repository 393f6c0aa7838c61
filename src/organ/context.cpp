#include "organ/calendars.hpp"

namespace mingtang::organ {

std::shared_ptr<law::Calendar const> Environment::calendar_now() const {
    if (calendars != nullptr) return calendars->current();
    return {std::shared_ptr<void>(), &calendar};  // lives as long as the environment
}

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
