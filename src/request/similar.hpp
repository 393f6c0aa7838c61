#pragma once
#include <string_view>

namespace mingtang::request {

/// How much two descriptions say the same, 0 to 1: the share of pairs of neighbouring characters that both have (Dice), blanks and
/// punctuation apart. For people to look at; nothing is decided by it.
double similarity(std::string_view one, std::string_view other);

/// From here on two descriptions are shown side by side, and from there on they count as asking for the same.
inline constexpr double worth_showing = 0.45, same_wish = 0.75;

}  // namespace mingtang::request
