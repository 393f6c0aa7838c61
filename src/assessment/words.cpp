#include "assessment/words.hpp"

namespace mingtang::assessment {

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/assessment/words.json");
    return words.of(group, name);
}

}  // namespace mingtang::assessment
