#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::assessment {

/// The desk's pages under /desk/assessment. `env` outlives the routes.
http::Routes routes(organ::Environment const& env);

}  // namespace mingtang::assessment
