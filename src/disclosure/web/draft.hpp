#pragma once
#include "disclosure/web/pages.hpp"

namespace mingtang::disclosure::web {

/// The draft's page with a sentence for each file that was not taken; `kept`: how many of the same upload were. To scripts the first
/// refusal.
http::Response files_refused(Desk const& desk, std::vector<Refusal> const& refused, std::size_t kept);

/// Saves the draft's text where it came along with files (a page without scripts sends both at once). What to answer where it was refused:
/// then no file is taken, and the page gives the typed text back.
std::optional<http::Response> save_along(Desk const& desk);

}  // namespace mingtang::disclosure::web
