#pragma once
#include <string>
#include <string_view>

/// RFC 8032 Ed25519. Keys, seeds and signatures are raw bytes: 32, 32, 64.
namespace mingtang::translog::ed25519 {

std::string new_seed();
std::string public_key(std::string_view seed);
std::string sign(std::string_view seed, std::string_view message);
/// False also for keys and signatures of the wrong length.
bool verifies(std::string_view public_key, std::string_view message, std::string_view signature);

}  // namespace mingtang::translog::ed25519
