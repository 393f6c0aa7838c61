#include "supervision/web/pages.hpp"

#include "supervision/module.hpp"
#include "supervision/web/checks.hpp"

namespace mingtang::supervision {

http::Routes routes(organ::Environment const& env) {
    using http::Method;
    using organ::web::desk_for;
    std::vector<Role> const roles{Role::office, Role::auditor,     Role::reviewer, Role::unit_head,
                                  Role::filer,  Role::office_head, Role::handler};
    auto desk = [&](organ::web::DeskHandler handler) { return desk_for(env, roles, std::move(handler)); };
    auto inspection = [&](organ::web::DeskHandler handler) { return desk_for(env, {Role::office, Role::auditor}, std::move(handler)); };
    constexpr std::uint64_t upload_bytes = 110ull << 20;
    return {
        {Method::get, "/desk/supervision", desk(web::show_overview)},
        {Method::get, "/desk/supervision/findings", desk(web::show_findings)},
        {Method::post, "/desk/supervision/findings", desk(web::take_findings)},
        {Method::get, "/desk/supervision/rehearsal", desk(web::show_rehearsal)},
        {Method::post, "/desk/supervision/patrol", desk(web::ask_patrol)},
        {Method::get, "/desk/supervision/links", desk(web::show_links)},
        {Method::post, "/desk/supervision/links", desk(web::ask_link_again)},
        {Method::get, "/desk/supervision/checks", inspection(web::show_checks)},
        {Method::get, "/desk/supervision/checks/new", inspection(web::show_new_check)},
        {Method::post, "/desk/supervision/checks/new", inspection(web::draw_check)},
        {Method::get, "/desk/supervision/checks/{id}", inspection(web::show_check)},
        {Method::post, "/desk/supervision/checks/{id}/close", inspection(web::close_check)},
        {Method::get, "/desk/supervision/checks/{id}/files/{name}", inspection(web::check_file)},
        {Method::get, "/desk/supervision/checks/{id}/rows/{row}", inspection(web::show_check_row)},
        {Method::post, "/desk/supervision/checks/{id}/rows/{row}", inspection(web::judge_check_row)},
        {Method::get, "/desk/supervision/new", desk(web::show_new)},
        {Method::post, "/desk/supervision/new", desk(web::make_new)},
        {Method::get, "/desk/supervision/cases/{id}", desk(web::show_case)},
        {Method::post, "/desk/supervision/cases/{id}/steps", desk(web::take_step), upload_bytes},
        {Method::get, "/desk/supervision/evidence/{id}/{name}", desk(web::download)},
        {Method::get, "/supervision",
         organ::web::cached(
             env, [&env](http::Request const& request, std::vector<std::string>& tags) { return web::public_page(env, request, tags); })},
    };
}

}  // namespace mingtang::supervision
