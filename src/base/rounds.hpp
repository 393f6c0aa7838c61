#pragma once
#include <chrono>
#include <functional>
#include <stop_token>
#include <string_view>

namespace mingtang {

/// Makes rounds of work until asked to stop, with a pause after each that the request to stop ends. What a round throws is logged as a
/// warning that begins with `name`, and the next round comes all the same.
void in_rounds(std::stop_token const& stop, std::string_view name, std::chrono::milliseconds pause, std::function<void()> const& round);

}  // namespace mingtang
