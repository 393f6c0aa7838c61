#pragma once
#include "supervision/checks/actions.hpp"
#include "supervision/web/pages.hpp"

/// The pages of spot checks, below /desk/supervision/checks.
namespace mingtang::supervision::web {

http::Response show_checks(Desk const& desk);
http::Response show_new_check(Desk const& desk);
http::Response draw_check(Desk const& desk);
http::Response show_check(Desk const& desk);
http::Response close_check(Desk const& desk);
http::Response show_check_row(Desk const& desk);
http::Response judge_check_row(Desk const& desk);
/// `population.txt`, `result.csv`, `result.xlsx`.
http::Response check_file(Desk const& desk);

std::string check_url(Id id);
/// Where the thing itself can be looked at.
std::string url_of(Context& in, checks::Row const& row);

}  // namespace mingtang::supervision::web
