#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace mingtang::assessment {

/// Hundredths of a point, so that 0.1 for each page adds up exactly.
using Points = long long;

inline constexpr Points one_point = 100;

/// `12.5`, `-3`, `0.05`: without needless zeros.
std::string points_text(Points points);
/// Reads what `points_text` writes, not negative, at most two decimals, at most 100000 points; nothing otherwise.
std::optional<Points> points_of(std::string_view typed);
/// `points × number / of`, rounded half up to hundredths; `of` is not 0, nothing is negative.
Points share_of(Points points, long long number, long long of);

}  // namespace mingtang::assessment
