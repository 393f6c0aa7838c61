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

/// `next` where it is a path of this site, else `fallback`.
std::string own_path(std::string_view next, std::string_view fallback);

}  // namespace mingtang::organ::web
