#include "reports/module.hpp"

#include "reports/web/pages.hpp"

namespace mingtang::reports {

http::Routes routes(organ::Environment const& env) {
    using http::Method;
    auto desk = [&](organ::web::DeskHandler handler) {
        return organ::web::desk_for(env, {organ::Role::filer, organ::Role::reviewer, organ::Role::office, organ::Role::auditor},
                                    std::move(handler));
    };
    constexpr std::uint64_t most_bytes = 21u << 20;
    return {{Method::get, "/desk/reports", desk(web::list)},
            {Method::post, "/desk/reports", desk(web::post_start)},
            {Method::get, "/desk/reports/take-in", desk(web::get_take_in)},
            {Method::post, "/desk/reports/take-in", desk(web::post_take_in), most_bytes},
            {Method::get, "/desk/reports/{id}", desk(web::open)},
            {Method::get, "/desk/reports/{id}/figures", desk(web::get_figures)},
            {Method::post, "/desk/reports/{id}/figures", desk(web::post_figures)},
            {Method::get, "/desk/reports/{id}/texts", desk(web::get_texts)},
            {Method::post, "/desk/reports/{id}/texts", desk(web::post_texts)},
            {Method::get, "/desk/reports/{id}/checks", desk(web::get_checks)},
            {Method::post, "/desk/reports/{id}/checks", desk(web::post_checks)},
            {Method::get, "/desk/reports/{id}/hand-in", desk(web::get_hand_in)},
            {Method::post, "/desk/reports/{id}/hand-in", desk(web::post_hand_in)},
            {Method::get, "/desk/reports/{id}/records", desk(web::get_records)},
            {Method::get, "/desk/reports/{id}/files/{format}", desk(web::get_file)}};
}

}  // namespace mingtang::reports
