#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

namespace mingtang::search {

enum class Sort { relevance, date };

/// No page begins behind so many hits.
constexpr int deepest = 10'000;
/// True for what `Answer::next_cursor` may hold.
bool is_cursor(std::string_view text);

/// What the reader narrowed his search to. Empty members do not narrow; several values of one member mean any of them.
struct Filters {
    std::vector<std::string> units = {}, subjects = {}, kinds = {};
    std::string validity = {}, catalogue_item = {};
    int year = 0;
    Date from = {}, to = {};  // of publication, both included
    bool operator==(Filters const&) const = default;
};

struct Question {
    std::string text;  // as typed; anything is allowed. Empty text finds everything that passes the filters, newest first.
    Filters filters = {};
    Sort sort = Sort::relevance;
    int limit = 10;           // 1 to 100
    std::string cursor = {};  // `Answer::next_cursor` of the page before; a broken one means the first page
    bool facets = false;      // count units, subjects, kinds and years
    bool may_loosen = true;   // when nothing matches, look for documents with fewer of the words
};

/// A stretch of the original text, and whether it is what the reader looked for.
struct Piece {
    std::string text;
    bool hit = false;
    bool operator==(Piece const&) const = default;
};
using Snippet = std::vector<Piece>;

/// The snippet as HTML: everything escaped, hits in <mark>.
std::string html_of(Snippet const& snippet);

struct Hit {
    Id id = 0;
    std::string source_id, index_number, document_number, title, url;
    std::string unit_code, unit_name, kind, validity;
    Date published_on;
    Snippet title_snippet, snippet;
    double score = 0;
};

struct FacetValue {
    std::string value;
    std::int64_t count = 0;
    bool operator==(FacetValue const&) const = default;
};

/// Counts, most frequent first (years: newest first). Not exact when more documents match than were looked at; counts are then scaled
/// estimates.
struct Facets {
    std::vector<FacetValue> units, subjects, kinds, years;
    bool exact = true;
};

struct Answer {
    std::vector<Hit> hits;
    std::int64_t total = 0;
    bool total_is_exact = true;
    std::string next_cursor;           // empty on the last page
    bool cut_off = false;              // more match, but `deepest` is reached: there is no next page
    bool loosened = false;             // these match less than was asked: nothing held all of it, or `dropped` has words
    std::vector<std::string> dropped;  // the words that none of these hits holds
    Facets facets;
};

struct Suggestion {
    Id id = 0;
    std::string title, url;
};

}  // namespace mingtang::search
