#pragma once
#include "request/draft.hpp"

/// SQL of drafts, attempts and notices.
namespace mingtang::request::store {

using storage::Transaction;

std::optional<Draft> draft_by_token(Transaction& tx, std::string const& token_hash, Instant since);
void save(Transaction& tx, Draft& draft);
/// Marks it as being sent; false when somebody did so before. A second sender waits here for the first.
bool claim_draft(Transaction& tx, Id id);
std::vector<Draft> drafts_before(Transaction& tx, Instant moment);
void remove_draft(Transaction& tx, Id id);
/// The files of a draft become those of the case that it became.
void hand_over_files(Transaction& tx, Id from_request_id, Id to_request_id);
void empty_receipts_before(Transaction& tx, Instant moment);

void add_attempt(Transaction& tx, std::string const& address, std::string_view what, Instant at);
int attempts_since(Transaction& tx, std::string const& address, std::string_view what, Instant since);
void remove_attempts_before(Transaction& tx, Instant moment);

/// Where mails of a case go, sealed; the empty text where nobody wants any.
struct Notice {
    std::string email;
    Instant asked_at;
};
Notice notice_of(Transaction& tx, Id request_id);
void save_notice(Transaction& tx, Id request_id, std::string const& email, Instant at);
void remove_notice(Transaction& tx, Id request_id);
/// Of cases whose personal data were erased.
void remove_notices_of_erased(Transaction& tx);

}  // namespace mingtang::request::store
