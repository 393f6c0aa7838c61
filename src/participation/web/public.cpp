#include "base/text.hpp"
#include "http/cookies.hpp"
#include "participation/web/pages.hpp"

namespace mingtang::participation::web {
namespace {

using Shown = Response (*)(Environment const&, Request const&);
using Kept = Response (*)(Environment const&, Request const&, std::vector<std::string>&);

/// Nothing of it is kept by any cache: it stays with the one who wrote.
http::Handler personal(Environment const& env, Shown show) {
    return [&env, show](Request const& request) {
        auto response = show(env, request);
        response.set("Cache-Control", "no-store");
        return response;
    };
}

http::Handler kept(Environment const& env, Kept show) {
    return organ::web::cached(env, [&env, show](Request const& request, std::vector<std::string>& tags) {
        tags.insert(tags.end(), {"letters", "units", "day"});
        return show(env, request, tags);
    });
}

}  // namespace

void set_cookie(Environment const& env, Request const& request, Response& response, std::string_view name, std::string const& value) {
    Request as;
    as.secure = request.secure || env.secure_cookies;
    http::CookieOptions options{.max_age = {}, .same_site = "Lax", .path = "/letter"};
    if (value.empty()) options.max_age = std::chrono::seconds(0);
    if (!value.empty() && name == receipt_cookie) options.max_age = std::chrono::minutes(30);
    http::set_cookie(as, response, name, value, options);
}

Response refuse(Environment const& env, Request const& request, Refusal const& refusal) {
    return organ::web::refused(env, request, in_words(refusal));
}

void show_fault(view::Data data, Refusal const& refusal) {
    auto sentence = view::sentence(in_words(refusal));
    auto summary = data.section("faults");
    summary.set("message", sentence).set("field", refusal.field).set("code", refusal.code);
    summary.show("at_field", !refusal.field.empty()).show("nowhere", refusal.field.empty());
    if (refusal.field.empty()) return;
    data.show(refusal.field + "_wrong");
    data.section(refusal.field + "_error").set("message", sentence);
}

void show_lines(view::Data data, std::string_view section, std::string const& text) {
    for (auto const& line : text::split(text, '\n')) data.section(section).set("line", line);
}

}  // namespace mingtang::participation::web

namespace mingtang::participation {

http::Routes public_routes(organ::Environment const& env) {
    using namespace web;
    using http::Method;
    return {
        {Method::get, "/letter", personal(env, show_write)},           {Method::post, "/letter", personal(env, send_letter)},
        {Method::get, "/letter/receipt", personal(env, show_receipt)}, {Method::get, "/letter/follow", personal(env, show_follow)},
        {Method::post, "/letter/follow", personal(env, open_follow)},  {Method::post, "/letter/leave", personal(env, leave)},
        {Method::get, "/letter/case", personal(env, show_case)},       {Method::post, "/letter/rate", personal(env, rate_reply)},
        {Method::get, "/letters", kept(env, show_published)},          {Method::get, "/letters/{id}", kept(env, show_one)},
    };
}

}  // namespace mingtang::participation
