#include "base/text.hpp"
#include "organ/store.hpp"
#include "request/actions/common.hpp"

namespace mingtang::request {
namespace {

Done has_words(std::string const& words, char const* verb, char const* field) {
    if (text::trim(words).empty()) return Refusal{std::string("request.") + verb + ".missing", "", {}, field};
    if (text::length(words) > 5000) return Refusal{std::string("request.") + verb + ".too_long", "", {}, field};
    return {};
}

bool holds(Context& in, Id person_id, Role role, Id unit_id) {
    auto person = organ::store::person_by_id(in.tx, person_id);
    if (!person || !person->open) return false;
    organ::Actor them{.person_id = person_id, .grants = organ::store::acting_grants(in.tx, person_id)};
    return them.has(role, unit_id);
}

/// What the applicant brings for a case that waits for it: words and files stay with the case.
Outcome<InfoRequest> bring(Context& in, InfoRequest request, Action action, std::string const& name, std::string const& words,
                           std::vector<IncomingFile> const& files, bool applicant) {
    if (auto kept = keep_files(in, request, files, applicant); !kept) return kept.error();
    return take(in, std::move(request), action, name, words, applicant);
}

}  // namespace

Outcome<InfoRequest> confirm(Context& in, Id request_id, Date confirmed_on, std::string const& remark) {
    auto found = find_for(in, request_id, Action::confirm);
    if (!found) return found.error();
    auto day = confirmed_day(*found, confirmed_on, in.today());
    if (!day) return day.error();
    found->confirmed_on = found->received_on = *day;
    if (found->first_responder_id == 0) found->first_responder_id = in.actor.person_id;
    return take(in, *found, Action::confirm, "confirmed", remark);
}

Outcome<InfoRequest> assign(Context& in, Id request_id, Id handler_id, std::string const& remark) {
    auto found = find_for(in, request_id, Action::assign);
    if (!found) return found.error();
    if (!holds(in, handler_id, Role::handler, found->unit_id)) return Refusal{"request.assign.no_handler", "ogi-2019:45", {}, "handler_id"};
    found->handler_id = handler_id;
    if (found->first_responder_id == 0) found->first_responder_id = in.actor.person_id;
    return take(in, *found, Action::assign, "assigned", remark);
}

Outcome<InfoRequest> supply(Context& in, Id request_id, Date came_on, std::string const& words, std::vector<IncomingFile> const& files,
                            bool applicant) {
    auto found = find_for(in, request_id, Action::supply, applicant);
    if (!found) return found.error();
    if (auto has = has_words(words, "supply", "words"); !has && files.empty()) return has.error();
    auto day = applicant ? in.today() : came_on;
    if (day < found->supplement_asked_on || day > in.today()) return Refusal{"request.supply.bad_day", "ogi-2019:30", {}, "came_on"};
    found->supplied_on = day;
    return bring(in, *found, Action::supply, "supplied", words, files, applicant);
}

Outcome<InfoRequest> give_reasons(Context& in, Id request_id, std::string const& words, std::vector<IncomingFile> const& files,
                                  bool applicant) {
    auto found = find_for(in, request_id, Action::give_reasons, applicant);
    if (!found) return found.error();
    if (auto has = has_words(words, "give_reasons", "words"); !has) return has.error();
    return bring(in, *found, Action::give_reasons, "reasons_given", words, files, applicant);
}

Outcome<InfoRequest> take_back(Context& in, Id request_id, std::string const& reason, bool applicant) {
    auto found = find_for(in, request_id, Action::take_back, applicant);
    if (!found) return found.error();
    if (auto has = has_words(reason, "take_back", "reason"); !has && !applicant) return has.error();
    close(in, *found, "r6_3_other", in.today());
    return take(in, *found, Action::take_back, "taken_back", reason, applicant);
}

Outcome<InfoRequest> end_found(Context& in, Id request_id, Id disclosure_id, bool applicant) {
    auto found = find_for(in, request_id, Action::end_found, applicant);
    if (!found) return found.error();
    close(in, *found, "r6_3_other", in.today());
    found->answer_disclosure_id = disclosure_id;
    store::count_found(in.tx, found->unit_id, disclosure_id, in.today());
    return take(in, *found, Action::end_found, "ended_found", "", applicant);
}

Outcome<InfoRequest> refer_wrong(Context& in, Id request_id, std::string const& reason) {
    auto found = find_for(in, request_id, Action::refer_wrong);
    if (!found) return found.error();
    if (auto has = has_words(reason, "refer_wrong", "reason"); !has) return has.error();
    close(in, *found, "r6_3_other", in.today());
    return take(in, *found, Action::refer_wrong, "closed_otherwise", reason);
}

Outcome<InfoRequest> archive(Context& in, Id request_id, std::string const& remark) {
    auto found = find_for(in, request_id, Action::archive);
    if (!found) return found.error();
    for (auto const& letter : store::letters_of(in.tx, request_id))
        if (letter.state < LetterState::issued) return Refusal{"request.archive.letter_open", "ogi-2019:45"};
    found->archived_at = in.now;
    return take(in, *found, Action::archive, "archived", remark);
}

Outcome<InfoRequest> link_answer(Context& in, Id request_id, Id disclosure_id) {
    auto found = store::by_id(in.tx, request_id);
    if (!found) return Refusal{"request.find.not_found"};
    if (!in.actor.system && !may_read(in, *found)) return Refusal{"request.read.forbidden", "ogi-2019:45"};
    found->answer_disclosure_id = disclosure_id;
    ++found->lock_version;
    store::save(in.tx, *found);
    tell(in, "answer_linked", *found, {{"disclosure_id", disclosure_id}});
    return *found;
}

}  // namespace mingtang::request
