#include "request/answers.hpp"

namespace mingtang::request::store {
namespace {

std::string drafts(std::string const& rest) {
    return "select " + storage::column_list<AnswerDraft>() + " from request_answer_draft " + rest;
}

}  // namespace

std::optional<AnswerDraft> answer_draft_of(Transaction& tx, Id request_id) {
    return storage::select_one<AnswerDraft>(tx, drafts("where request_id = :a order by id limit 1"), request_id);
}

std::vector<AnswerDraft> answer_drafts(Transaction& tx) { return storage::select<AnswerDraft>(tx, drafts("order by id limit 500")); }

void save(Transaction& tx, AnswerDraft& draft) { storage::insert(tx, "request_answer_draft", draft); }

void remove_answer_draft(Transaction& tx, Id id) { storage::change(tx, "delete from request_answer_draft where id = :a", id); }

}  // namespace mingtang::request::store
