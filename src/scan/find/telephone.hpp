#pragma once
#include <optional>

#include "scan/find/digits.hpp"
#include "scan/find/look.hpp"

namespace mingtang::scan {

struct Telephone {
    Found found;
    std::size_t groups;  ///< of digits that it takes
};

/// A fixed telephone that begins with group `i`, unless the unit publishes it or it belongs to an office.
std::optional<Telephone> find_telephone(Look const& look, std::vector<DigitGroup> const& groups, std::size_t i);

/// The unit itself publishes this value, or it is a hotline.
bool is_published(Look const& look, std::size_t begin, std::size_t end);

}  // namespace mingtang::scan
