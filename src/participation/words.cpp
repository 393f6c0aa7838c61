#include "participation/words.hpp"

#include "organ/words.hpp"

namespace mingtang::participation {

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/participation/words.json");
    return words.of(group, name);
}

std::string word(std::string_view group, std::string_view name, Places const& places) { return filled(word(group, name), places); }

Refusal in_words(Refusal refusal) {
    for (auto& [name, value] : refusal.details) {
        if (name == "state") value = word("state", value);
        if (name == "role") value = organ::word("role", value);
        if (name == "field") value = word("field", value);
    }
    return refusal;
}

}  // namespace mingtang::participation
