#pragma once
#include "app/config.hpp"
#include "scan/settings.hpp"

namespace mingtang::cli {

/// What counts as a find today. Where the data folder or the database of a site is there, what its units publish of themselves (telephones,
/// addresses, mail) is none.
scan::Settings scan_settings(app::Config const& config);

}  // namespace mingtang::cli
