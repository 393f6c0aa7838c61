#pragma once
#include "base/number.hpp"
#include "bulletin/actions.hpp"
#include "bulletin/words.hpp"
#include "organ/web/shown.hpp"

/// The pages of the monthly bulletin. One function per row of the URL table in pages.cpp.
namespace mingtang::bulletin::web {

using organ::web::Desk;
using organ::web::DeskPage;

http::Response show_list(Desk const& desk);
http::Response post_begin(Desk const& desk);
http::Response show_month(Desk const& desk);
http::Response post_freeze(Desk const& desk);
http::Response post_publish(Desk const& desk);
http::Response download(Desk const& desk);
http::Response show_records(Desk const& desk);
http::Response show_contest(Desk const& desk);
http::Response post_contest(Desk const& desk);
http::Response post_step_of_contest(Desk const& desk);

// -- shared ----------------------------------------------------------------------------------------------------------------------------

std::string month_url(std::string_view month, std::string_view rest = {});
/// Behind a figure of a unit: what is counted, or (`all`) all of the denominator.
std::string records_url(std::string_view month, Measure measure, Id unit_id, bool all = false);
/// Section `clock` with `nearness`, `clock_words`; nothing once the day has passed.
void show_clock(view::Data data, Date until, Context& in);
/// The month's page; `refusal` of a step, `contest_id` where it was one on a contest.
http::Response month_page(Desk const& desk, std::string const& month, Refusal const* refusal, Id contest_id = 0);
/// The error summary, and section `<field>_wrong`.
void show_refused(view::Data data, Refusal const& refusal);
http::Response refuse(Desk const& desk, Refusal const& refusal);

}  // namespace mingtang::bulletin::web
