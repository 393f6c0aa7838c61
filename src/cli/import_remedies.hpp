#pragma once
#include <string>

#include "app/config.hpp"

namespace mingtang::cli {

/// `mingtang import remedies FILE --unit CODE`: reviews and lawsuits kept elsewhere, with the columns of docs/formats/register.md.
int import_remedies(app::Config const& config, std::string const& file, std::string const& unit_code);

}  // namespace mingtang::cli
