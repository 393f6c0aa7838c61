#pragma once
#include <array>
#include <filesystem>
#include <string>
#include <string_view>

namespace mingtang {

/// SHA-256 as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);
/// Of a file's content; throws std::runtime_error when it cannot be read.
std::string sha256_of_file(std::filesystem::path const& file);
std::string hex(std::string_view bytes);
/// `bytes` random bytes as hexadecimal digits, for session keys and tokens.
std::string random_token(std::size_t bytes = 32);
/// Compares in a time that does not depend on where the texts differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace mingtang
