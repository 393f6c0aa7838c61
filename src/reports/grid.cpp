#include "reports/grid.hpp"

#include "base/text.hpp"
#include "reports/draft.hpp"
#include "reports/form.hpp"
#include "reports/wan.hpp"
#include "reports/words.hpp"

namespace mingtang::reports {
namespace {

constexpr std::size_t longest_heading = 30;

GridCell head(std::string text, int rows = 1, int columns = 1) { return {std::move(text), rows, columns, true}; }
GridCell figure(AnnualReport const& report, std::string name, int columns = 1) {
    return {printed(report, name), 1, columns, false, std::move(name)};
}

/// How many rows stand under the same group from this one on.
int rows_in_group(std::size_t from) {
    auto const& rows = form().rows;
    int count = 0;
    for (auto i = from; i < rows.size() && rows[i].group == rows[from].group; ++i) ++count;
    return count;
}

void add_application_row(Grid& grid, AnnualReport const& report, std::size_t i, int outcome_rows) {
    auto const& all = form().rows;
    auto const& row = all[i];
    std::vector<GridCell> cells;
    bool is_outcome = row.part == "outcome" || row.part == "total";
    if (!is_outcome) cells.push_back(head(row.name, 1, 3));
    if (is_outcome && all[i - 1].part != "outcome") cells.push_back(head(form().head("outcomes"), outcome_rows));
    if (is_outcome && row.group.empty()) cells.push_back(head(row.name, 1, 2));
    if (is_outcome && !row.group.empty()) {
        if (all[i - 1].group != row.group) cells.push_back(head(row.group, rows_in_group(i)));
        cells.push_back(head(row.name));
    }
    for (auto const& column : form().columns) cells.push_back(figure(report, "t3." + row.key + "." + column.key));
    grid.rows.push_back(std::move(cells));
}

}  // namespace

std::string printed(AnnualReport const& report, std::string const& name) {
    auto cell = report.at(name);
    if (!cell) return "";
    return name == "t2.fee_wan" ? wan_text(*cell) : std::to_string(*cell);
}

Grid first_table(AnnualReport const& report) {
    constexpr int width = 4;
    Grid grid{.sheet = word("report", "sheet_1"), .rows = {}, .columns = width};
    for (auto const& block : form().blocks) {
        auto columns = (width - 1) / int(block.columns.size());
        grid.rows.push_back({head(block.label, 1, width)});
        grid.rows.push_back({head(form().head("information"))});
        for (auto const& column : block.columns) grid.rows.back().push_back(head(column, 1, columns));
        for (auto const& row : block.rows) {
            grid.rows.push_back({head(row.label)});
            if (block.columns.size() == 1) {
                grid.rows.back().push_back(figure(report, "t2." + row.key, columns));
                continue;
            }
            for (auto const& made : form().made) grid.rows.back().push_back(figure(report, "t2." + row.key + "." + made.key));
        }
    }
    return grid;
}

Grid second_table(AnnualReport const& report) {
    auto const& columns = form().columns;
    Grid grid{.sheet = word("report", "sheet_2"), .rows = {}, .head_rows = 3, .columns = 3 + int(columns.size())};
    grid.rows.push_back({head(form().head("balance"), 3, 3), head(form().head("applicants"), 1, int(columns.size()))});
    grid.rows.push_back(
        {head(columns.front().label, 2), head(form().head("organisations"), 1, int(columns.size()) - 2), head(columns.back().label, 2)});
    grid.rows.emplace_back();
    for (std::size_t i = 1; i + 1 < columns.size(); ++i) grid.rows.back().push_back(head(columns[i].label));
    int outcome_rows = 0;
    for (auto const& row : form().rows) outcome_rows += row.part == "outcome" || row.part == "total";
    for (std::size_t i = 0; i < form().rows.size(); ++i) add_application_row(grid, report, i, outcome_rows);
    return grid;
}

Grid third_table(AnnualReport const& report) {
    auto const& results = form().results;
    auto const& disputes = form().disputes;
    int width = int(results.size()), lawsuits = int(disputes.size()) - 1;
    Grid grid{.sheet = word("report", "sheet_3"), .rows = {}, .head_rows = 3, .columns = width * int(disputes.size())};
    grid.rows.push_back({head(form().head("reviews"), 1, width), head(form().head("lawsuits"), 1, width * lawsuits)});
    grid.rows.emplace_back();
    for (auto const& result : results) grid.rows.back().push_back(head(result.label, 2));
    for (int i = 1; i <= lawsuits; ++i) grid.rows.back().push_back(head(disputes[std::size_t(i)].label, 1, width));
    grid.rows.emplace_back();
    for (int i = 1; i <= lawsuits; ++i)
        for (auto const& result : results) grid.rows.back().push_back(head(result.label));
    grid.rows.emplace_back();
    for (auto const& dispute : disputes)
        for (auto const& result : results) grid.rows.back().push_back(figure(report, "t4." + dispute.key + "_" + result.key));
    return grid;
}

ReportText text_of(AnnualReport const& report) {
    auto year = std::to_string(report.year);
    auto lead = word("report", "lead");
    for (std::size_t at = 0; (at = lead.find("{year}")) != std::string::npos;) lead.replace(at, 6, year);
    ReportText made{.title = word("report", "title", "what", report.unit + year), .lead = lead, .sections = {}};
    for (auto const& entry : form().sections) {
        Section section{.number = entry.key, .heading = entry.label, .paragraphs = {}, .table = {}};
        if (entry.key == "2") section.table = first_table(report);
        if (entry.key == "3") section.table = second_table(report);
        if (entry.key == "4") section.table = third_table(report);
        if (report.sections)
            if (auto words = report.sections->find(entry.key); words != report.sections->end())
                for (auto const& paragraph : text::split(words->second, '\n')) section.paragraphs.push_back(paragraph);
        made.sections.push_back(std::move(section));
    }
    return made;
}

bool is_heading(std::string_view paragraph) {
    return paragraph.starts_with("（") && text::length(paragraph) <= longest_heading && paragraph.find("）") != paragraph.npos &&
           !paragraph.ends_with("。");
}

}  // namespace mingtang::reports
