#include "bulletin/words.hpp"

#include "measure/measure.hpp"

namespace mingtang::bulletin {

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/bulletin/words.json");
    return words.of(group, name);
}

std::string month_words(std::string_view month) {
    auto period = measure::month_of(month);
    if (!period) return std::string(month);
    return filled(word("text", "month"), {{"year", std::to_string(period->from.year())}, {"month", std::to_string(period->from.month())}});
}

}  // namespace mingtang::bulletin
