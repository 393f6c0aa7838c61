#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::participation {

/// The box for the public: /letter, /letter/…, /letters. `env` outlives the routes.
http::Routes public_routes(organ::Environment const& env);
/// The pages of the staff under /desk/participation.
http::Routes desk_routes(organ::Environment const& env);

/// How many letters wait for the person of the context, for the navigation.
long long waiting_count(organ::Context& in);

}  // namespace mingtang::participation
