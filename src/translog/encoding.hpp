#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mingtang::translog {

/// Standard base64 with padding.
std::string base64(std::string_view bytes);
/// Strict: the one spelling that `base64` makes, nothing else.
std::optional<std::string> from_base64(std::string_view text);
/// Lower-case hexadecimal digits only.
std::optional<std::string> from_hex(std::string_view digits);
/// ASCII digits without zeros in front, at most 2^63 - 1.
std::optional<std::int64_t> from_decimal(std::string_view digits);
/// SHA-256, 32 raw bytes.
std::string digest(std::string_view bytes);

/// Takes the part of `rest` before `mark` off its front, and the mark; nothing when there is no mark.
std::optional<std::string_view> take_until(std::string_view& rest, std::string_view mark);

}  // namespace mingtang::translog
