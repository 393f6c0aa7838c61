#include "disclosure/words.hpp"

#include "base/words.hpp"

namespace mingtang::disclosure {

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/disclosure/words.json");
    return words.of(group, name);
}

Refusal in_words(Refusal refusal) {
    for (auto& [name, value] : refusal.details)
        if (name == "field" || name == "state" || name == "role") value = word(name, value);
    return refusal;
}

}  // namespace mingtang::disclosure
