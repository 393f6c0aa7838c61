#pragma once
#include "organ/context.hpp"

namespace mingtang::request {

/// `https://www.…` of the site's domain, without a slash at the end; http in development.
std::string base_url(organ::Environment const& env);

}  // namespace mingtang::request
