#include "dashboard/words.hpp"

namespace mingtang::dashboard {

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/dashboard/words.json");
    return words.of(group, name);
}

}  // namespace mingtang::dashboard
