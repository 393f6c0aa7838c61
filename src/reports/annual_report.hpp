#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/outcome.hpp"

namespace mingtang::reports {

/// A figure of a table; none where the cell is blank or holds `/`.
using Cell = std::optional<long long>;
/// Six kinds of applicants and the total, in the order of `form().columns`.
using Row = std::array<Cell, 7>;

/// The figures of a unit's report on open government information of one year, and what its text says of them.
struct AnnualReport {
    std::string unit;
    int year = 0;
    /// Rules and normative documents: made and repealed in the year, in force at its end.
    struct Documents {
        Cell made, repealed, in_force;
    };
    Documents rules, normative;
    std::map<std::string, Row> applications;  // by row key
    /// The form before 2021 has one row （六）其他处理 without its three parts.
    std::optional<Row> other_handling;
    std::map<std::string, Cell> disputes;                        // `review_upheld` …
    std::map<std::string, std::vector<long long>> said;          // figures of the text: received, answered, review …
    std::optional<std::map<std::string, std::string>> sections;  // texts by number, "1" … "6", where the file has them

    Cell application(std::string const& row, std::size_t column) const;
    Cell dispute(std::string const& key) const;
};

/// Reads the tables as JSON (`t2`, `t3`, `t4`, `narrative`, `sections`; docs/formats/annual-report.md). Refuses reports.read.{not_json,
/// missing,bad_cell}.
Outcome<AnnualReport> read_annual_report(std::string_view json);

}  // namespace mingtang::reports
