#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scan/settings.hpp"

namespace mingtang::scan {

/// The value in the form in which it may be published: `138****1234`, `35*************123`, an address cut behind its township. Blanks and
/// hyphens between digits stay. An address that names no township is cut behind the smallest division it names; one that names none
/// becomes `***`. A value of which its form would hide fewer than three characters (a name: one) loses all of them.
std::string mask(Kind kind, std::string_view value, Settings const& settings);

/// `text` with the values of the findings replaced by their masked forms. Where findings overlap, the one that begins first wins; findings
/// without text and secrecy marks leave the text as it is.
std::string masked(std::string_view text, std::vector<Finding> const& findings);

}  // namespace mingtang::scan
