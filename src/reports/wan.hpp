#pragma once
#include <optional>
#include <string>
#include <string_view>

/// Amounts of the first table stand in 万元 with decimals; they are kept exactly, in 分 (a millionth of a 万元).
namespace mingtang::reports {

/// `59237.2449`, `1,234.5`; at most six decimals, not negative. Nothing for anything else.
std::optional<long long> fen_of_wan(std::string_view typed);
/// Without zeros at the end: `96171.6`, `0`.
std::string wan_text(long long fen);

}  // namespace mingtang::reports
