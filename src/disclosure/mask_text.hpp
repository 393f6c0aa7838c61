#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mingtang::disclosure {

/// A value and what takes its place.
using Replacement = std::pair<std::string, std::string>;

/// Clean HTML in which every occurrence of the values is replaced, also where inline elements part a value or blanks stand in it. Text of
/// different blocks and cells is never joined.
std::string masked_html(std::string_view html, std::vector<Replacement> const& replacements);
/// The same for one line of plain text.
std::string masked_line(std::string_view text, std::vector<Replacement> const& replacements);

}  // namespace mingtang::disclosure
