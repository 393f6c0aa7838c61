#include "organ/sign_in.hpp"

#include "base/text.hpp"
#include "http/cookies.hpp"
#include "organ/web/layout.hpp"
#include "organ/web/routes.hpp"
#include "organ/words.hpp"

namespace mingtang::organ::web {

bool comes_from_here(http::Request const& request) {
    auto const& site = request.headers["sec-fetch-site"];
    if (!site.empty()) return site == "same-origin" || site == "none";
    auto const& origin = request.headers["origin"];
    if (origin.empty()) return true;
    auto slashes = origin.find("//");
    return slashes != origin.npos && origin.substr(slashes + 2) == request.headers["host"];
}

void set_session(Environment const& env, http::Request const& request, http::Response& response, std::string const& token) {
    http::Request as;
    as.secure = request.secure || env.secure_cookies;
    if (token.empty()) {
        http::drop_cookie(as, response, session_cookie);
    } else {
        http::set_cookie(as, response, session_cookie, token);
    }
}

namespace {

Browser browser_of(http::Request const& request) { return {request.remote, request.headers["user-agent"]}; }

/// 429 for too many, 403 for forbidden, else what the code stands for.
int status_for(Refusal const& refusal) { return refusal.code == "organ.sign_in.too_many" ? 429 : status_of(refusal); }

http::Response sign_in_page(Environment const& env, http::Request const& request, std::string_view next,
                            std::optional<Refusal> const& refusal) {
    PlainPage page(env, request, "organ/sign_in", word("title", "sign_in"));
    page.data().set("login", request.form["login"]).set("next", own_path(next, "/desk"));
    if (refusal) show_refusal(page.data(), *refusal);
    return page.response(refusal ? status_for(*refusal) : 200);
}

http::Response code_page(Environment const& env, http::Request const& request, std::string_view next,
                         std::optional<Refusal> const& refusal) {
    PlainPage page(env, request, "organ/sign_in_code", word("title", "code"));
    page.data().set("next", own_path(next, "/desk"));
    if (refusal) show_refusal(page.data(), *refusal);
    return page.response(refusal ? status_for(*refusal) : 200);
}

http::Response post_sign_in(Environment const& env, http::Request const& request) {
    auto const& next = request.form["next"];
    auto refuse = [&](Refusal const& refusal) { return sign_in_page(env, request, next, refusal); };
    if (!comes_from_here(request)) return refuse({"organ.sign_in.forbidden", ""});
    auto opened = sign_in(env, request.form["login"], request.form["password"], browser_of(request));
    if (!opened) return refuse(opened.error());
    auto response = http::see_other(opened->needs_code ? "/sign-in/code?next=" + text::percent_encode(own_path(next, "/desk"))
                                                       : own_path(next, "/desk"));
    set_session(env, request, response, opened->token);
    return response;
}

http::Response post_code(Environment const& env, http::Request const& request) {
    auto const& next = request.form["next"];
    if (!comes_from_here(request)) {
        Refusal refusal{"organ.sign_in.forbidden", ""};
        return code_page(env, request, next, refusal);
    }
    auto opened = confirm_sign_in(env, request.cookies[session_cookie], request.form["one_time_code"], browser_of(request));
    if (!opened && opened.error().code == "organ.sign_in.code") {
        auto refusal = opened.error();
        return code_page(env, request, next, refusal);
    }
    if (!opened) {
        auto refusal = opened.error();
        return sign_in_page(env, request, next, refusal);
    }
    auto response = http::see_other(own_path(next, "/desk"));
    set_session(env, request, response, opened->token);
    return response;
}

http::Response post_sign_out(Desk const& desk) {
    act(desk.env, desk.actor, [&](Context& in) { return sign_out(in, desk.session_id); });
    auto response = http::see_other("/sign-in");
    set_session(desk.env, desk.request, response, "");
    return response;
}

}  // namespace

http::Routes sign_in_routes(Environment const& env) {
    using http::Method;
    auto guarded = [](auto handler) {
        return [handler](http::Request const& request) {
            try {
                return handler(request);
            } catch (storage::Unavailable const& away) {
                throw http::Unavailable(away.what());
            }
        };
    };
    return {
        {Method::get, "/sign-in",
         guarded([&env](http::Request const& request) { return sign_in_page(env, request, request.query["next"], {}); })},
        {Method::post, "/sign-in", guarded([&env](http::Request const& request) { return post_sign_in(env, request); })},
        {Method::get, "/sign-in/code",
         guarded([&env](http::Request const& request) { return code_page(env, request, request.query["next"], {}); })},
        {Method::post, "/sign-in/code", guarded([&env](http::Request const& request) { return post_code(env, request); })},
        {Method::post, "/sign-out", desk(env, post_sign_out)},
    };
}

}  // namespace mingtang::organ::web
