#pragma once
#include "disclosure/actions.hpp"
#include "disclosure/words.hpp"
#include "organ/web/desk.hpp"

/// The pages of the desk. One function per row of the URL table in pages.cpp.
namespace mingtang::disclosure::web {

using organ::web::Desk;
using organ::web::DeskPage;

http::Response show_queue(Desk const& desk);
http::Response bulk(Desk const& desk);
http::Response show_register(Desk const& desk);
http::Response show_internal_list(Desk const& desk);
http::Response show_internal(Desk const& desk);

http::Response show_new(Desk const& desk);
http::Response make_new(Desk const& desk);
http::Response show_draft(Desk const& desk);
http::Response save_draft(Desk const& desk);
http::Response autosave(Desk const& desk);
http::Response show_preview(Desk const& desk);
http::Response show_emergency(Desk const& desk);
http::Response file_emergency_draft(Desk const& desk);
http::Response show_drop(Desk const& desk);
http::Response drop_draft(Desk const& desk);

http::Response upload(Desk const& desk);
http::Response remove_upload(Desk const& desk);
http::Response download(Desk const& desk);

http::Response show_edition(Desk const& desk);
http::Response take_step(Desk const& desk);
http::Response show_withdraw(Desk const& desk);
http::Response add_remark(Desk const& desk);
http::Response settle(Desk const& desk);
http::Response show_findings(Desk const& desk);
http::Response decide_findings(Desk const& desk);

}  // namespace mingtang::disclosure::web
