#include "request/web/portal.hpp"

#include "base/text.hpp"
#include "http/addresses.hpp"
#include "http/cookies.hpp"
#include "http/csrf.hpp"
#include "organ/web/layout.hpp"
#include "request/words.hpp"

namespace mingtang::request::portal {

std::string const& Visit::draft_token() const { return request.cookies[draft_cookie]; }
std::string const& Visit::case_token() const { return request.cookies[case_cookie]; }

PortalPage start(Visit const& visit, std::string_view view_name, std::string const& title) {
    PortalPage page(visit.env(), visit.request, view_name, title);
    page.crumb(word("portal", "home"), "/");
    if (visit.request.path != "/request") page.crumb(word("portal", "front"), "/request");
    page.crumb(title);
    return page;
}

Response refuse(Visit const& visit, Refusal const& refusal) {
    auto response = organ::web::refused(visit.env(), visit.request, in_words(refusal));
    if (refusal.code.ends_with(".too_many")) response.status = 429;
    return response;
}

void show_fault(view::Data data, Refusal const& refusal) {
    auto sentence = view::sentence(in_words(refusal));
    auto summary = data.section("faults");
    summary.set("message", sentence).set("field", refusal.field).set("code", refusal.code);
    summary.show("at_field", !refusal.field.empty()).show("nowhere", refusal.field.empty());
    auto citation = view::citation(refusal.article);
    if (!citation.text.empty()) summary.section("article").set("text", citation.text).set("href", citation.url);
    if (refusal.field.empty()) return;
    data.show(refusal.field + "_wrong");
    data.section(refusal.field + "_error").set("message", sentence);
}

void set_cookie(Visit const& visit, Response& response, std::string_view name, std::string const& value) {
    Request as;
    as.secure = visit.request.secure || visit.env().secure_cookies;
    http::CookieOptions options{.max_age = {}, .same_site = "Lax", .path = "/request"};
    if (value.empty()) options.max_age = std::chrono::seconds(0);
    http::set_cookie(as, response, name, value, options);
}

std::string form_token(std::string const& cookie) { return http::csrf_token(cookie); }

Done form_came_from(Visit const& visit, std::string const& cookie) {
    if (!organ::web::comes_from_here(visit.request) || !http::csrf_ok(visit.request, cookie)) return Refusal{"request.portal.stale"};
    return {};
}

std::vector<IncomingFile> incoming(Visit const& visit) {
    std::vector<IncomingFile> files;
    for (auto const& upload : visit.request.uploads) {
        if (upload.file_name.empty() && upload.size == 0) continue;
        files.push_back({.name = upload.file_name,
                         .content_type = upload.content_type,
                         .path = upload.path,
                         .role = from_text<CaseFile::Role>(upload.field).value_or(CaseFile::Role::application)});
    }
    return files;
}

Done may_try(Context& in, Visit const& visit, Guard const& guard) {
    auto since = in.now + -std::chrono::minutes(guard.minutes);
    if (attempts_since(in, http::client_key(visit.request.remote), guard.what, since) < guard.most) return {};
    return Refusal{guard.code, "", {{"minutes", std::to_string(guard.minutes)}}};
}

void count_try(Visit const& visit, Guard const& guard) {
    act(visit, [&](Context& in) -> Done {
        count_attempt(in, http::client_key(visit.request.remote), guard.what);
        return {};
    });
}

void show_files(Context& in, view::Data data, std::string_view section, std::vector<CaseFile> const& files) {
    for (auto const& file : files)
        data.section(section)
            .set("file_id", file.id)
            .set("file_name", opened(in, file.name))
            .set("file_size", text::size_words(file.size))
            .set("file_role", word("file_role", file.role));
}

/// All of it stays with the one who asked.
http::Handler personal(Around const& around, Shown show) {
    return [&around, show](Request const& request) {
        try {
            auto response = show(Visit{around, request});
            if (!response.header("Cache-Control")) response.set("Cache-Control", "no-store");
            return response;
        } catch (storage::Unavailable const& away) {
            throw http::Unavailable(away.what());
        }
    };
}

}  // namespace mingtang::request::portal

namespace mingtang::request {

http::Routes portal_routes(Around const& around) {
    using namespace portal;
    using http::Method;
    constexpr std::uint64_t with_files = 64ull << 20;
    auto page = [&around](Shown show) { return personal(around, show); };
    return {
        {Method::get, "/request", page(show_front)},
        {Method::get, "/request/new", page(show_new)},
        {Method::post, "/request/new", page(save_new), with_files},
        {Method::get, "/request/amend", page(show_amend)},
        {Method::post, "/request/amend", page(save_amend), with_files},
        {Method::post, "/request/known", page(show_known)},
        {Method::get, "/request/check", page(show_check)},
        {Method::post, "/request/check", page(send_check)},
        {Method::post, "/request/found", page(end_found)},
        {Method::post, "/request/discard", page(discard)},
        {Method::get, "/request/receipt", page(show_receipt)},
        {Method::get, "/request/follow", page(show_follow)},
        {Method::post, "/request/follow", page(open_follow)},
        {Method::post, "/request/leave", page(leave)},
        {Method::get, "/request/case", page(show_case)},
        {Method::get, "/request/case/clock", page(show_clock)},
        {Method::get, "/request/case/letters/{id}", page(show_letter)},
        {Method::get, "/request/case/letters/{id}/pdf", page(letter_as_pdf)},
        {Method::get, "/request/case/letters/{id}/docx", page(letter_as_docx)},
        {Method::get, "/request/case/files/{id}", page(download_file)},
        {Method::get, "/request/case/calendar.ics", page(download_calendar)},
        {Method::get, "/request/calendar.ics", page(subscribe_calendar)},
        {Method::post, "/request/case/supply", page(supply), with_files},
        {Method::post, "/request/case/give_reasons", page(give_reasons), with_files},
        {Method::post, "/request/case/payment", page(show_payment), with_files},
        {Method::post, "/request/case/evaluate", page(evaluate)},
        {Method::post, "/request/case/take_back", page(take_back)},
        {Method::post, "/request/case/wish", page(wish)},
        {Method::post, "/request/case/notices", page(set_notices)},
        {Method::post, "/request/case/code", page(renew_code)},
    };
}

}  // namespace mingtang::request
