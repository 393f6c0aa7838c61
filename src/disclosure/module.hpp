#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::disclosure {

/// The pages of the staff under /desk: queue, drafts, review, register, internal documents. `env` outlives the routes.
http::Routes desk_routes(organ::Environment const& env);

}  // namespace mingtang::disclosure
