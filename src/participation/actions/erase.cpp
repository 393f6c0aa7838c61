#include "organ/retention.hpp"
#include "participation/actions/common.hpp"

namespace mingtang::participation {
namespace {

constexpr int at_once = 200;

void erase(Context& in, Letter& letter) {
    for (auto* sealed : {&letter.title, &letter.words, &letter.writer, &letter.reply, &letter.close_reason, &letter.rating_words})
        sealed->clear();
    letter.writer_key.clear(), letter.query_code.clear();
    letter.erased_at = in.now;
    ++letter.lock_version;
    store::save(in.tx, letter);
    store::erase_remarks(in.tx, letter.id);
    note(in, letter, "erase", "", false);
    tell(in, "erased", letter);
}

}  // namespace

int erase_due(Context& in) {
    int erased = 0;
    for (auto& letter : store::ended(in.tx, at_once)) {
        // What ended first comes first: behind one that is not due there is none.
        if (organ::erase_after(letter.state_since, retention_months()) > in.now) break;
        erase(in, letter), ++erased;
    }
    return erased;
}

}  // namespace mingtang::participation
