#pragma once
#include <filesystem>

#include "reports/annual_report.hpp"
#include "scan/finding.hpp"

/// Reports that were made elsewhere, in the form of 2021 or the older one.
namespace mingtang::reports {

/// Out of the tables and paragraphs of a page, a workbook or a Word document: rows are known by their words (law/annual_report.json),
/// figures are the last cells of a row. The year is the first one that the text names before 年, unless `year` says it. Refuses
/// reports.read.{no_table,bad_cell,missing}.
Outcome<AnnualReport> read_tables(scan::Reading const& reading, int year = 0);

/// A file by its ending: `.json` as docs/formats/annual-report.md, else `.html`, `.xlsx`, `.docx`, read by `reader` in a confined child
/// (empty: a mere fork, for tests). Refuses reports.read.{type,too_large} and the above.
Outcome<AnnualReport> read_report_file(std::filesystem::path const& file, std::string const& name, std::string_view reader, int year = 0);

}  // namespace mingtang::reports
