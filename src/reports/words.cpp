#include "reports/words.hpp"

#include "base/words.hpp"

namespace mingtang::reports {

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/reports/words.json");
    return words.of(group, name);
}

std::string word(std::string_view group, std::string_view name, std::string_view place, std::string_view value) {
    return filled(word(group, name), {{std::string(place), std::string(value)}});
}

}  // namespace mingtang::reports
