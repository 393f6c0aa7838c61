#pragma once
#include <vector>

#include "organ/context.hpp"
#include "scan/public_text.hpp"

namespace mingtang::supervision {

/// The public reads what is written in a case under public supervision (公开督办), and it must name nobody: as the look for disclosures
/// finds it; what is only possible does not keep it back. Refuses supervision.public.personal at the field of the first find.
Done are_impersonal(organ::Context& in, std::vector<scan::PublicText> const& texts);

}  // namespace mingtang::supervision
