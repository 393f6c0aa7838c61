#include "dashboard/web/pages.hpp"

#include "dashboard/module.hpp"

namespace mingtang::dashboard {

http::Routes routes(organ::Environment const& env) {
    using http::Method;
    using organ::Role;
    std::vector<Role> const roles{Role::office, Role::office_head, Role::auditor, Role::reviewer, Role::unit_head, Role::filer};
    auto desk = [&](organ::web::DeskHandler handler) { return organ::web::desk_for(env, roles, std::move(handler)); };
    auto past = std::make_shared<PastDays>();
    auto with_past = [&](auto page) { return desk([page, past](web::Desk const& one) { return page(one, *past); }); };
    return {
        {Method::get, "/desk/dashboard", with_past(web::show_county)},
        {Method::get, "/desk/dashboard/screen", with_past(web::show_screen)},
        {Method::get, "/desk/dashboard/units/{id}", with_past(web::show_unit)},
        {Method::get, "/desk/dashboard/units/{id}/records", desk(web::show_records)},
        {Method::get, "/desk/dashboard/items/{id}", desk(web::show_item)},
    };
}

}  // namespace mingtang::dashboard
