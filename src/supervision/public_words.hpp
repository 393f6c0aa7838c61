#pragma once
#include <string>
#include <vector>

#include "organ/context.hpp"

namespace mingtang::supervision {

/// A text as it would stand on the public supervision page.
struct PublicWords {
    std::string field;  // of the form that it was typed into; empty: none, it was written before
    std::string label;  // what a refusal calls it
    std::string text;
};

/// The public reads what is written in a case under public supervision (公开督办), and it must name nobody: as the look for disclosures
/// finds it; what is only possible does not keep it back. Refuses supervision.public.personal at the field of the first find.
Done are_impersonal(organ::Context& in, std::vector<PublicWords> const& texts);

}  // namespace mingtang::supervision
