#include "base/text.hpp"
#include "mail/address.hpp"
#include "request/actions/form.hpp"
#include "request/due_days.hpp"
#include "request/store_draft.hpp"
#include "request/web/portal.hpp"
#include "request/words.hpp"

/// What the applicant does on the page of the case.
namespace mingtang::request::portal {
namespace {

/// One step by the holder of the code; then the page of the case, with what was done or what is in the way.
template <class F>
Response step(Visit const& visit, std::string const& done, F&& work) {
    if (auto came = form_came_from(visit, visit.case_token()); !came) return refuse(visit, came.error());
    auto taken = act(visit, [&](Context& in) -> Done {
        auto found = case_of(in, visit);
        if (!found) return found.error();
        auto outcome = work(in, *found);
        if (!outcome) return outcome.error();
        return {};
    });
    if (taken) return http::see_other("/request/case?done=" + done);
    if (taken.error().code == "request.follow.signed_out") return refuse(visit, taken.error());
    return case_page(visit, Refusal{taken.error().code, taken.error().article, taken.error().details, taken.error().field}, "");
}

std::vector<IncomingFile> files_as(Visit const& visit, CaseFile::Role role) {
    auto files = incoming(visit);
    for (auto& file : files) file.role = role;
    return files;
}

}  // namespace

Response supply(Visit const& visit) {
    return step(visit, "supplied", [&](Context& in, InfoRequest const& request) {
        return request::supply(in, request.id, in.today(), visit.request.form["words"], files_as(visit, CaseFile::Role::supplement), true);
    });
}

Response give_reasons(Visit const& visit) {
    return step(visit, "reasons_given", [&](Context& in, InfoRequest const& request) {
        return request::give_reasons(in, request.id, visit.request.form["words"], files_as(visit, CaseFile::Role::reasons), true);
    });
}

Response show_payment(Visit const& visit) {
    return step(visit, "payment_shown", [&](Context& in, InfoRequest const& request) -> Done {
        if (request.state != State::awaiting_payment) return Refusal{"request.payment.not_now", "ogi-2019:42"};
        auto files = files_as(visit, CaseFile::Role::payment);
        if (files.empty()) return Refusal{"request.payment.no_file", "", {}, "payment"};
        for (auto const& file : files)
            if (auto added = add_file(in, request.id, 0, file, true); !added) return added.error();
        return {};
    });
}

Response evaluate(Visit const& visit) {
    return step(visit, "evaluated", [&](Context& in, InfoRequest const& request) {
        auto const& typed = visit.request.form["grade"];
        int grade = typed.size() == 1 ? typed[0] - '0' : 0;
        return request::evaluate(in, request.id, grade, visit.request.form["words"]);
    });
}

Response take_back(Visit const& visit) {
    return step(visit, "taken_back", [&](Context& in, InfoRequest const& request) -> Outcome<InfoRequest> {
        if (visit.request.form["sure"] != "1") return Refusal{"request.take_back.not_sure", "", {}, "sure"};
        return request::take_back(in, request.id, visit.request.form["words"], true);
    });
}

Response wish(Visit const& visit) {
    return step(visit, "wished", [&](Context& in, InfoRequest const& request) -> Outcome<Wish> {
        auto kind = from_text<Wish::Kind>(visit.request.form["kind"]);
        if (!kind) return Refusal{"request.wish.no_kind", "", {}, "kind"};
        return request::wish(in, request.id, *kind, visit.request.form["words"]);
    });
}

Response set_notices(Visit const& visit) {
    bool stops = visit.request.form["stop"] == "1";
    return step(visit, stops ? "notices_stopped" : "notices_set", [&](Context& in, InfoRequest const& request) -> Done {
        if (stops) {
            store::remove_notice(in.tx, request.id);
            return {};
        }
        auto email = mail::read_address(visit.request.form["email"]);
        if (!email) return email.error();
        store::save_notice(in.tx, request.id, seal_words(in, *email), in.now);
        return {};
    });
}

Response renew_code(Visit const& visit) {
    if (auto came = form_came_from(visit, visit.case_token()); !came) return refuse(visit, came.error());
    if (visit.request.form["sure"] != "1") return case_page(visit, Refusal{"request.renew_code.not_sure", "", {}, "sure"}, "");
    auto actor = organ::Actor::of_system("applicant");
    std::string token;
    auto taken = organ::act(visit.env(), actor, [&](Context& in) -> Outcome<TakenIn> {
        auto found = case_of(in, visit);
        if (!found) return found.error();
        auto renewed = request::renew_code(in, found->id);
        if (renewed) token = follow_token(in, renewed->request);
        return renewed;
    });
    if (!taken) return refuse(visit, taken.error());
    auto page = start(visit, "request/portal_code", word("portal", "code"));
    page.data().set("number", taken->request.case_number).set("query_code", taken->query_code);
    auto response = page.response();
    set_cookie(visit, response, case_cookie, token);
    return response;
}

}  // namespace mingtang::request::portal
