#include "disclosure/store_texts.hpp"

namespace mingtang::disclosure::store {

std::optional<std::string> kept_words(Transaction& tx, std::string const& sha256) {
    return storage::select_one<std::string>(tx, "select words from disclosure_attachment_text where content = :a", sha256);
}

void keep_words(Transaction& tx, std::string const& sha256, std::string const& words) {
    storage::change(tx, "insert into disclosure_attachment_text (content, words) values (:a, :b)", sha256, words);
}

void drop_words_of_no_public_edition(Transaction& tx, std::string const& sha256) {
    storage::change(tx,
                    "delete from disclosure_attachment_text where content = :a and not exists (select 1 from disclosure_attachment f"
                    " join disclosure_public p on p.edition_id = f.edition_id where f.sha256 = disclosure_attachment_text.content)",
                    sha256);
}

std::vector<std::string> contents_of(Transaction& tx, Id disclosure_id) {
    return storage::select<std::string>(
        tx,
        "select distinct f.sha256 from disclosure_edition e join disclosure_attachment f on f.edition_id = e.id"
        " where e.disclosure_id = :a",
        disclosure_id);
}

}  // namespace mingtang::disclosure::store
