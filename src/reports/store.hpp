#pragma once
#include <optional>

#include "reports/kept_report.hpp"
#include "reports/normative.hpp"

/// SQL of annual reports, and what they read of other modules' records.
namespace mingtang::reports::store {

using storage::Transaction;

std::optional<KeptReport> by_id(Transaction& tx, Id id);
std::optional<KeptReport> of_unit(Transaction& tx, Id unit_id, int year);
std::vector<KeptReport> of_year(Transaction& tx, int year);
/// Years that there are reports of, newest first.
std::vector<int> years(Transaction& tx);
void save(Transaction& tx, KeptReport& report);

/// Published editions of normative documents, by disclosure and number. `units` is not empty.
std::vector<NormativeEdition> normative_editions(Transaction& tx, std::vector<Id> const& units);

/// Fees that applicants paid in the year, in yuan. `units` is not empty.
long long fees_paid(Transaction& tx, std::vector<Id> const& units, int year);

/// A case of the register of applications, by the columns that its counts go by.
struct CountedRequest {
    Id id = 0;
    Id unit_id = 0;
    std::string case_number;
    Date received_on, closed_on;
    std::string outcome;
};
/// The cases behind a cell of table two: `row` a key of the form, `kind` one of applicants or `total`. `units` is not empty.
std::vector<CountedRequest> requests_behind(Transaction& tx, std::vector<Id> const& units, int year, std::string const& row,
                                            std::string const& kind, int limit);

}  // namespace mingtang::reports::store
