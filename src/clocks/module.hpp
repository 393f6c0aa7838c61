#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::clocks {

/// /desk/clocks/…, /admin/clocks, and the calendars under /calendar. `env` outlives the routes.
http::Routes routes(organ::Environment const& env);

/// How many things are overdue, due today or near for the person of the context, for the navigation.
long long waiting_count(organ::Context& in);
/// The same by standing, for the desk's first page.
std::vector<organ::DeskFigure> desk_figures(organ::Context& in);

}  // namespace mingtang::clocks
