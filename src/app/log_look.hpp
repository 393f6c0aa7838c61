#pragma once
#include "supervision/patrol.hpp"
#include "translog/audit.hpp"

namespace mingtang::app {

/// Public documents that the site serves otherwise than the publication log says (title, text, files, edition, index number, day; withdrawn
/// ones that still answer; public ones that the log does not know): as findings for the patrol, because supervision and the log do not know
/// each other. Nothing before the log has begun.
///
/// Each time it looks at what changed since the last patrol (at most the newest 2,000), at what differed when it was last looked at, and at
/// one of 28 parts of all the rest in turn, so that a site that is patrolled daily is gone through in four weeks. What is on its way into
/// the log just now is left for the next time. Asks before each document whether to go on.
std::vector<supervision::Finding> look_at_log(
    organ::Environment const& env, translog::Source& site, supervision::GoesOn const& goes_on = [] { return true; });

/// The same as a look of `supervision::patrol`, over the site itself. `env` outlives it.
supervision::Look log_look(organ::Environment const& env);

}  // namespace mingtang::app
