#include "assessment/web/pages.hpp"

#include "assessment/module.hpp"
#include "assessment/store.hpp"

namespace mingtang::assessment {

http::Routes routes(organ::Environment const& env) {
    using http::Method;
    using organ::web::desk_for;
    std::vector<Role> const all{Role::office, Role::auditor,     Role::reviewer, Role::unit_head,
                                Role::filer,  Role::office_head, Role::handler};
    std::vector<Role> const inspectors{Role::office, Role::auditor};
    auto desk = [&](organ::web::DeskHandler handler) { return desk_for(env, all, std::move(handler)); };
    auto office = [&](organ::web::DeskHandler handler) { return desk_for(env, inspectors, std::move(handler)); };
    constexpr std::uint64_t upload_bytes = 110ull << 20, scheme_bytes = 2ull << 20;
    return {
        {Method::get, "/desk/assessment", desk(web::show_list)},
        {Method::get, "/desk/assessment/new", office(web::show_new)},
        {Method::post, "/desk/assessment/new", office(web::make_new)},
        {Method::get, "/desk/assessment/{id}", desk(web::show_period)},
        {Method::post, "/desk/assessment/{id}", desk(web::take_step)},
        {Method::get, "/desk/assessment/{id}/files/{format}", desk(web::download_file)},
        {Method::get, "/desk/assessment/{id}/units/{unit}", desk(web::show_sheet)},
        {Method::post, "/desk/assessment/{id}/units/{unit}", desk(web::take_sheet_step), upload_bytes},
        {Method::get, "/desk/assessment/evidence/{id}/{name}", desk(web::download_evidence)},
        {Method::get, "/desk/assessment/schemes", desk(web::show_schemes)},
        {Method::get, "/desk/assessment/schemes/new", office(web::show_text)},
        {Method::post, "/desk/assessment/schemes/new", office(web::change_text), scheme_bytes},
        {Method::get, "/desk/assessment/schemes/{code}", desk(web::show_scheme)},
        {Method::get, "/desk/assessment/schemes/{code}/text", office(web::show_text)},
        {Method::post, "/desk/assessment/schemes/{code}/text", office(web::change_text), scheme_bytes},
        {Method::get, "/desk/assessment/schemes/{code}/indicators/{indicator}", office(web::show_indicator)},
        {Method::post, "/desk/assessment/schemes/{code}/indicators/{indicator}", office(web::change_indicator)},
        {Method::get, "/desk/assessment/schemes/{code}/editions/{number}", desk(web::download_scheme)},
    };
}

long long waiting_count(organ::Context& in) { return web::decides(in.actor) ? store::open_appeals(in.tx) : 0; }

}  // namespace mingtang::assessment
