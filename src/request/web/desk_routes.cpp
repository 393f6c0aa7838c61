#include "request/web/desk_pages.hpp"

namespace mingtang::request {

http::Routes desk_routes(Around const& around) {
    using http::Method;
    auto page = [&around](http::Response (*handler)(organ::web::Desk const&)) { return organ::web::desk(around.env, handler); };
    return {
        {Method::get, "/desk/requests", page(web::show_inbox)},
    };
}

}  // namespace mingtang::request
