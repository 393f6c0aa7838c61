#include "supervision/words.hpp"

namespace mingtang::supervision {

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/supervision/words.json");
    return words.of(group, name);
}

}  // namespace mingtang::supervision
