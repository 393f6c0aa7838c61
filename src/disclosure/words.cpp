#include "disclosure/words.hpp"

#include "base/json.hpp"
#include "base/resource.hpp"

namespace mingtang::disclosure {

std::string word(std::string_view group, std::string_view name) {
    static json::object const all = boost::json::parse(resource("src/disclosure/words.json").value()).as_object();
    auto const* words = all.if_contains(group);
    return words ? json::text(words->as_object(), name, name) : std::string(name);
}

Refusal in_words(Refusal refusal) {
    for (auto& [name, value] : refusal.details)
        if (name == "field" || name == "state" || name == "role") value = word(name, value);
    return refusal;
}

}  // namespace mingtang::disclosure
