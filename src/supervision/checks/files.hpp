#pragma once
#include "supervision/checks/actions.hpp"

namespace mingtang::supervision::checks {

/// The rows of a check with what was judged, as CSV (UTF-8 with BOM, RFC 4180); what a spreadsheet would take for a formula begins with
/// `'`.
std::string csv_of(Context& in, Check const& check);
/// The same as a workbook, with number, seed and list above the table.
std::string xlsx_of(Context& in, Check const& check);

}  // namespace mingtang::supervision::checks
