#pragma once
#include <functional>

#include "http/router.hpp"
#include "organ/context.hpp"
#include "view/view.hpp"

namespace mingtang::organ::web {

/// One request of a signed-in member of staff.
struct Desk {
    Environment const& env;
    http::Request const& request;
    Actor actor;
    std::string csrf_token;
    std::string session;  // SHA-256 of the session's token: names the session, opens nothing
    Id session_id = 0;
    Person person = {};
    std::string unit_name = {};
};

using DeskHandler = std::function<http::Response(Desk const&)>;

/// Wraps a desk page: without a session → 303 to /sign-in?next=… (JSON requests: 401 `organ.session.signed_out`); unsafe methods need a
/// CSRF token (403 `organ.session.forbidden`, the typed text is shown back so that nothing is lost); a form sent twice from one page is
/// handled once (presses.hpp); Duplicate/Unavailable become 409/503.
http::Handler desk(Environment const& env, DeskHandler handler);
/// The same for pages that need one of the roles anywhere (403 `organ.role.forbidden`).
http::Handler desk_for(Environment const& env, std::vector<Role> roles, DeskHandler handler);

/// Fills layout/desk around a view: navigation (src/organ/navigation.json, by role), person, CSRF token, assets.
class DeskPage {
  public:
    DeskPage(Desk const& desk, std::string_view view_name, std::string_view title);
    view::Data data() { return content_; }
    DeskPage& crumb(std::string_view label, std::string_view href = {});
    /// Count shown beside the navigation entry of `href`; 0 shows nothing.
    DeskPage& count(std::string_view href, long long number);
    /// Those of the environment that are not set yet.
    DeskPage& count_all(Context& in);
    /// Of the layout: section `with_editor`, meta tags.
    view::Data layout() { return layout_.data(); }
    http::Response response(int status = 200);

  private:
    Desk const& desk_;
    view::View layout_;
    view::Data content_;
    std::vector<std::pair<std::string, long long>> counts_;
};

/// The same for the portal: no session, no token, cacheable. `tags` name what the page was rendered from.
class PortalPage {
  public:
    PortalPage(Environment const& env, http::Request const& request, std::string_view view_name, std::string_view title);
    view::Data data() { return content_; }
    view::Data layout() { return layout_.data(); }
    PortalPage& crumb(std::string_view label, std::string_view href = {});
    PortalPage& meta(std::string_view name, std::string_view content);  // gov meta tags, law.md §4.5
    PortalPage& alternate(std::string_view type, std::string_view title, std::string_view href);
    http::Response response(int status = 200);

  private:
    view::View layout_;
    view::Data content_;
};

/// A public page through the page cache: `make` renders it and adds the tags that it was rendered from; only 200 and 410 are kept,
/// and not what says `no-store`. Pages with a query are variants (http/page_cache.hpp).
/// Rendering happens at most once at a time for one key. Every page also bears the tag `site`, touched when site settings change.
http::Handler cached(Environment const& env, std::function<http::Response(http::Request const&, std::vector<std::string>& tags)> make);

/// The key that `cached` keeps a request's page under.
std::string page_key(http::Request const& request);
/// What `env.pages` holds for the request, as a response: for Hooks::quick, which must not wait.
std::optional<http::Response> kept_page(Environment const& env, http::Request const& request);

/// A refusal as a whole page (portal layout) or as `{"code","article","message"}` for clients that want JSON; with its status.
http::Response refused(Environment const& env, http::Request const& request, Refusal const& refusal);
http::Response refused(Desk const& desk, Refusal const& refusal);

/// What the server itself answers when a request cannot be handled (http::Hooks::error_page); asks nothing of the store.
http::Response error_page(int status, std::string const& code, http::Request const* request, std::string const& incident);

/// Puts a refusal into a view's error summary: section `refusal` with `message`, `code`, section `article` with `text`, `url`.
void show_refusal(view::Data data, Refusal const& refusal);

}  // namespace mingtang::organ::web
