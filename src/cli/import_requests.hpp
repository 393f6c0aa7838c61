#pragma once
#include "app/config.hpp"

namespace mingtang::cli {

/// `import requests`: a register of applications that was kept elsewhere (docs/formats/register.md). Returns the exit status.
int import_requests(app::Config const& config, std::string const& file, std::string const& unit_code);

}  // namespace mingtang::cli
