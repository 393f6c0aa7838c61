#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "scan/redact/sought.hpp"

namespace mingtang::scan {

/// Something hidden that must go.
struct Hidden {
    std::string place, reason;
    auto operator<=>(Hidden const&) const = default;
};

/// What the child is asked to make of a file.
struct Order {
    std::vector<Sought> values;
    std::set<Hidden> hidden;
    std::set<std::string> touched;  ///< places where a value was read
};

std::string to_wire(Order const& order);
/// Takes the order off the front of `bytes`; what is left is the file.
std::optional<Order> order_from_wire(std::string_view& bytes);

/// What a file has become; the ending of its name where its format changed, without a dot.
struct Rewritten {
    std::string bytes, ending;
};
std::string to_wire(Outcome<Rewritten> const& rewritten);
/// Nothing where `bytes` are no whole answer: whoever wrote them is not trusted.
std::optional<Outcome<Rewritten>> rewritten_from_wire(std::string_view bytes);

/// Where in the new file one of the values still stands as bytes; empty where none does.
std::string to_wire(std::vector<std::string> const& places);
std::optional<std::vector<std::string>> places_from_wire(std::string_view bytes);

}  // namespace mingtang::scan
