#include "remedy/words.hpp"

#include "base/words.hpp"

namespace mingtang::remedy {

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/remedy/words.json");
    return words.of(group, name);
}

}  // namespace mingtang::remedy
