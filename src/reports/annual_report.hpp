#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/outcome.hpp"

namespace mingtang::reports {

/// A figure of a table; none where the cell is blank or holds `/`.
using Cell = std::optional<long long>;
/// Six kinds of applicants and the total, in the order of `form().columns`.
using Row = std::array<Cell, 7>;

/// The figures of a unit's report on open government information of one year, and what its text says.
struct AnnualReport {
    std::string unit;
    int year = 0;
    /// Rules and normative documents: made and repealed in the year, in force at its end.
    struct Documents {
        Cell made, repealed, in_force;
    };
    Documents rules, normative;
    Cell licence, penalty, coercion;          // decisions of the year
    Cell fee_fen;                             // charges of the year; printed in 万元 (reports/wan.hpp)
    std::map<std::string, Row> applications;  // by row key
    /// The form before 2021 has one row （六）其他处理 without its three parts.
    std::optional<Row> other_handling;
    std::map<std::string, Cell> disputes;                        // `review_upheld` …
    std::map<std::string, std::vector<long long>> said;          // figures that a file states of its text: received, answered, fee_yuan …
    std::optional<std::map<std::string, std::string>> sections;  // texts by number, "1" … "6", where there are any
    bool has_decisions = false;  // licence … fee were given at all; files of tables two and three alone lack them

    Cell application(std::string const& row, std::size_t column) const;
    Cell dispute(std::string const& key) const;
    /// By its name: `t2.norm.made`, `t2.licence`, `t2.fee_wan` (in 分), `t3.new.total`, `t4.review_upheld`. None for a name that there is
    /// not.
    Cell at(std::string const& name) const;
    /// Of the first table, to be written to; null for other names.
    Cell* documents_at(std::string const& name);
    bool is_older_form() const { return other_handling.has_value(); }
};

/// The names of the first table's cells, in the order of the form.
std::vector<std::string> const& first_table_cells();
/// For people: `表二“（一）予以公开”行“自然人”列`.
std::string words_of_cell(std::string const& name);
/// Adds the figures of another report, cell by cell: for a government's sum. Blank and blank stay blank.
void add(AnnualReport& to, AnnualReport const& other);

/// Reads the tables as JSON (`t2`, `t3`, `t4`, `narrative`, `sections`; docs/formats/annual-report.md). Refuses reports.read.{not_json,
/// missing,bad_cell}.
Outcome<AnnualReport> read_annual_report(std::string_view json);
/// In the same form, keys and columns in the order of the form; here `fee_wan` is a text, `to_json` prints the number.
json::object tables(AnnualReport const& report);
std::string to_json(AnnualReport const& report);

}  // namespace mingtang::reports
