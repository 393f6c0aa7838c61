#pragma once
#include <string>
#include <string_view>

namespace mingtang::organ {

/// argon2id in libsodium's text form, with limits for interactive use (64 MiB; at most two are computed at once in this program).
std::string hash_password(std::string_view password);

/// With an empty `hash` (nobody, or no password yet) the same work is done for nothing, so that time tells no one who exists.
bool is_password(std::string const& hash, std::string_view password);

/// Easy to read out and to type once: four groups of four of an alphabet without look-alikes, three classes of characters.
std::string one_time_password();

}  // namespace mingtang::organ
