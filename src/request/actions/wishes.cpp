#include "base/text.hpp"
#include "organ/store.hpp"
#include "request/actions/form.hpp"

namespace mingtang::request {
namespace {

constexpr std::size_t longest_words = 3000;

Done words_fit(std::string const& words, char const* verb) {
    if (text::trim(words).empty()) return Refusal{std::string("request.") + verb + ".missing", "", {}, "words"};
    if (text::length(words) > longest_words) return Refusal{std::string("request.") + verb + ".too_long", "", {}, "words"};
    return {};
}

void tell_wish(Context& in, std::string const& name, Wish const& wish) {
    auto subject = wish.request_id != 0 ? "request:" + std::to_string(wish.request_id) : "wish:" + std::to_string(wish.id);
    in.write("request." + name, subject, wish.unit_id,
             {{"wish_id", wish.id}, {"kind", to_text(wish.kind)}, {"state", to_text(wish.state)}});
}

}  // namespace

Outcome<Evaluation> evaluate(Context& in, Id request_id, int grade, std::string const& words) {
    auto request = store::by_id(in.tx, request_id);
    if (!request) return Refusal{"request.find.not_found"};
    if (request->state != State::answered && request->state != State::not_handled) return Refusal{"request.evaluate.not_now", ""};
    if (grade < 1 || grade > 5) return Refusal{"request.evaluate.grade", "", {}, "grade"};
    if (text::length(words) > longest_words) return Refusal{"request.evaluate.too_long", "", {}, "words"};
    auto evaluation = store::evaluation_of(in.tx, request_id).value_or(Evaluation{.request_id = request_id});
    evaluation.grade = grade;
    evaluation.words = seal_words(in, text::trim(words));
    evaluation.at = in.now;
    store::save(in.tx, evaluation);
    tell(in, "evaluated", *request, {{"grade", grade}});
    return evaluation;
}

Outcome<Wish> wish(Context& in, Id request_id, Wish::Kind kind, std::string const& words) {
    auto request = store::by_id(in.tx, request_id);
    if (!request) return Refusal{"request.find.not_found"};
    if (auto fit = words_fit(words, "wish"); !fit) return fit.error();
    for (auto const& other : store::wishes_of(in.tx, request_id))
        if (other.kind == kind && other.state == Wish::State::open) return Refusal{"request.wish.twice", ""};
    Wish made{
        .request_id = request_id, .unit_id = request->unit_id, .kind = kind, .words = seal_words(in, text::trim(words)), .made_at = in.now};
    store::save(in.tx, made);
    tell_wish(in, "wished", made);
    return made;
}

Outcome<WishTaken> wish_to_amend(Context& in, Id unit_id, ApplicationForm const& applicant, std::string const& words,
                                 std::vector<IncomingFile> const& files) {
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    if (!unit || !unit->open) return Refusal{"request.apply.unit_takes_none", "ogi-2019:41", {}, "unit"};
    auto read = read_applicant(applicant);
    if (!read) return read.error();
    if (auto fit = words_fit(words, "wish"); !fit) return fit.error();
    if (!files.empty()) return Refusal{"request.wish.files", "ogi-2019:41", {}, "files"};
    WishTaken taken{.wish = {.unit_id = unit_id,
                             .kind = Wish::Kind::amend_record,
                             .number = next_case_number(in, unit_id, "更申"),
                             .applicant = seal_applicant(in, read->applicant),
                             .words = seal_words(in, text::trim(words)),
                             .made_at = in.now},
                    .query_code = new_query_code()};
    taken.wish.query_code = hash_of_query_code(in, taken.query_code);
    store::save(in.tx, taken.wish);
    tell_wish(in, "wished", taken.wish);
    return taken;
}

Outcome<Wish> decide_wish(Context& in, Id wish_id, Wish::State decision, std::string const& reply) {
    auto wish = store::wish(in.tx, wish_id);
    if (!wish) return Refusal{"request.find.not_found"};
    if (!in.actor.system && !in.actor.has(Role::handler, wish->unit_id) && !in.actor.has(Role::office_head, wish->unit_id))
        return Refusal{"request.wish.forbidden", "ogi-2019:41", {{"role", "handler"}}};
    if (wish->state != Wish::State::open) return Refusal{"request.wish.not_now", ""};
    if (decision == Wish::State::open) return Refusal{"request.wish.decision", "", {}, "decision"};
    if (auto fit = words_fit(reply, "wish"); !fit) return fit.error();
    wish->state = decision;
    wish->reply = seal_words(in, text::trim(reply));
    wish->decided_by_id = in.actor.person_id;
    wish->decided_at = in.now;
    store::save(in.tx, *wish);
    tell_wish(in, "wish_decided", *wish);
    return *wish;
}

}  // namespace mingtang::request
