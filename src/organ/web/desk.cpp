#include "organ/web/desk.hpp"

#include "base/text.hpp"
#include "http/csrf.hpp"
#include "organ/sessions.hpp"
#include "organ/web/layout.hpp"
#include "organ/web/presses.hpp"

namespace mingtang::organ::web {
namespace {

http::Response signed_out(Environment const& env, http::Request const& request) {
    Refusal refusal{"organ.session.signed_out"};
    auto next = "/sign-in?next=" + text::percent_encode(request.is_safe() ? request.target : "/desk");
    if (request.is_safe() && !request.wants_json()) return http::see_other(next);
    return refused_with_text(env, request, refusal, 401, next);
}

/// What the person must do before anything else; empty: nothing.
std::string_view due_first(Person const& person, std::string_view path) {
    if (path == "/sign-out" || path.starts_with("/account/")) return {};
    if (person.must_change_password) return "/account/password";
    if (person.second_factor_wanted && person.second_factor.empty()) return "/account/second-factor";
    return {};
}

std::optional<SignedIn> who_asks(Environment const& env, std::string const& token) {
    auto now = env.clock.now();
    std::optional<SignedIn> found;
    {
        auto tx = env.database.read();
        found = signed_in(tx, token, now);
    }
    if (found && found->stale) {
        auto tx = env.database.write();
        touch_session(tx, found->session.id, now);
        tx.commit();
    }
    return found;
}

http::Response answer(Environment const& env, http::Request const& request, std::vector<Role> const& roles, DeskHandler const& handler,
                      Presses& presses) {
    auto const& token = request.cookies[session_cookie];
    auto found = who_asks(env, token);
    if (!found) return signed_out(env, request);
    if (!request.is_safe() && !http::csrf_ok(request, token))
        return refused_with_text(env, request, {"organ.session.forbidden"}, 403, request.path);
    Desk desk{
        env,           request,         std::move(found->actor), http::csrf_token(token), found->session.token_hash, found->session.id,
        found->person, found->unit_name};
    if (auto first = due_first(desk.person, request.path); !first.empty()) {
        if (request.is_safe() && !request.wants_json()) return http::see_other(first);
        return refused_with_text(env, request, {"organ.session.unfinished"}, 403, first);
    }
    bool may = roles.empty() || std::any_of(roles.begin(), roles.end(), [&](Role role) { return desk.actor.has_anywhere(role); });
    if (!may) return refused(desk, {"organ.role.forbidden"});
    try {
        return presses.once(Presses::key_of(request), env.clock.now(), [&] { return handler(desk); });
    } catch (storage::Duplicate const&) {
        return request.is_safe() ? refused(desk, {"organ.save.conflict"})
                                 : refused_with_text(env, request, {"organ.save.conflict"}, 409, request.path);
    }
}

}  // namespace

http::Handler desk_for(Environment const& env, std::vector<Role> roles, DeskHandler handler) {
    auto presses = std::make_shared<Presses>();
    return [&env, roles = std::move(roles), handler = std::move(handler), presses](http::Request const& request) {
        try {
            return answer(env, request, roles, handler, *presses);
        } catch (storage::Unavailable const& away) {
            throw http::Unavailable(away.what());
        }
    };
}

http::Handler desk(Environment const& env, DeskHandler handler) { return desk_for(env, {}, std::move(handler)); }

}  // namespace mingtang::organ::web
