#include "channels/store.hpp"

namespace mingtang::channels::store {
namespace {
std::string const from_term = "select " + storage::column_list<SearchTerm>() + " from channels_search_term ";
}

void add(storage::Transaction& tx, SearchTerm const& term) {
    storage::change(
        tx,
        "insert into channels_search_term (term, searches, misses, last_on) values (:a, :b, :c, :d) on conflict (term) do update set"
        " searches = channels_search_term.searches + excluded.searches, misses = channels_search_term.misses + excluded.misses,"
        " last_on = excluded.last_on",
        term.term, term.searches, term.misses, term.last_on);
}

void remove_single_searches_before(storage::Transaction& tx, Date day) {
    storage::change(tx, "delete from channels_search_term where searches = 1 and last_on < :a", day);
}

std::vector<SearchTerm> most_missed(storage::Transaction& tx, int limit) {
    return storage::select<SearchTerm>(tx, from_term + "where misses > 0 order by misses desc, term limit :l", limit);
}

std::optional<SearchTerm> term(storage::Transaction& tx, std::string const& term) {
    return storage::select_one<SearchTerm>(tx, from_term + "where term = :a", term);
}

std::vector<Place> public_places(storage::Transaction& tx, Id after, Id until) {
    std::vector<Place> places;
    for (auto& [id, at] : storage::select<std::tuple<Id, Instant>>(tx,
                                                                   "select disclosure_id, published_at from disclosure_public where "
                                                                   "disclosure_id > :a and disclosure_id <= :b order by disclosure_id",
                                                                   after, until))
        places.push_back({id, at});
    return places;
}

Id last_public_id(storage::Transaction& tx) {
    return storage::select_one<Id>(tx, "select coalesce(max(disclosure_id), 0) from disclosure_public").value_or(0);
}

}  // namespace mingtang::channels::store
