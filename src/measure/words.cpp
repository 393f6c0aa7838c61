#include "measure/words.hpp"

namespace mingtang::measure {

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/measure/words.json");
    return words.of(group, name);
}

}  // namespace mingtang::measure
