#pragma once
#include <string>
#include <string_view>

#include "base/names.hpp"
#include "base/outcome.hpp"
#include "base/words.hpp"

namespace mingtang::request {

using Details = Places;

/// The Chinese of a name in a group of words.json (`word("state", "in_hand")`); a name that is not there stands for itself.
std::string word(std::string_view group, std::string_view name);
/// The same with its `{places}` filled.
std::string word(std::string_view group, std::string_view name, Details const& details);

template <Named E>
std::string word(std::string_view group, E value) {
    return word(group, to_text(value));
}

/// The refusal with the names in its details (state, kind, role, outcome, field, column of a form) put into Chinese, for `view::sentence`.
Refusal in_words(Refusal refusal);

}  // namespace mingtang::request
