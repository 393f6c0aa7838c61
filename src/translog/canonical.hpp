#pragma once
#include <optional>
#include <string>

#include "base/json.hpp"

namespace mingtang::translog {

/// The canonical form of RFC 8785. Nothing for what it is not made for here: fractions, integers beyond ±(2^53 - 1), text that is no
/// well-formed UTF-8, more than 32 levels.
std::optional<std::string> canonical(json::value const& of);

/// Parses; nothing unless `text` is exactly the canonical form of an object. A name that stands twice is not.
std::optional<json::object> parse_canonical(std::string_view text);

}  // namespace mingtang::translog
