#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::reports {

http::Routes routes(organ::Environment const& env);  // /desk/reports/…

}  // namespace mingtang::reports
