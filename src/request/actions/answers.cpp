#include "request/answers.hpp"

#include "base/text.hpp"
#include "request/actions/common.hpp"
#include "request/words.hpp"

namespace mingtang::request {
namespace {

std::optional<Letter> issued_answer(Context& in, Id request_id) {
    std::optional<Letter> answer;
    for (auto& letter : store::letters_of(in.tx, request_id))
        if (letter.kind == LetterKind::answer && letter.state == LetterState::issued) answer = std::move(letter);
    return answer;
}

}  // namespace

Outcome<AnswerToPublish> answer_of(Context& in, Id request_id) {
    auto found = find(in, request_id);
    if (!found) return found.error();
    if (!may_read(in, *found)) return Refusal{"request.read.forbidden", "ogi-2019:45"};
    auto answer = issued_answer(in, request_id);
    if (!answer || found->erased_at) return Refusal{"request.publish.no_answer"};
    if (found->answer_disclosure_id != 0 || answer_draft_of(in, request_id)) return Refusal{"request.publish.twice"};
    std::string body;
    for (auto const& line : text::split(text_of(in, *answer).body, '\n')) body += "<p>" + text::escape_html(line) + "</p>";
    auto wanted = text::shorten(text::one_line(description_of(in, *found)), 60);
    return AnswerToPublish{.unit_id = found->unit_id,
                           .title = word("publish", "title", {{"wanted", wanted}}),
                           .body = std::move(body),
                           .source = word("publish", "source", {{"number", answer->document_number}})};
}

Outcome<AnswerDraft> keep_answer_draft(Context& in, Id request_id, Id disclosure_id) {
    auto found = find(in, request_id);
    if (!found) return found.error();
    AnswerDraft draft{.request_id = request_id, .disclosure_id = disclosure_id};
    store::save(in.tx, draft);
    note(in, *found, "publish_answer", found->state, "", false);
    tell(in, "answer_to_publish", *found, {{"disclosure_id", disclosure_id}});
    return draft;
}

std::optional<AnswerDraft> answer_draft_of(Context& in, Id request_id) { return store::answer_draft_of(in.tx, request_id); }

int link_published_answers(Context& in, std::function<bool(Id)> const& is_public) {
    int linked = 0;
    for (auto const& draft : store::answer_drafts(in.tx)) {
        if (!is_public(draft.disclosure_id)) continue;
        if (link_answer(in, draft.request_id, draft.disclosure_id)) ++linked;
        store::remove_answer_draft(in.tx, draft.id);
    }
    return linked;
}

}  // namespace mingtang::request
