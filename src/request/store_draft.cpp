#include "request/store_draft.hpp"

namespace mingtang::request::store {

using storage::change;
using storage::column_list;
using storage::select;
using storage::select_one;

std::optional<Draft> draft_by_token(Transaction& tx, std::string const& token_hash, Instant since) {
    auto sql = "select " + column_list<Draft>() + " from request_draft where token_hash = :a and touched_at >= :b";
    return select_one<Draft>(tx, sql, token_hash, since);
}

void save(Transaction& tx, Draft& draft) { storage::save(tx, "request_draft", draft); }

bool claim_draft(Transaction& tx, Id id) {
    return change(tx, "update request_draft set sent_id = -1 where id = :a and sent_id = 0", id) > 0;
}

std::vector<Draft> drafts_before(Transaction& tx, Instant moment) {
    return select<Draft>(tx, "select " + column_list<Draft>() + " from request_draft where touched_at < :a order by touched_at limit 200",
                         moment);
}

void remove_draft(Transaction& tx, Id id) { change(tx, "delete from request_draft where id = :a", id); }

void hand_over_files(Transaction& tx, Id from_request_id, Id to_request_id) {
    change(tx, "update request_file set request_id = :a where request_id = :b", to_request_id, from_request_id);
}

void empty_receipts_before(Transaction& tx, Instant moment) {
    change(tx, "update request_draft set receipt = '' where receipt <> '' and touched_at < :a", moment);
}

void add_attempt(Transaction& tx, std::string const& address, std::string_view what, Instant at) {
    change(tx, "insert into request_attempt (address, what, at) values (:a, :b, :c)", address, what, at);
}

int attempts_since(Transaction& tx, std::string const& address, std::string_view what, Instant since) {
    auto sql = "select count(*) from request_attempt where address = :a and what = :b and at >= :c";
    return static_cast<int>(select_one<long long>(tx, sql, address, what, since).value());
}

void remove_attempts_before(Transaction& tx, Instant moment) { change(tx, "delete from request_attempt where at < :a", moment); }

Notice notice_of(Transaction& tx, Id request_id) {
    using Row = std::tuple<std::string, Instant>;
    auto found = select_one<Row>(tx, "select email, asked_at from request_notice where request_id = :a", request_id);
    if (!found) return {};
    return {.email = std::get<0>(*found), .asked_at = std::get<1>(*found)};
}

void save_notice(Transaction& tx, Id request_id, std::string const& email, Instant at) {
    remove_notice(tx, request_id);
    change(tx, "insert into request_notice (request_id, email, asked_at) values (:a, :b, :c)", request_id, email, at);
}

void remove_notice(Transaction& tx, Id request_id) { change(tx, "delete from request_notice where request_id = :a", request_id); }

void remove_notices_of_erased(Transaction& tx) {
    change(tx, "delete from request_notice where request_id in (select id from request_info_request where erased_at <> '')");
}

}  // namespace mingtang::request::store
