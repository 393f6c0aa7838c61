#pragma once
#include "channels/search_terms.hpp"

/// All SQL of the module. It writes only its own tables.
namespace mingtang::channels::store {

/// Adds the counts to the term's row.
void add(storage::Transaction& tx, SearchTerm const& term);
void remove_single_searches_before(storage::Transaction& tx, Date day);
/// Most often missed first.
std::vector<SearchTerm> most_missed(storage::Transaction& tx, int limit);
std::optional<SearchTerm> term(storage::Transaction& tx, std::string const& term);

/// For sitemaps: public disclosures with `after` < id <= `until`, by id, with the moment of their edition.
struct Place {
    Id id = 0;
    Instant published_at;
};
std::vector<Place> public_places(storage::Transaction& tx, Id after, Id until);
Id last_public_id(storage::Transaction& tx);

}  // namespace mingtang::channels::store
