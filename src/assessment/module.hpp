#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::assessment {

/// The desk's pages under /desk/assessment. `env` outlives the routes.
http::Routes routes(organ::Environment const& env);

/// How many open appeals the organ in charge has to decide; 0 for others.
long long waiting_count(organ::Context& in);

}  // namespace mingtang::assessment
