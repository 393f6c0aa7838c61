#pragma once
#include "organ/web/desk.hpp"

/// The pages of clocks. One function per row of the URL table in module.cpp.
namespace mingtang::clocks::web {

using http::Response;
using organ::Context;
using organ::web::Desk;
using organ::web::DeskPage;

Response show_clocks(Desk const& desk);
Response renew(Desk const& desk);
Response show_mails(Desk const& desk);
Response save_mails(Desk const& desk);
Response show_settings(Desk const& desk);
Response save_settings(Desk const& desk);
/// Without an account: whoever has the address reads the calendar. Never kept by caches.
Response calendar(organ::Environment const& env, http::Request const& request);

}  // namespace mingtang::clocks::web
