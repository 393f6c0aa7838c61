#pragma once
#include "base/number.hpp"
#include "organ/web/shown.hpp"
#include "reports/actions.hpp"

/// The pages of the annual report on the desk: a list of a year, and the four steps of a report.
namespace mingtang::reports::web {

using organ::web::Desk;
using organ::web::DeskPage;

http::Response list(Desk const& desk);
http::Response post_start(Desk const& desk);
http::Response get_take_in(Desk const& desk);
http::Response post_take_in(Desk const& desk);
http::Response open(Desk const& desk);
http::Response get_figures(Desk const& desk);
http::Response post_figures(Desk const& desk);
http::Response get_texts(Desk const& desk);
http::Response post_texts(Desk const& desk);
http::Response get_checks(Desk const& desk);
http::Response post_checks(Desk const& desk);
http::Response get_hand_in(Desk const& desk);
http::Response post_hand_in(Desk const& desk);
http::Response get_records(Desk const& desk);
http::Response get_file(Desk const& desk);

// -- what several of them share ---------------------------------------------------------------------------------------------------------

inline constexpr std::string_view list_url = "/desk/reports";
std::string url_of(Id id, std::string_view step = {});

/// The report named in the path, as this person may see it, with its unit.
struct Named {
    KeptReport report;
    organ::Unit unit;
};
Outcome<Named> named(Context& in, Desk const& desk);

/// Days to the last day, and its class; nothing once the report is public.
void show_clock(view::Data data, Date due, Date today);
/// Words of where a report stands, with its publication.
std::string state_words(Context& in, KeptReport const& report);
/// A page of one step, with title, state, clock and the list of steps filled in.
DeskPage step_page(Desk const& desk, Context& in, Named const& named, std::string_view step, std::string_view view_name);
/// Where the records behind a cell are listed.
std::string records_url(Id report_id, std::string const& cell);

}  // namespace mingtang::reports::web
