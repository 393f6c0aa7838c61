#pragma once
#include "organ/web/desk.hpp"

namespace mingtang::organ::web {

inline constexpr std::string_view session_cookie = "mingtang_session";

/// What all layouts show: site, assets, title, text size.
void fill_layout(view::Data layout, Environment const& env, http::Request const& request, std::string_view title);
void add_crumb(view::Data layout, std::string_view label, std::string_view href);

/// A page in layout/plain: sign-in and what stands before it.
class PlainPage {
  public:
    PlainPage(Environment const& env, http::Request const& request, std::string_view view_name, std::string_view title);
    view::Data data() { return content_; }
    http::Response response(int status = 200);

  private:
    view::View layout_;
    view::Data content_;
};

/// The refused request's page with what was typed, so that it can be copied over. Passwords and codes are left out.
http::Response refused_with_text(Environment const& env, http::Request const& request, Refusal const& refusal, int status,
                                 std::string_view again);

/// False when the browser says that the form came from another site. For forms that no session guards yet.
bool comes_from_here(http::Request const& request);

/// Sets (or, with an empty token, drops) the cookie of the session.
void set_session(Environment const& env, http::Request const& request, http::Response& response, std::string const& token);

/// Fills an `<option>` list: section `name` with value, label and, where it is the chosen one, section `selected`.
void add_option(view::Data data, std::string_view name, std::string_view value, std::string_view label, bool selected);

/// `next` where it is a path of this site, else `fallback`.
std::string own_path(std::string_view next, std::string_view fallback);

}  // namespace mingtang::organ::web
