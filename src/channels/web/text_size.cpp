#include "channels/web/page.hpp"
#include "http/cookies.hpp"

namespace mingtang::channels::web {
namespace {

constexpr auto a_year = std::chrono::hours(24 * 365);

/// The links for the size of type, where no script runs: the choice becomes a cookie, the reader stays where he was. `next` leads nowhere
/// but to this site (http::see_other).
Response choose(Request const& request) {
    auto const& size = request.query["size"];
    auto response = http::see_other(request.query["next"]);
    response.set("Cache-Control", "no-store");
    if (size == "large" || size == "xlarge") {
        http::set_cookie(request, response, "text", size, {.max_age = a_year, .http_only = false});  // portal.js reads it
    } else {
        http::drop_cookie(request, response, "text");
    }
    return response;
}

}  // namespace

http::Routes text_size_routes(Environment const&) { return {{http::Method::get, "/text-size", choose}}; }

}  // namespace mingtang::channels::web
