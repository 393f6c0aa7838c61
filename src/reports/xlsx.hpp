#pragma once
#include "reports/annual_report.hpp"

namespace mingtang::reports {

/// The three tables as a workbook, a sheet each, figures as numbers.
std::string xlsx_of(AnnualReport const& report);

}  // namespace mingtang::reports
