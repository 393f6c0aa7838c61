#pragma once
#include "reports/annual_report.hpp"

/// The tables of a report as they are printed, once for the page, the file of tables and the paper.
namespace mingtang::reports {

/// A cell that takes up `rows` × `columns` places; those that it covers are not written again (as in HTML).
struct GridCell {
    std::string text;
    int rows = 1, columns = 1;
    bool head = false;
    std::string name = {};  // of a figure: `t3.new.total`
};
struct Grid {
    std::string sheet;  // name of its sheet in a file of tables
    std::vector<std::vector<GridCell>> rows;
    int head_rows = 0;
    int columns = 0;
};

/// Tables one, two and three in the form of 2021. A blank figure is an empty text.
Grid first_table(AnnualReport const& report);
Grid second_table(AnnualReport const& report);
Grid third_table(AnnualReport const& report);
/// The figure as it is printed.
std::string printed(AnnualReport const& report, std::string const& name);

/// A section of the report in its order: a text, or a table.
struct Section {
    std::string number, heading;
    std::vector<std::string> paragraphs;  // headings of the second level (`（一）…`) stand among them
    std::optional<Grid> table;
};
struct ReportText {
    std::string title, lead;
    std::vector<Section> sections;
};
ReportText text_of(AnnualReport const& report);
/// True of `（一）主动公开`: a heading within a section.
bool is_heading(std::string_view paragraph);

}  // namespace mingtang::reports
