#pragma once
#include <functional>

#include "request/actions.hpp"
#include "request/module.hpp"
#include "request/store.hpp"

/// law: ogi-2019:44. Answers that become public for all: a draft disclosure is made of them, goes its own way of reviews, and is linked
/// with the case on the day on which it is public.
namespace mingtang::request {

/// An answer and the draft disclosure made of it.
struct AnswerDraft {
    Id id = 0;
    Id request_id = 0;
    Id disclosure_id = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<AnswerDraft> auto& r) {
        v("id", r.id), v("request_id", r.request_id), v("disclosure_id", r.disclosure_id);
    }
};

/// What would be published: what was asked for and what was answered, without who asked. Refuses request.publish.{no_answer,twice},
/// request.read.forbidden.
Outcome<AnswerToPublish> answer_of(Context& in, Id request_id);
/// Remembers the draft made of it.
Outcome<AnswerDraft> keep_answer_draft(Context& in, Id request_id, Id disclosure_id);
std::optional<AnswerDraft> answer_draft_of(Context& in, Id request_id);
/// Links the cases whose draft is public by now; returns how many.
int link_published_answers(Context& in, std::function<bool(Id disclosure_id)> const& is_public);

namespace store {
std::optional<AnswerDraft> answer_draft_of(Transaction& tx, Id request_id);
std::vector<AnswerDraft> answer_drafts(Transaction& tx);
void save(Transaction& tx, AnswerDraft& draft);
void remove_answer_draft(Transaction& tx, Id id);
}  // namespace store

}  // namespace mingtang::request
