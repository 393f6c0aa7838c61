#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::organ {

/// Sign-in, one's own account, and what administrators and auditors see. `env` outlives the routes.
http::Routes routes(Environment const& env);

}  // namespace mingtang::organ
