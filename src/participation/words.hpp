#pragma once
#include <string>
#include <string_view>

#include "base/names.hpp"
#include "base/outcome.hpp"
#include "base/words.hpp"

namespace mingtang::participation {

/// The Chinese of a name in a group of words.json; a name that is not there stands for itself.
std::string word(std::string_view group, std::string_view name);
std::string word(std::string_view group, std::string_view name, Places const& places);

template <Named E>
std::string word(std::string_view group, E value) {
    return word(group, to_text(value));
}

/// The refusal with states and roles by the words that people know.
Refusal in_words(Refusal refusal);

}  // namespace mingtang::participation
