#pragma once
#include "base/id.hpp"
#include "organ/unit.hpp"
#include "reports/annual_report.hpp"
#include "reports/kept_report.hpp"
#include "storage/database.hpp"

namespace mingtang::reports {

/// What the registers of these units say of a year: applications, reviews and lawsuits, normative documents. The rest of the first table
/// stays blank. `units` is not empty.
AnnualReport annual_report(storage::Transaction& tx, std::vector<Id> const& units, std::string const& name, int year);

/// The units whose registers a unit's report of a year counts: its own, and those that were merged into it and made no report of their own.
std::vector<Id> registers_of(storage::Transaction& tx, Id unit_id, int year);

/// The government's part of the report of a unit below it.
struct Part {
    organ::Unit unit;
    std::optional<KeptReport> report;
    bool is_in() const { return report && report->is_handed_in(); }
};
/// Units whose reports a government's report sums: all that report below it, but what is below another government in between, and those
/// that handed in before they were closed. Empty for others.
std::vector<Part> parts_of(storage::Transaction& tx, organ::Unit const& unit, int year);

/// A report as it would be today.
struct Composed {
    AnnualReport whole;       // what is published
    AnnualReport own;         // of the unit alone: its registers and what was typed
    std::vector<Part> parts;  // of a government: summed where handed in
};
/// From registers, what was typed, and the parts; a report that was frozen is `whole` as it was then.
Composed compose(storage::Transaction& tx, organ::Unit const& unit, KeptReport const& report);
/// The report of the year before, as it was or as it would be; nothing where there is none.
std::optional<AnnualReport> year_before(storage::Transaction& tx, organ::Unit const& unit, int year);

}  // namespace mingtang::reports
