#pragma once
#include "organ/web/shown.hpp"
#include "request/actions.hpp"
#include "request/module.hpp"
#include "request/words.hpp"

/// The staff's pages of disclosure on application. One function per row of the URL table in desk_routes.cpp.
namespace mingtang::request::web {

using organ::web::Desk;
using organ::web::DeskPage;

http::Response show_inbox(Desk const& desk);
http::Response show_new(Desk const& desk);
http::Response make_new(Desk const& desk);
/// Number and code for the applicant, shown once.
http::Response slip_page(Desk const& desk, Context& in, TakenIn const& taken);

http::Response take_step(Desk const& desk, Around const& around);
http::Response publish_answer(Desk const& desk, Around const& around);
http::Response download_file(Desk const& desk);
http::Response show_decide(Desk const& desk);

http::Response show_new_letter(Desk const& desk);
http::Response make_letter(Desk const& desk);
http::Response show_letter(Desk const& desk);
http::Response save_letter_page(Desk const& desk);
http::Response take_letter_step(Desk const& desk, Around const& around);
http::Response preview_letter(Desk const& desk);
http::Response letter_as_pdf(Desk const& desk);
http::Response letter_as_docx(Desk const& desk);
http::Response attach_files(Desk const& desk);
http::Response remove_letter_file(Desk const& desk);

http::Response show_register(Desk const& desk);
http::Response export_register(Desk const& desk);
http::Response show_wish(Desk const& desk);
http::Response decide_wish_page(Desk const& desk);
http::Response show_settings(Desk const& desk);
http::Response save_settings(Desk const& desk);
http::Response show_template(Desk const& desk);
http::Response save_template_page(Desk const& desk);

/// Years of holidays, for administrators.
http::Response show_calendar(Desk const& desk);
http::Response import_calendar(Desk const& desk);

}  // namespace mingtang::request::web
