#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"
#include "supervision/patrol.hpp"

namespace mingtang::supervision {

/// The desk's pages under /desk/supervision, and the public page /supervision. `env` outlives the routes.
http::Routes routes(organ::Environment const& env);

}  // namespace mingtang::supervision
