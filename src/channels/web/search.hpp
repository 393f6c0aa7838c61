#pragma once
#include "channels/module.hpp"

namespace mingtang::channels::web {

/// `/search` and `/suggest`. Answers are never kept: what was withdrawn a moment ago must not be found.
http::Routes search_routes(Portal const& portal);

}  // namespace mingtang::channels::web
