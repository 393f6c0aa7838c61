#include "organ/retention.hpp"
#include "organ/store.hpp"
#include "request/actions/common.hpp"
#include "request/draft.hpp"

namespace mingtang::request {
namespace {

constexpr int at_once = 200;

void erase(Context& in, InfoRequest& request) {
    request.applicant.clear();
    request.applicant_key.clear();
    request.query_code.clear();
    request.description = seal_description(in, "");
    request.erased_at = in.now;
    store::save(in.tx, request);
    remove_files(in, request.id);
    store::erase_words(in.tx, request.id);
    tell(in, "erased", request);
}

/// law: ogi-2019:41: made without an application, so no case takes it along.
void erase(Context& in, Wish& wish) {
    wish.applicant.clear();
    wish.query_code.clear();
    wish.words.clear();
    wish.reply.clear();
    store::save(in.tx, wish);
    remove_files(in, files_id_of(wish));
    in.write("request.erased", "wish:" + std::to_string(wish.id), wish.unit_id, {{"number", wish.number}});
}

}  // namespace

int erase_due(Context& in) {
    int erased = 0;
    for (auto const& unit : organ::store::all_units(in.tx)) {
        auto months = office_of(in, unit.id).retention_months;
        auto is_due = [&](Instant put_away_at) { return organ::erase_after(put_away_at, months) <= in.now; };
        // The oldest first: behind one that is not due there is none.
        for (auto& request : store::archived(in.tx, unit.id, at_once)) {
            if (!is_due(request.archived_at)) break;
            erase(in, request), ++erased;
        }
        for (auto& wish : store::decided_wishes(in.tx, unit.id, at_once)) {
            if (!is_due(wish.decided_at)) break;
            erase(in, wish), ++erased;
        }
    }
    return erased;
}

}  // namespace mingtang::request
