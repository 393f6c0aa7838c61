#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::bulletin {

/// The desk's pages under /desk/bulletin. `env` outlives the routes.
http::Routes routes(organ::Environment const& env);

}  // namespace mingtang::bulletin
