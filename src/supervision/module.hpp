#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"
#include "supervision/patrol.hpp"

namespace mingtang::supervision {

/// The desk's pages under /desk/supervision, and the public page /supervision. `env` outlives the routes. `looks`: of a patrol
/// made by hand, besides its own.
http::Routes routes(organ::Environment const& env, Looks const& looks = {});

}  // namespace mingtang::supervision
