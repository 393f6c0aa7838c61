#pragma once
#include <string>
#include <string_view>

#include "base/names.hpp"
#include "base/words.hpp"

namespace mingtang::assessment {

/// The Chinese of a name in a group of words.json (`word("state", "told")`); a name that is not there stands for itself.
std::string word(std::string_view group, std::string_view name);

template <Named E>
std::string word(std::string_view group, E value) {
    return word(group, to_text(value));
}

}  // namespace mingtang::assessment
