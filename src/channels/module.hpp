#pragma once
#include <functional>

#include "channels/search_terms.hpp"
#include "http/router.hpp"
#include "organ/context.hpp"
#include "search/answer.hpp"

namespace mingtang::channels {

/// What the public portal stands on. `search` and `suggest` are the index's Searcher; while the index is away they throw
/// storage::Unavailable or http::Unavailable. Any number of threads may call them.
struct Portal {
    organ::Environment const& env;
    std::function<search::Answer(search::Question const&)> search;
    std::function<std::vector<search::Suggestion>(std::string const& typed, int limit)> suggest;
    SearchTerms& terms;
};

/// All addresses of the public: pages, feeds, sitemaps, files, assets, `/api/v1`.
http::Routes routes(Portal const& portal);

/// The page for a path that nobody serves; JSON below /api/.
http::Response missing(organ::Environment const& env, http::Request const& request);

}  // namespace mingtang::channels
