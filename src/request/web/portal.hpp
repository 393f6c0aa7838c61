#pragma once
#include "organ/web/desk.hpp"
#include "request/draft.hpp"
#include "request/module.hpp"

/// The applicant's pages, under /request. One function per row of the URL table in portal.cpp. Nothing of them is kept by any cache, and no
/// address of theirs says anything of anybody.
namespace mingtang::request::portal {

using http::Request;
using http::Response;
using organ::Environment;
using organ::web::PortalPage;

/// One request of the public.
struct Visit {
    Around const& around;
    Request const& request;
    Environment const& env() const { return around.env; }
    std::string const& draft_token() const;
    std::string const& case_token() const;
};

Response show_front(Visit const& visit);

Response show_new(Visit const& visit);
Response save_new(Visit const& visit);
Response show_amend(Visit const& visit);
Response save_amend(Visit const& visit);
Response show_known(Visit const& visit);
Response show_check(Visit const& visit);
Response send_check(Visit const& visit);
Response end_found(Visit const& visit);
Response discard(Visit const& visit);
Response show_receipt(Visit const& visit);

Response show_follow(Visit const& visit);
Response open_follow(Visit const& visit);
Response leave(Visit const& visit);
Response show_case(Visit const& visit);
Response show_clock(Visit const& visit);
Response show_letter(Visit const& visit);
Response letter_as_pdf(Visit const& visit);
Response letter_as_docx(Visit const& visit);
Response download_file(Visit const& visit);
Response download_calendar(Visit const& visit);
Response subscribe_calendar(Visit const& visit);

Response supply(Visit const& visit);
Response give_reasons(Visit const& visit);
Response show_payment(Visit const& visit);
Response evaluate(Visit const& visit);
Response take_back(Visit const& visit);
Response wish(Visit const& visit);
Response set_notices(Visit const& visit);
Response renew_code(Visit const& visit);

using Shown = Response (*)(Visit const&);
/// With `Cache-Control: no-store`, unless the page says otherwise.
http::Handler personal(Around const& around, Shown show);

// ---- what they share -----------------------------------------------------------------------------------------------------------------

/// Runs `work(Context&)` as the public, reading or writing.
template <class F>
auto look(Visit const& visit, F&& work) {
    auto actor = organ::Actor::the_public();
    return organ::look(visit.env(), actor, work);
}
template <class F>
auto act(Visit const& visit, F&& work) {
    auto actor = organ::Actor::the_public();
    return organ::act(visit.env(), actor, work);
}

PortalPage start(Visit const& visit, std::string_view view_name, std::string const& title);
/// A refusal by itself, on a page.
Response refuse(Visit const& visit, Refusal const& refusal);
/// Beside the field that it names, and in the summary above the form.
void show_fault(view::Data data, Refusal const& refusal);

void set_cookie(Visit const& visit, Response& response, std::string_view name, std::string const& value);
inline constexpr std::string_view draft_cookie = "request_draft";
inline constexpr std::string_view case_cookie = "request_case";

/// What the forms of a browser's draft or case carry, and whether this one does. Refuses request.portal.stale.
std::string form_token(std::string const& cookie);
Done form_came_from(Visit const& visit, std::string const& cookie);

/// The uploads in which something was chosen, each in the role that its field is named after.
std::vector<IncomingFile> incoming(Visit const& visit);

/// How often one address may do what costs, and what is said when it does more.
struct Guard {
    std::string_view what;
    int most, minutes;
    char const* code;
};
inline constexpr Guard wrong_codes{"follow", 10, 15, "request.follow.too_many"};
inline constexpr Guard new_drafts{"draft", 40, 60, "request.portal.too_many"};
inline constexpr Guard applications{"apply", 20, 60, "request.portal.too_many"};
/// Refuses the guard's code with {minutes}.
Done may_try(Context& in, Visit const& visit, Guard const& guard);
void count_try(Visit const& visit, Guard const& guard);

/// `name`, `size` in rounds of `section`, with `id`.
void show_files(Context& in, view::Data data, std::string_view section, std::vector<CaseFile> const& files);

// ---- the case --------------------------------------------------------------------------------------------------------------------------

/// The case that the browser's cookie opens. Refuses request.follow.signed_out.
Outcome<InfoRequest> case_of(Context& in, Visit const& visit);
/// The page of the case, with a refusal beside its form and what was typed into it.
Response case_page(Visit const& visit, std::optional<Refusal> const& refusal, std::string const& done);

}  // namespace mingtang::request::portal
