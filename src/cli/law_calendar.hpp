#pragma once
#include <filesystem>

#include "cli/line.hpp"

namespace mingtang::cli {

/// `mingtang law import-calendar FILE`: takes a year's holidays into the store and counts every open application anew.
int import_calendar(app::Config const& config, std::filesystem::path const& file);

}  // namespace mingtang::cli
