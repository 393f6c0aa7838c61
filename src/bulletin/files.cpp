#include "bulletin/files.hpp"

#include <cstdio>

#include "bulletin/words.hpp"

namespace mingtang::bulletin {
namespace {

std::string decimal(double value) {
    char text[16];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

void show_meanings(view::Data data, Content const& content) {
    for (auto const& column : content.columns)
        data.section("meanings")
            .set("name", column.name)
            .set("definition", column.definition)
            .set("direction", word("direction", column.more_is_better ? "more" : "less"))
            .set("minimum", minimum_words(column));
}

void show_overview(view::Data group, Content const& content, Group const& from) {
    for (auto const& column : content.columns) group.section("columns").set("name", column.name);
    for (auto const& line : from.lines) {
        auto row = group.section("lines");
        row.set("unit", line.unit);
        for (std::size_t i = 0; i < content.columns.size(); ++i) {
            auto const& column = content.columns[i];
            auto cell = row.section("cells");
            cell.set("shown", shown(line.figures[i], column));
            if (column.is_rate()) cell.section("rate").set("fraction", fraction(line.figures[i], column));
        }
    }
}

void fill_body(view::Data body, Content const& content) {
    for (auto const& words : lead_of(content)) body.section("lead").set("words", words);
    show_meanings(body, content);
    for (auto const& from : content.groups) {
        auto group = body.section("groups");
        group.set("name", from.name);
        show_overview(group, content, from);
        show_rankings(group, "rankings", content, from);
    }
}

}  // namespace

std::string title_of(Content const& content) { return filled(word("text", "title"), {{"month", month_words(content.month)}}); }

std::vector<std::string> lead_of(Content const& content) {
    Places places{{"month", month_words(content.month)},
                  {"from", content.from.text()},
                  {"to", content.to.text()},
                  {"until", content.contest_until_on.text()},
                  {"frozen", content.frozen_on.text()},
                  {"contested", std::to_string(content.contested)},
                  {"accepted", std::to_string(content.accepted)}};
    std::vector<std::string> lead{filled(word("text", content.frozen_on ? "lead" : "lead_preview"), places)};
    if (content.frozen_on) lead.push_back(filled(word("text", "lead_contests"), places));
    lead.push_back(word("text", "lead_ranking"));
    return lead;
}

std::string minimum_words(Column const& column) {
    if (!column.is_rate()) return word("text", "no_minimum");
    return filled(word("text", "minimum"), {{"n", std::to_string(column.minimum)}, {"unit", column.unit}, {"of", column.of}});
}

std::string left_out_words(Figure const& figure, Column const& column) {
    return figure.left_out == 0 ? "" : filled(word("text", "left_out"), {{"n", std::to_string(figure.left_out)}, {"unit", column.unit}});
}

void show_rankings(view::Data data, std::string_view place, Content const& content, Group const& group) {
    auto list = data.include(place, "bulletin/rankings");
    for (std::size_t i = 0; i < content.columns.size(); ++i) {
        auto const& column = content.columns[i];
        auto table = list.section("rankings");
        table.set("measure", column.name).set("group", group.name);
        for (auto const* line : from_bottom(group, i)) {
            auto const& figure = line->figures[i];
            auto row = table.section("rows");
            row.set("place", place_words(figure, column)).set("unit", line->unit).set("shown", shown(figure, column));
            row.set("fraction", fraction(figure, column)).set_section("left_out_section", "left_out", left_out_words(figure, column));
            row.set("share", decimal(share(group, i, figure)));
        }
    }
}

std::string html_of(Content const& content) {
    view::View body("bulletin/body");
    fill_body(body.data(), content);
    return body.render();
}

Outcome<BulletinFile> file_of(Content const& content, std::string_view format, std::string_view reader) {
    auto name = title_of(content) + "." + std::string(format);
    if (format == "xlsx") return BulletinFile{name, xlsx_of(content)};
    if (format == "pdf") {
        auto printed = paper::to_pdf(paper_of(content), {.program = std::string(reader)});
        if (!printed) return printed.error();
        return BulletinFile{name, std::move(*printed)};
    }
    if (format == "html") {
        view::View file("layout/file");
        file.data().set("title", title_of(content));
        fill_body(file.data().include("body", "bulletin/body"), content);
        return BulletinFile{name, file.render()};
    }
    return Refusal{"bulletin.find.not_found"};
}

std::string content_type_of(std::string_view format) {
    if (format == "xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return format == "pdf" ? "application/pdf" : "text/html; charset=utf-8";
}

AttachedFiles attached_files(Content const& content, std::string_view reader) {
    AttachedFiles attached;
    for (auto const* format : {"pdf", "xlsx"}) {
        auto file = file_of(content, format, reader);
        if (file) {
            attached.files.push_back(std::move(*file));
        } else {
            attached.missing.emplace_back(format, file.error());
        }
    }
    return attached;
}

}  // namespace mingtang::bulletin
