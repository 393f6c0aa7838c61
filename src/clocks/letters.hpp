#pragma once
#include "clocks/sources.hpp"

namespace mingtang::clocks {

/// Letters to the opinion box that are to be answered; they wait for whoever has them now.
void add_letters(Context& in, Asked const& asked, std::vector<Clock>& all);

}  // namespace mingtang::clocks
