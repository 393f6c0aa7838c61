#pragma once
#include "http/router.hpp"
#include "mail/server.hpp"
#include "organ/context.hpp"

namespace mingtang::mail {

/// /admin/mail/…: what waits, what failed and why; for administrators, and for the office of a unit its own. Both outlive the routes.
http::Routes routes(organ::Environment const& env, Server const& server);

}  // namespace mingtang::mail
