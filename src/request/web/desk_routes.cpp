#include "request/web/desk_case.hpp"
#include "request/web/desk_pages.hpp"

namespace mingtang::request {

http::Routes desk_routes(Around const& around) {
    using http::Method;
    using organ::web::Desk;
    constexpr std::uint64_t upload_bytes = 110ull << 20;
    constexpr std::uint64_t text_bytes = 2ull << 20;
    auto const& env = around.env;
    auto page = [&env](http::Response (*show)(Desk const&)) { return organ::web::desk(env, show); };
    auto page_around = [&around](http::Response (*show)(Desk const&, Around const&)) {
        return organ::web::desk(around.env, [&around, show](Desk const& desk) { return show(desk, around); });
    };
    auto show_case = organ::web::desk(
        env, [&around](Desk const& desk) { return web::case_page(desk, around, desk.request.id_param("id").value_or(0)); });
    return {
        {Method::get, "/desk/requests", page(web::show_inbox)},
        {Method::get, "/desk/requests/new", page(web::show_new)},
        {Method::post, "/desk/requests/new", page(web::make_new), upload_bytes},
        {Method::get, "/desk/requests/register", page(web::show_register)},
        {Method::get, "/desk/requests/register.csv", page(web::export_register)},
        {Method::get, "/desk/requests/settings", page(web::show_settings)},
        {Method::post, "/desk/requests/settings", page(web::save_settings)},
        {Method::get, "/desk/requests/templates", page(web::show_template)},
        {Method::post, "/desk/requests/templates", page(web::save_template_page)},
        {Method::get, "/desk/requests/{id}", show_case},
        {Method::post, "/desk/requests/{id}/steps", page_around(web::take_step), upload_bytes},
        {Method::post, "/desk/requests/{id}/publish", page_around(web::publish_answer)},
        {Method::get, "/desk/requests/{id}/decide", page(web::show_decide)},
        {Method::get, "/desk/requests/{id}/letters/new", page(web::show_new_letter)},
        {Method::post, "/desk/requests/{id}/letters", page(web::make_letter)},
        {Method::get, "/desk/requests/files/{file_id}", page(web::download_file)},
        {Method::get, "/desk/letters/{id}", page(web::show_letter)},
        {Method::post, "/desk/letters/{id}", page(web::save_letter_page), text_bytes},
        {Method::post, "/desk/letters/{id}/steps", page_around(web::take_letter_step)},
        {Method::get, "/desk/letters/{id}/paper", page(web::preview_letter)},
        {Method::get, "/desk/letters/{id}/pdf", page(web::letter_as_pdf)},
        {Method::get, "/desk/letters/{id}/docx", page(web::letter_as_docx)},
        {Method::post, "/desk/letters/{id}/files", page(web::attach_files), upload_bytes},
        {Method::post, "/desk/letters/{id}/files/{file_id}/delete", page(web::remove_letter_file)},
        {Method::get, "/desk/wishes/{id}", page(web::show_wish)},
        {Method::post, "/desk/wishes/{id}", page(web::decide_wish_page)},
        {Method::get, "/admin/calendar", organ::web::desk_for(env, {Role::administrator}, web::show_calendar)},
        {Method::post, "/admin/calendar", organ::web::desk_for(env, {Role::administrator}, web::import_calendar), text_bytes},
    };
}

}  // namespace mingtang::request
