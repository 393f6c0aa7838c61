#include "reports/paper_of.hpp"

#include "reports/grid.hpp"

namespace mingtang::reports {
namespace {

paper::Table table_of(Grid const& grid) {
    paper::Table table;
    table.head_rows = grid.head_rows;
    for (auto const& cells : grid.rows) {
        auto& row = table.rows.emplace_back();
        for (auto const& cell : cells) row.push_back({.text = cell.text, .rows = cell.rows, .columns = cell.columns});
    }
    // The words of the second table need more room than its figures.
    if (grid.columns == 10) table.widths = {1, 1.2, 3.2, 1, 1, 1, 1, 1, 1, 1};
    if (grid.columns == 4) table.widths = {2, 1, 1, 1};
    return table;
}

}  // namespace

paper::Paper paper_of(AnnualReport const& report) {
    auto text = text_of(report);
    paper::Paper made{.title = text.title, .body = {paper::paragraph(text.lead)}, .signed_by = report.unit};
    for (auto const& section : text.sections) {
        made.body.push_back(paper::heading(1, section.heading));
        for (auto const& paragraph : section.paragraphs)
            made.body.push_back(is_heading(paragraph) ? paper::heading(2, paragraph) : paper::paragraph(paragraph));
        if (section.table) made.body.push_back(paper::table(table_of(*section.table)));
    }
    return made;
}

}  // namespace mingtang::reports
