#pragma once
#include <xapian.h>

#include <string>
#include <vector>

#include "search/answer.hpp"
#include "search/query.hpp"
#include "search/ranking.hpp"

/// Questions as Xapian queries.
namespace mingtang::search::match {

/// Documents that hold every word of the question (but those that only ask) and every phrase. Of long questions only some of the words;
/// with `narrow` always the two rarest that there are, for an order that does not bring the best to the front.
Xapian::Query strict(Query const& query, Xapian::Database const& database, bool narrow = false);
/// Documents that hold any of it.
Xapian::Query loose(Query const& query, Xapian::Database const& database);
/// True when `strict` asks for every word.
bool asks_for_all(Query const& query);

Xapian::Query filtered(Xapian::Query const& query, Filters const& filters);

/// Documents whose title holds what was typed so far.
Xapian::Query title_prefix(std::string const& typed, Xapian::Database const& database);

/// Titles and names of units that sound like `letters`: as whole syllables, else as initials. Empty when neither is possible.
Xapian::Query sounds_like(std::string const& letters, bool open_end);

Xapian::BM25Weight weighting(Ranking const& by = ranking);

}  // namespace mingtang::search::match
