#include "channels/public_search.hpp"

#include "disclosure/store.hpp"

namespace mingtang::channels {

search::Answer public_search(Portal const& portal, storage::Transaction& tx, search::Question const& question) {
    auto answer = portal.search(question);
    auto gone = std::erase_if(answer.hits, [&](search::Hit const& hit) { return !disclosure::store::public_row(tx, hit.id); });
    answer.total = std::max<std::int64_t>(answer.total - std::int64_t(gone), std::int64_t(answer.hits.size()));
    if (gone > 0) answer.total_is_exact = false;  // others of them may stand on the pages behind
    return answer;
}

}  // namespace mingtang::channels
