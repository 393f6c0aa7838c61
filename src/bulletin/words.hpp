#pragma once
#include "base/names.hpp"
#include "base/words.hpp"

namespace mingtang::bulletin {

/// The Chinese of a name in a group of words.json; a name that is not there stands for itself.
std::string word(std::string_view group, std::string_view name);

template <Named E>
std::string word(std::string_view group, E value) {
    return word(group, to_text(value));
}

/// `2026年10月`.
std::string month_words(std::string_view month);

}  // namespace mingtang::bulletin
