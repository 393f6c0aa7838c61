#pragma once
#include "channels/web/page.hpp"

namespace mingtang::channels::web {

/// Where a list stands and what it holds before the reader narrows it. With `by_path` year and month are parts of the path
/// (`/disclosure/year/2026/11`), else query parameters.
struct Listing {
    std::string path;
    Filter filter;
    bool by_path = false;
    bool with_unit = true;
    bool with_kinds = true;
};

/// The query parameters that `add_listing` reads, for `page`.
inline std::vector<std::string_view> const listing_query{"year", "month", "kind", "after", "before"};

/// Fills view channels/listing: facets, chosen ones, rows by month, pager. False when a parameter cannot be read: the page is not found.
[[nodiscard]] bool add_listing(Reading& in, view::Data data, Listing listing);

}  // namespace mingtang::channels::web
