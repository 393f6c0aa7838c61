#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/names.hpp"

namespace mingtang::supervision {

/// The Chinese of a name in a group of words.json (`word("stage", "notice")`); a name that is not there stands for itself.
std::string word(std::string_view group, std::string_view name);

template <Named E>
std::string word(std::string_view group, E value) {
    return word(group, to_text(value));
}

/// Puts the values into `{places}`.
std::string filled(std::string words, std::map<std::string, std::string> const& values);

}  // namespace mingtang::supervision
