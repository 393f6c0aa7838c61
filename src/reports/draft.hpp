#pragma once
#include "organ/context.hpp"
#include "reports/annual.hpp"

/// What a report begins with before people write at it.
namespace mingtang::reports {

/// The sections that are texts; the others are the tables.
std::vector<std::string> const& written_sections();

/// The first table with what can be counted, zeros for the rules that a county does not make, the rest blank.
AnnualReport first_typed(organ::Context& in, organ::Unit const& unit, int year);

/// What was typed, with sections one and six drafted anew from the figures of the report; other sections stay, or get their outline.
AnnualReport with_drafted_texts(organ::Context& in, organ::Unit const& unit, KeptReport const& report);

/// Line ends as `\n`, no blanks at their ends, no controls, at most one blank line in a row.
std::string tidy_text(std::string const& typed);

}  // namespace mingtang::reports
