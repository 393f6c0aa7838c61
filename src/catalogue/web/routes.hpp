#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::catalogue::web {

http::Routes admin_routes(organ::Environment const& env);     // /admin/catalogue/…
http::Routes desk_routes(organ::Environment const& env);      // /desk/catalogue/…
http::Routes proposal_routes(organ::Environment const& env);  // /desk/proposals/…

}  // namespace mingtang::catalogue::web
