#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::organ::web {

http::Routes sign_in_routes(Environment const& env);  // /sign-in, /sign-in/code, /sign-out
http::Routes account_routes(Environment const& env);  // /account/…
http::Routes unit_routes(Environment const& env);     // /admin/units/…
http::Routes people_routes(Environment const& env);   // /admin/people/…
http::Routes setting_routes(Environment const& env);  // /admin/settings
http::Routes journal_routes(Environment const& env);  // /admin/journal

}  // namespace mingtang::organ::web
