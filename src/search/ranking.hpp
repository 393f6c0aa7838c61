#pragma once

namespace mingtang::search {

/// One setting for all collections, found with bench/search_quality. How often a term counts (title, body, …) is fixed when a document is put.
struct Ranking {
    double k1 = 2.4, b = 0.75;          // BM25; k1 is doubled because a body term counts 2
    double crossing = 0.5;              // a pair that does not lie within one word of the question
    double title = 0.25;                // a pair that the title holds
    double asking = 0.2;                // words that only ask: 什么, 如何, …
};
inline constexpr Ranking ranking{};

inline constexpr unsigned in_title = 6, in_keywords = 4, in_body = 2, in_attachment = 1;

}  // namespace mingtang::search
