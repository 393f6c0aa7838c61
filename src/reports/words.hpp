#pragma once
#include <string>
#include <string_view>

#include "base/names.hpp"

namespace mingtang::reports {

/// The Chinese of a name in a group of words.json; a name that is not there stands for itself.
std::string word(std::string_view group, std::string_view name);

template <Named E>
std::string word(std::string_view group, E value) {
    return word(group, to_text(value));
}

/// The words with `{name}` filled in.
std::string word(std::string_view group, std::string_view name, std::string_view place, std::string_view value);

}  // namespace mingtang::reports
