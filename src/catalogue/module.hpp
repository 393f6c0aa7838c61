#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::catalogue {

http::Routes routes(organ::Environment const& env);  // /admin/catalogue/…

}  // namespace mingtang::catalogue
