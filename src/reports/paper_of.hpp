#pragma once
#include "paper/paper.hpp"
#include "reports/annual_report.hpp"

namespace mingtang::reports {

/// The report as an official paper, for PDF and Word: its sections with their tables, signed by the unit.
paper::Paper paper_of(AnnualReport const& report);

}  // namespace mingtang::reports
