#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "scan/finding.hpp"

namespace mingtang::scan {

/// A reading as bytes, from the child that read to the program that asked.
std::string to_wire(Reading const& reading);
/// Nothing where `bytes` are no whole reading: whoever wrote them is not trusted.
std::optional<Reading> from_wire(std::string_view bytes);

}  // namespace mingtang::scan
