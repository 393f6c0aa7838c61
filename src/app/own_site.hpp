#pragma once
#include <memory>

#include "organ/context.hpp"
#include "translog/audit.hpp"

namespace mingtang::app {

/// This site itself, without a server: its own pages as the public would get them, out of the page cache where they are kept. `env`
/// outlives it; of one thread.
std::unique_ptr<translog::Source> own_site(organ::Environment const& env);

}  // namespace mingtang::app
