#include "request/actions/common.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "organ/second_factor.hpp"

namespace mingtang::request {
namespace {

constexpr std::string_view description_purpose = "request.description";
constexpr std::string_view applicant_purpose = "request.applicant";
constexpr std::string_view words_purpose = "request.words";

}  // namespace

std::string seal_description(Context const& in, std::string_view text) { return organ::seal(in.secret, description_purpose, text); }

std::string seal_applicant(Context const& in, Applicant const& applicant) {
    return organ::seal(in.secret, applicant_purpose, to_json(applicant));
}

Applicant applicant_of(Context const& in, std::string const& sealed) {
    if (sealed.empty()) return {};
    return applicant_of_json(organ::unseal(in.secret, applicant_purpose, sealed).value_or(""));
}

std::string seal_words(Context const& in, std::string_view text) { return text.empty() ? "" : organ::seal(in.secret, words_purpose, text); }

std::string opened(Context const& in, std::string const& sealed) {
    return sealed.empty() ? "" : organ::unseal(in.secret, words_purpose, sealed).value_or("");
}

std::string description_of(Context const& in, InfoRequest const& request) {
    return organ::unseal(in.secret, description_purpose, request.description).value_or("");
}

std::string keyed_hash(Context const& in, std::string_view purpose, std::string_view text) {
    return organ::keyed_hash(in.secret, "request 1 " + std::string(purpose), text);
}

Outcome<InfoRequest> find(Context& in, Id request_id) {
    auto found = store::by_id(in.tx, request_id);
    if (!found || !may_see(in, *found)) return Refusal{"request.find.not_found"};
    return *found;
}

Outcome<InfoRequest> find_for(Context& in, Id request_id, Action action, bool applicant) {
    auto found = applicant ? store::by_id(in.tx, request_id).value_or(InfoRequest{}) : InfoRequest{};
    if (!applicant) {
        auto seen = find(in, request_id);
        if (!seen) return seen.error();
        found = *seen;
    }
    if (found.id == 0) return Refusal{"request.find.not_found"};
    if (auto may = next(found.state, action, in.actor, found.unit_id, applicant); !may) return may.error();
    return found;
}

void move(Context& in, InfoRequest& request, State to) {
    if (request.state != to) request.state_since = in.now;
    request.state = to;
    ++request.lock_version;
    reckon(in, request);
    store::save(in.tx, request);
}

void note(Context& in, InfoRequest const& request, std::string const& action, State from, std::string const& remark, bool shown,
          bool applicant) {
    Step step{.request_id = request.id,
              .action = action,
              .from_state = from,
              .to_state = request.state,
              .person_id = applicant ? 0 : in.actor.person_id,
              .person_name = applicant ? "" : in.actor.name,
              .at = in.now,
              .remark = seal_words(in, text::shorten(remark, 2000)),
              .shown = shown};
    store::add(in.tx, step);
}

void tell(Context& in, std::string const& name, InfoRequest const& request, json::object more) {
    more["case_number"] = request.case_number;
    more["state"] = to_text(request.state);
    more["reply_due"] = request.reply_due.text();
    in.write("request." + name, request.subject(), request.unit_id, std::move(more));
}

Outcome<InfoRequest> take(Context& in, InfoRequest request, Action action, std::string const& name, std::string const& remark,
                          bool applicant) {
    auto to = next(request.state, action, in.actor, request.unit_id, applicant);
    if (!to) return to.error();
    auto from = request.state;
    move(in, request, *to);
    note(in, request, std::string(to_text(action)), from, remark, true, applicant);
    tell(in, name, request);
    return request;
}

void close(Context&, InfoRequest& request, std::string const& outcome, Date on) {
    request.outcome = outcome;
    request.closed_on = on;
}

Outcome<Date> read_date(std::string const& typed, std::string const& verb, std::string const& field) {
    auto day = Date::parse(text::trim(typed));
    if (!day) return Refusal{"request." + verb + ".bad_date", "", {{"value", text::shorten(text::one_line(typed), 40)}}, field};
    return *day;
}

}  // namespace mingtang::request
