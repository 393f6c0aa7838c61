#pragma once
#include <functional>

#include "reports/grid.hpp"
#include "view/view.hpp"

namespace mingtang::reports {

/// The report as HTML for a disclosure: headings, paragraphs, tables; its title stands outside.
std::string html_of(AnnualReport const& report);
/// The same as a whole page with its title, to be kept as a file.
std::string html_file_of(AnnualReport const& report);

/// A table put in place of `{{>place}}`; `link` gives a figure that is not 0 the address of the records behind it, or
/// nothing.
void show_grid(view::Data data, std::string_view place, Grid const& grid, std::string_view label,
               std::function<std::string(std::string const& name)> const& link = {});

}  // namespace mingtang::reports
