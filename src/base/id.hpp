#pragma once
#include <cstdint>

namespace mingtang {
/// Key of a stored record; 0 means "none yet" or "no one".
using Id = std::int64_t;
}  // namespace mingtang
