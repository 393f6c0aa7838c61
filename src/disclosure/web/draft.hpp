#pragma once
#include "disclosure/web/pages.hpp"

namespace mingtang::disclosure::web {

/// The draft's page with a sentence for each file that was not taken; `kept`: how many of the same upload were. To scripts the first
/// refusal.
http::Response files_refused(Desk const& desk, std::vector<Refusal> const& refused, std::size_t kept);

}  // namespace mingtang::disclosure::web
