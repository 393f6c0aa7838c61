#pragma once
#include <string>
#include <string_view>

#include "base/names.hpp"
#include "base/outcome.hpp"

namespace mingtang::disclosure {

/// The Chinese of a name in a group of words.json (`word("state", "drafting")`); a name that is not there stands for itself.
std::string word(std::string_view group, std::string_view name);

template <Named E>
std::string word(std::string_view group, E value) {
    return word(group, to_text(value));
}

/// The refusal with the names in its details (field, state, role) put into Chinese, for `view::sentence`.
Refusal in_words(Refusal refusal);

}  // namespace mingtang::disclosure
