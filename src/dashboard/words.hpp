#pragma once
#include "base/words.hpp"

namespace mingtang::dashboard {

/// The Chinese of a name in a group of words.json; a name that is not there stands for itself.
std::string word(std::string_view group, std::string_view name);

}  // namespace mingtang::dashboard
