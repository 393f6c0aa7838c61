#pragma once
#include "reports/annual_report.hpp"

namespace mingtang::reports {

/// Stands in a drafted text where only people know what to write.
inline constexpr std::string_view unfinished_mark = "【请补写】";

/// Figures that cannot all be right. `check` is the number of the rule below; `cells` name them (`t3.r7_total.natural`); `said` is the
/// sentence, code `reports.check.<rule>`.
struct Disagreement {
    int check = 0;
    std::vector<std::string> cells;
    Refusal said;
};

/// The form of 2021 and the practice of its readers ask that
///  1 each column: new + carried in = total handled + carried over;  2 each column: total handled = sum of its rows;
///  3 each row: the six kinds of applicants make its total;  4 reviews and lawsuits: four results make their total;
///  5 carried in = what the year before carried over;  6 in force = in force a year before + made − repealed;
///  7 figures of the text = those of the tables;  8 fees, and applications ended for want of payment, are reported in section six;
///  9 no cell is left blank or `/`;  10 section five says something, and no section holds the mark of what is still to be written.
/// 5 and 6 need the report of the year before. 8 and 10 need the texts, or what the text says of fees; without them they are not made.
std::vector<Disagreement> disagreements(AnnualReport const& report, AnnualReport const* year_before = nullptr);

}  // namespace mingtang::reports
