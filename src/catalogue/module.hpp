#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::catalogue {

http::Routes routes(organ::Environment const& env);  // /admin/catalogue/…, /desk/catalogue/…, /desk/proposals/…, /calendar/…

}  // namespace mingtang::catalogue
