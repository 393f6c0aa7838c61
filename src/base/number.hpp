#pragma once
#include <charconv>
#include <concepts>
#include <string_view>

#include "base/id.hpp"

namespace mingtang {

/// A whole number as a form or an address holds it: digits only. 0 for anything else, and for what does not fit.
template <std::signed_integral Number = Id>
Number number_of(std::string_view digits) {
    Number number = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && end == digits.data() + digits.size() && number > 0 ? number : 0;
}

}  // namespace mingtang
