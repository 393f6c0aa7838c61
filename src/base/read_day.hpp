#pragma once
#include <optional>
#include <string>

#include "base/date.hpp"

namespace mingtang {

/// A day as people write it: 2024-03-05, 2024/3/5, 2024.3.5, 2024年3月5日, 20240305; a spreadsheet's number of the day.
std::optional<Date> read_day(std::string typed);

}  // namespace mingtang
