#include "clocks/module.hpp"

#include "clocks/digest.hpp"
#include "clocks/rules.hpp"
#include "clocks/web/pages.hpp"
#include "clocks/words.hpp"

namespace mingtang::clocks {

http::Routes routes(organ::Environment const& env) {
    using http::Method;
    using enum Role;
    std::vector<Role> const staff{filer,          reviewer, secrecy_reviewer, office,    auditor,
                                  leak_exception, handler,  legal_reviewer,   unit_head, office_head};
    auto desk = [&](organ::web::DeskHandler handler) { return desk_for(env, staff, std::move(handler)); };
    auto anybody = [&](organ::web::DeskHandler handler) { return organ::web::desk(env, std::move(handler)); };
    auto setting = [&](organ::web::DeskHandler handler) { return desk_for(env, {administrator, office}, std::move(handler)); };
    return {{Method::get, "/desk/clocks", desk(web::show_clocks)},
            {Method::post, "/desk/clocks/calendar", desk(web::renew)},
            {Method::get, "/desk/clocks/mails", anybody(web::show_mails)},
            {Method::post, "/desk/clocks/mails", anybody(web::save_mails)},
            {Method::get, "/admin/clocks", setting(web::show_settings)},
            {Method::post, "/admin/clocks", setting(web::save_settings)},
            {Method::get, "/calendar/{name}", [&env](http::Request const& request) { return web::calendar(env, request); }}};
}

long long waiting_count(organ::Context& in) {
    auto const sums = waiting_for_me(in).sums;
    return sums[0] + sums[1] + sums[2];
}

std::vector<organ::DeskFigure> desk_figures(organ::Context& in) {
    auto units = units_of(in.actor);
    if (units.none()) return {};
    auto const sums = waiting_for_me(in).sums;
    std::vector<organ::DeskFigure> figures;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        auto name = std::string(EnumNames<Standing>::names[i]);
        figures.push_back({word("figure", name), "/desk/clocks?mine=1#" + name, sums[i], name != "warning" && sums[i] > 0});
    }
    return figures;
}

}  // namespace mingtang::clocks
