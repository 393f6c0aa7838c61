#include "base/calendar_file.hpp"
#include "base/text.hpp"
#include "http/addresses.hpp"
#include "organ/site_address.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"
#include "request/due_days.hpp"
#include "request/store.hpp"
#include "request/web/portal.hpp"
#include "request/words.hpp"

namespace mingtang::request::portal {
namespace {

Response follow_page(Visit const& visit, std::optional<Refusal> const& refusal) {
    auto page = start(visit, "request/portal_follow", word("portal", "follow"));
    auto data = page.data();
    data.set("case_number", visit.request.form["case_number"]);
    data.set("contact_phone", visit.env().site().contact_phone).set("most", wrong_codes.most).set("minutes", wrong_codes.minutes);
    data.show("is_open", !visit.case_token().empty());
    if (refusal) show_fault(data, *refusal);
    return page.response(!refusal ? 200 : refusal->code.ends_with(".too_many") ? 429 : 422);
}

/// The token that opens what number and code belong to.
Outcome<std::string> opened_by(Context& in, std::string const& number, std::string const& code) {
    if (auto found = follow(in, number, code)) return follow_token(in, *found);
    auto wish = follow_wish(in, number, code);
    if (!wish) return wish.error();
    return follow_token(in, *wish);
}

std::string host_of(Environment const& env) { return env.site().site_domain; }

/// The days as a calendar file. It says the number and what is due, nothing of what was asked for.
std::string ics_of(Context& in, Visit const& visit, InfoRequest const& request) {
    auto unit = organ::store::unit_by_id(in.tx, request.unit_id).value_or(organ::Unit{});
    CalendarFile file{.name = word("ics", "name", {{"number", request.case_number}}), .made_at = in.now, .sequence = request.lock_version};
    for (auto const& day : due_days(in, request)) {
        Details details{{"number", request.case_number}, {"unit", unit.name}};
        auto more = word("ics_more", day.what, details);
        if (!day.certain) more += "\n" + word("portal", "uncertain");
        file.days.push_back({.uid = "request-" + std::to_string(request.id) + "-" + day.what + "@" + host_of(visit.env()),
                             .on = day.on,
                             .summary = word("ics", day.what, details),
                             .description = more,
                             .url = organ::base_url(visit.env()) + "/request/follow"});
    }
    return to_ics(file);
}

Response as_calendar(std::string ics) {
    auto response = http::text(std::move(ics));
    response.set("Content-Type", "text/calendar; charset=utf-8");
    return response;
}

}  // namespace

Response show_follow(Visit const& visit) { return follow_page(visit, {}); }

Response open_follow(Visit const& visit) {
    if (!organ::web::comes_from_here(visit.request)) return refuse(visit, {"request.portal.stale"});
    auto const& number = visit.request.form["case_number"];
    auto const& code = visit.request.form["query_code"];
    auto token = look(visit, [&](Context& in) -> Outcome<std::string> {
        if (auto may = may_try(in, visit, wrong_codes); !may) return may.error();
        if (text::trim(number).empty()) return Refusal{"request.follow.no_number", "", {}, "case_number"};
        if (text::trim(code).empty()) return Refusal{"request.follow.no_code", "", {}, "query_code"};
        return opened_by(in, number, code);
    });
    if (!token) {
        if (token.error().code == "request.follow.not_found") count_try(visit, wrong_codes);
        return follow_page(visit, Refusal{token.error().code, token.error().article, token.error().details, token.error().field});
    }
    auto response = http::see_other("/request/case");
    set_cookie(visit, response, case_cookie, *token);
    return response;
}

Response leave(Visit const& visit) {
    if (auto came = form_came_from(visit, visit.case_token()); !came) return refuse(visit, came.error());
    auto response = http::see_other("/request");
    set_cookie(visit, response, case_cookie, "");
    return response;
}

Outcome<InfoRequest> case_of(Context& in, Visit const& visit) {
    auto found = follow_by_token(in, visit.case_token());
    if (!found) return Refusal{"request.follow.signed_out"};
    return *found;
}

Response download_calendar(Visit const& visit) {
    auto ics = look(visit, [&](Context& in) -> Outcome<std::string> {
        auto found = case_of(in, visit);
        if (!found) return found.error();
        return ics_of(in, visit, *found);
    });
    if (!ics) return http::see_other("/request/follow");
    auto response = as_calendar(*ics);
    http::as_attachment(response, word("ics", "file"));
    return response;
}

Response subscribe_calendar(Visit const& visit) {
    auto ics = look(visit, [&](Context& in) -> Outcome<std::string> {
        auto found = follow_by_calendar_token(in, visit.request.query["key"]);
        if (!found) return Refusal{"request.calendar.not_found"};
        return ics_of(in, visit, *found);
    });
    if (!ics) return refuse(visit, ics.error());
    return as_calendar(*ics);
}

}  // namespace mingtang::request::portal
