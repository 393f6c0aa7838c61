#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace mingtang {

/// How much two descriptions say the same, 0 to 1: the share of pairs of neighbouring characters that both have (Dice), blanks and
/// punctuation apart. For people to look at; nothing is decided by it.
double similarity(std::string_view one, std::string_view other);

/// The same of texts that are compared with many others: their pairs are taken once.
using Pairs = std::vector<std::uint64_t>;
Pairs pairs_of(std::string_view text);
double similarity(Pairs const& one, Pairs const& other);

/// For each text the first of those that say the same: what is alike (`at_least`) to one of a group belongs to the group.
std::vector<std::size_t> groups_of(std::vector<Pairs> const& texts, double at_least);

/// From here on two descriptions are shown side by side, and from there on they count as asking for the same.
inline constexpr double worth_showing = 0.45, same_wish = 0.75;

}  // namespace mingtang
