#include "base/text.hpp"
#include "disclosure/actions/common.hpp"

namespace mingtang::disclosure {

Outcome<Edition> pass(Context& in, Id edition_id, std::string const& remark) {
    auto found = find_for(in, edition_id, Action::pass);
    if (!found) return found.error();
    if (auto may = may_review(*found, in.actor.person_id); !may) return may.error();
    auto taken = take(in, *found, Action::pass, remark);
    if (taken) tell(in, "passed", *taken);
    return taken;
}

Outcome<Edition> send_back(Context& in, Id edition_id, std::string const& remark) {
    auto found = find_for(in, edition_id, Action::return_);
    if (!found) return found.error();
    if (auto may = has_reason(remark, "return"); !may) return may.error();
    auto taken = take(in, *found, Action::return_, remark);
    if (taken) tell(in, "returned", *taken);
    return taken;
}

namespace {

Action action_of(Conclusion conclusion) {
    if (conclusion == Conclusion::may_be_public) return Action::clear;
    return conclusion == Conclusion::referred ? Action::refer : Action::return_;
}

char const* event_of(Action action) {
    if (action == Action::clear) return "cleared";
    return action == Action::refer ? "referred" : "returned";
}

}  // namespace

Outcome<Edition> review_secrecy(Context& in, Id edition_id, ReviewForm const& form) {
    auto action = action_of(form.conclusion);
    auto found = find_for(in, edition_id, action);
    if (!found) return found.error();
    if (auto may = may_review(*found, in.actor.person_id); !may) return may.error();
    SecrecyReview review{.edition_id = edition_id,
                         .person_id = in.actor.person_id,
                         .person_name = in.actor.name,
                         .at = in.now,
                         .checked = text::shorten(text::trim(form.checked), 1000),
                         .conclusion = form.conclusion,
                         .basis = text::shorten(text::trim(form.basis), 1000),
                         .referred_to = text::shorten(text::one_line(form.referred_to), 200),
                         .digest = found->digest};
    if (auto last = store::last_scan(in.tx, edition_id); last && last->digest == found->digest)
        review.scan_id = last->id, review.shown = last->total();
    if (auto whole = is_review_whole(review); !whole) return whole.error();
    auto taken = take(in, *found, action, review.basis);
    if (!taken) return taken.error();
    store::insert(in.tx, review);
    tell(in, event_of(action), *taken, {{"conclusion", to_text(form.conclusion)}, {"secrecy_review_id", review.id}});
    return taken;
}

Outcome<Remark> remark(Context& in, Id edition_id, std::string const& quote, std::string const& words) {
    auto found = find_handled(in, edition_id);
    if (!found) return found.error();
    Remark made{.edition_id = edition_id,
                .person_id = in.actor.person_id,
                .person_name = in.actor.name,
                .at = in.now,
                .quote = text::shorten(text::one_line(quote), 300),
                .words = text::shorten(text::trim(words), 1000)};
    if (made.words.empty()) return Refusal{"disclosure.remark.empty", "", {}, "words"};
    store::insert(in.tx, made);
    tell(in, "remarked", *found);
    return made;
}

Done settle_remark(Context& in, Id remark_id) {
    auto found = store::remark(in.tx, remark_id);
    if (!found) return Refusal{"disclosure.find.not_found"};
    auto edition = find_handled(in, found->edition_id);
    if (!edition) return edition.error();
    found->settled = true;
    store::save(in.tx, *found);
    tell(in, "remark_settled", *edition);
    return {};
}

}  // namespace mingtang::disclosure
