#include "bulletin/web/pages.hpp"

#include "bulletin/module.hpp"

namespace mingtang::bulletin {

http::Routes routes(organ::Environment const& env) {
    using http::Method;
    std::vector<Role> const roles{Role::office, Role::auditor, Role::reviewer, Role::unit_head, Role::filer, Role::office_head};
    auto desk = [&](organ::web::DeskHandler handler) { return organ::web::desk_for(env, roles, std::move(handler)); };
    return {{Method::get, "/desk/bulletin", desk(web::show_list)},
            {Method::post, "/desk/bulletin", desk(web::post_begin)},
            {Method::post, "/desk/bulletin/contests/{id}", desk(web::post_step_of_contest)},
            {Method::get, "/desk/bulletin/{month}", desk(web::show_month)},
            {Method::post, "/desk/bulletin/{month}/freeze", desk(web::post_freeze)},
            {Method::post, "/desk/bulletin/{month}/publish", desk(web::post_publish)},
            {Method::get, "/desk/bulletin/{month}/files/{format}", desk(web::download)},
            {Method::get, "/desk/bulletin/{month}/records", desk(web::show_records)},
            {Method::get, "/desk/bulletin/{month}/contest", desk(web::show_contest)},
            {Method::post, "/desk/bulletin/{month}/contest", desk(web::post_contest)}};
}

namespace web {
namespace {

Refusal in_words(Refusal refusal) { return organ::web::in_words(std::move(refusal), {"role", "state"}, word); }

}  // namespace

std::string month_url(std::string_view month, std::string_view rest) {
    auto url = "/desk/bulletin/" + std::string(month);
    return rest.empty() ? url : url + "/" + std::string(rest);
}

std::string records_url(std::string_view month, Measure measure, Id unit_id, bool all) {
    return month_url(month, "records") + "?measure=" + std::string(to_text(measure)) + "&unit=" + std::to_string(unit_id) +
           (all ? "&all=1" : "");
}

void show_clock(view::Data data, Date until, Context& in) {
    if (until >= in.today()) organ::web::show_clock(data, until, in, word, 2);
}

void show_refused(view::Data data, Refusal const& refusal) { organ::web::show_refused(data, in_words(refusal)); }

http::Response refuse(Desk const& desk, Refusal const& refusal) { return organ::web::refused(desk, in_words(refusal)); }

}  // namespace web
}  // namespace mingtang::bulletin
