#include "bulletin/files.hpp"
#include "bulletin/words.hpp"

namespace mingtang::bulletin {
namespace {

using paper::Align;
using paper::Cell;

Cell cell(std::string text, Align align = Align::centre) { return {.text = std::move(text), .align = align}; }

paper::Table meanings(Content const& content) {
    paper::Table table{.rows = {{cell(word("head", "measure")), cell(word("head", "definition")), cell(word("head", "minimum"))}},
                       .widths = {1.4, 5, 1.8}};
    for (auto const& column : content.columns)
        table.rows.push_back({cell(column.name), cell(column.definition, Align::start), cell(minimum_words(column), Align::start)});
    return table;
}

paper::Table overview(Content const& content, Group const& group) {
    paper::Table table{.rows = {{cell(word("head", "unit"))}}, .widths = {3}};
    for (auto const& column : content.columns) table.rows[0].push_back(cell(column.name)), table.widths.push_back(1);
    for (auto const& line : group.lines) {
        auto& row = table.rows.emplace_back(std::vector{cell(line.unit, Align::start)});
        for (std::size_t i = 0; i < content.columns.size(); ++i) {
            auto const& column = content.columns[i];
            auto const& figure = line.figures[i];
            row.push_back(cell(shown(figure, column) +
                               (column.is_rate() ? "\n" + std::to_string(figure.number) + "/" + std::to_string(figure.of) : "")));
        }
    }
    return table;
}

paper::Table ranking(Content const& content, Group const& group, std::size_t i) {
    auto const& column = content.columns[i];
    paper::Table table{.rows = {{cell(word("head", "place")), cell(word("head", "unit")), cell(column.name), cell(word("head", "fraction")),
                                 cell(word("head", "bar"))}},
                       .widths = {2.2, 3, 1, 1.3, 1.6}};
    for (auto const* line : from_bottom(group, i)) {
        auto const& figure = line->figures[i];
        auto left_out = left_out_words(figure, column);
        auto pieces = fraction(figure, column) + (left_out.empty() ? "" : "\n" + left_out);
        table.rows.push_back({cell(place_words(figure, column)), cell(line->unit, Align::start), cell(shown(figure, column)), cell(pieces),
                              Cell{.text = "", .align = Align::start, .bar = share(group, i, figure)}});
    }
    return table;
}

/// `一、`, `（一）`.
std::string number_words(int number) { return word("number", std::to_string(number)); }

}  // namespace

paper::Paper paper_of(Content const& content) {
    paper::Paper made{.title = title_of(content), .body = {}, .signed_by = content.issued_by, .dated = content.frozen_on};
    for (auto const& words : lead_of(content)) made.body.push_back(paper::paragraph(words));
    int part = 1;
    made.body.push_back(paper::heading(1, number_words(part) + "、" + word("text", "meanings")));
    made.body.push_back(paper::table(meanings(content)));
    for (auto const& group : content.groups) {
        made.body.push_back(paper::heading(1, number_words(++part) + "、" + group.name));
        made.body.push_back(paper::table(overview(content, group)));
        for (std::size_t i = 0; i < content.columns.size(); ++i) {
            made.body.push_back(paper::heading(2, "（" + number_words(int(i) + 1) + "）" + content.columns[i].name));
            made.body.push_back(paper::table(ranking(content, group, i)));
        }
    }
    return made;
}

}  // namespace mingtang::bulletin
