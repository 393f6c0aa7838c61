#pragma once

namespace mingtang::search {

/// One setting for all collections, found with bench/search_quality. How often a term counts (title, body, …) is fixed when a document is
/// put.
struct Ranking {
    double k1 = 2, b = 0.85;      // BM25; k1 is doubled because a term of the body counts 2
    double crossing = 0.6;        // a pair that does not lie within one word of the question
    double asking = 0.4;          // words that only ask: 什么, 如何, …
    double title = 0.05;          // a pair that the title holds, when the question is a sentence
    double title_of_short = 0.4;  // the same for a few words, which more often name a document than describe it
};
inline constexpr Ranking ranking{};

inline constexpr unsigned in_title = 4, in_keywords = 4, in_body = 2, in_attachment = 1;

}  // namespace mingtang::search
