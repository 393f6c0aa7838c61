#pragma once
#include <array>
#include <chrono>
#include <optional>

#include "mail/message.hpp"

/// When a mail is tried again; values in, answers out.
namespace mingtang::mail {

/// After the first vain try, the second …; then it is given up.
inline constexpr std::array<std::chrono::minutes, 6> pauses{std::chrono::minutes(1),   std::chrono::minutes(5),
                                                            std::chrono::minutes(30),  std::chrono::minutes(120),
                                                            std::chrono::minutes(360), std::chrono::minutes(1440)};

/// The pause after `tries` tries; nothing when that was the last.
constexpr std::optional<std::chrono::minutes> pause_after(int tries) {
    if (tries < 1 || tries > int(pauses.size())) return {};
    return pauses[std::size_t(tries - 1)];
}

/// True for what keeps every mail back, not this one: it does not count as a try.
constexpr bool is_of_the_server(Trouble trouble) { return trouble == Trouble::unreachable || trouble == Trouble::sender; }

/// The state and time of `message` after a try at `now` that ended with `trouble`; its tries count this one already.
void settle(Message& message, Trouble trouble, Instant now);

}  // namespace mingtang::mail
