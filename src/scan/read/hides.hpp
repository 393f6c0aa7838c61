#pragma once
#include <gumbo.h>

namespace mingtang::scan {

/// The element is not shown: its attribute or its own style says so.
bool hides(GumboNode const* node);

}  // namespace mingtang::scan
