#pragma once
#include <cstdint>
#include <string>

#include "base/outcome.hpp"

namespace mingtang::app {

struct Listen {
    std::string address;
    std::uint16_t port = 0;
};
/// Reads `ADDRESS:PORT`, also `[::1]:8080`. Refuses http.listen.address.
Outcome<Listen> listen_of(std::string const& text);

/// For every thread that is begun from now on: SIGTERM and SIGINT wait for `wait_for_signal`.
void block_signals();
void wait_for_signal();

}  // namespace mingtang::app
