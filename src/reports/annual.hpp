#pragma once
#include "base/id.hpp"
#include "base/json.hpp"
#include "reports/annual_report.hpp"
#include "storage/database.hpp"

namespace mingtang::reports {

/// The report of a year from the registers of these units (for a government's report: its own and all below it). What no register holds yet
/// stays blank: table one, reviews and lawsuits.
AnnualReport annual_report(storage::Transaction& tx, std::vector<Id> const& units, std::string const& name, int year);

/// In the form of docs/formats/annual-report.md, keys and columns in the order of the form.
json::object tables(AnnualReport const& report);

}  // namespace mingtang::reports
