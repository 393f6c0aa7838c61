#pragma once
#include "base/number.hpp"
#include "organ/web/desk.hpp"
#include "organ/web/layout.hpp"
#include "organ/web/shown.hpp"
#include "participation/actions.hpp"
#include "participation/module.hpp"
#include "participation/words.hpp"

namespace mingtang::participation::web {

using http::Request;
using http::Response;
using organ::Environment;
using organ::web::add_option;
using organ::web::Desk;
using organ::web::DeskPage;
using organ::web::PortalPage;

// ---- the public: one function per row of the URL table in public.cpp -------------------------------------------------------------------

Response show_write(Environment const& env, Request const& request);
Response send_letter(Environment const& env, Request const& request);
Response show_receipt(Environment const& env, Request const& request);
Response show_follow(Environment const& env, Request const& request);
Response open_follow(Environment const& env, Request const& request);
Response leave(Environment const& env, Request const& request);
Response show_case(Environment const& env, Request const& request);
Response rate_reply(Environment const& env, Request const& request);
/// Kept by the page cache under the tag `letters`.
Response show_published(Environment const& env, Request const& request, std::vector<std::string>& tags);
Response show_one(Environment const& env, Request const& request, std::vector<std::string>& tags);

/// The browser's opened letter, and the receipt that it may show again for half an hour.
inline constexpr std::string_view case_cookie = "letter_case", receipt_cookie = "letter_receipt";
void set_cookie(Environment const& env, Request const& request, Response& response, std::string_view name, std::string const& value);
Response refuse(Environment const& env, Request const& request, Refusal const& refusal);
/// Beside the field that it names, and in the summary above the form.
void show_fault(view::Data data, Refusal const& refusal);
/// A text in its paragraphs: rounds of `section` with `line`.
void show_lines(view::Data data, std::string_view section, std::string const& text);

// ---- the staff -------------------------------------------------------------------------------------------------------------------------

Response show_inbox(Desk const& desk);
Response show_letter(Desk const& desk);
Response take_step(Desk const& desk);

/// Running, over, or that it came late: section `clock` with `nearness`, `clock_words`, `due`.
void show_clock(view::Data data, Context& in, Letter const& letter);

}  // namespace mingtang::participation::web
