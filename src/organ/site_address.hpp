#pragma once
#include "organ/context.hpp"

namespace mingtang::organ {

/// `https://www.…` of the site's domain, without a slash at the end; http in development.
std::string base_url(Environment const& env);

}  // namespace mingtang::organ
