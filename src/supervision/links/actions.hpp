#pragma once
#include "organ/context.hpp"
#include "supervision/links/link.hpp"

namespace mingtang::supervision {

/// The link is asked again before the others, within minutes; by the organ in charge (role office). Refuses supervision.find.not_found,
/// supervision.link_again.forbidden.
Outcome<links::Link> again(organ::Context& in, Id link_id);

}  // namespace mingtang::supervision
