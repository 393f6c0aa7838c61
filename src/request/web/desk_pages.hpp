#pragma once
#include "organ/web/desk.hpp"
#include "request/actions.hpp"
#include "request/module.hpp"
#include "request/words.hpp"

/// The staff's pages of disclosure on application. One function per row of the URL table in desk_routes.cpp.
namespace mingtang::request::web {

using organ::web::Desk;
using organ::web::DeskPage;

http::Response show_inbox(Desk const& desk);

}  // namespace mingtang::request::web
