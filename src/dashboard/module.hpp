#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::dashboard {

/// The desk's pages under /desk/dashboard: the county, its units, their entries, the records behind every number, the big screen.
/// `env` outlives the routes.
http::Routes routes(organ::Environment const& env);

}  // namespace mingtang::dashboard
