#include "reports/page.hpp"

namespace mingtang::reports {
namespace {

void fill_text(view::Data data, ReportText const& made) {
    data.set("lead", made.lead);
    for (auto const& section : made.sections) {
        auto part = data.section("sections");
        part.set("heading", section.heading);
        for (auto const& paragraph : section.paragraphs) {
            auto line = part.section("paragraphs");
            line.section(is_heading(paragraph) ? "as_heading" : "as_text").set("words", paragraph);
        }
        if (section.table) show_grid(part.section("with_table"), "table", *section.table, section.heading);
    }
}

}  // namespace

void show_grid(view::Data data, std::string_view place, Grid const& grid, std::string_view label,
               std::function<std::string(std::string const&)> const& link) {
    auto table = data.include(place, "reports/grid");
    table.set("label", label);
    for (auto const& cells : grid.rows) {
        auto row = table.section("rows");
        for (auto const& cell : cells) {
            auto one = row.section("cells");
            auto made = one.section(cell.head ? "head" : "figure");
            made.set("rows", cell.rows).set("columns", cell.columns).set("text", cell.text);
            made.show("spans_rows", cell.rows > 1).show("spans_columns", cell.columns > 1);
            auto url = link && !cell.name.empty() && !cell.text.empty() && cell.text != "0" ? link(cell.name) : "";
            made.show("plain", url.empty());
            if (!url.empty()) made.section("linked").set("url", url);
        }
    }
}

std::string html_of(AnnualReport const& report) {
    view::View body("reports/report_body");
    fill_text(body.data(), text_of(report));
    return body.render();
}

std::string html_file_of(AnnualReport const& report) {
    view::View file("layout/file");
    auto made = text_of(report);
    file.data().set("title", made.title);
    fill_text(file.data().include("body", "reports/report_body"), made);
    return file.render();
}

}  // namespace mingtang::reports
