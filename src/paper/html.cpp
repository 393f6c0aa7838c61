// The paper as HTML: the view filled.
#include <cmath>
#include <cstdio>

#include "base/text.hpp"
#include "paper/measure.hpp"
#include "view/view.hpp"

namespace mingtang::paper {
namespace {

using view::Data;

std::string decimal(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

std::string_view name_of(Form form) { return form == Form::plain ? "plain" : form == Form::document ? "document" : "letter"; }
std::string_view name_of(Align align) { return align == Align::start ? "start" : align == Align::end ? "end" : "centre"; }

void fill_row(std::vector<Cell> const& cells, Data row) {
    for (auto const& cell : cells) {
        auto place = row.section("cell");
        place.set("rows", std::max(cell.rows, 1)).set("columns", std::max(cell.columns, 1)).set("align", name_of(cell.align));
        for (auto const& line : lines_of(cell.text)) place.section("line").set("text", line);
        if (cell.bar >= 0) place.section("with_bar").set("bar", decimal(std::min(cell.bar, 1.0) * 100));
    }
}

void fill_table(Table const& from, Data block) {
    auto table = block.section("table");
    table.set("lying", from.landscape ? "lying" : "")
        .set("whole", from.rows.size() <= most_whole_rows ? "whole" : "")
        .set("points", decimal(type_points(from)));
    table.set_section("caption_section", "caption", one_line(from.caption));
    for (auto share : shares_of(from)) table.section("column").set("width", decimal(share * 100));
    auto heads = std::min(std::size_t(std::max(from.head_rows, 0)), from.rows.size());
    if (heads > 0) {
        auto head = table.section("table_head");
        for (std::size_t i = 0; i < heads; ++i) fill_row(from.rows[i], head.section("row"));
    }
    for (auto i = heads; i < from.rows.size(); ++i) fill_row(from.rows[i], table.section("row"));
}

void fill_list(Block const& from, Data block) {
    auto list = block.section("list");
    int number = 0;
    for (auto const& item : from.items) list.section("item").set("number", ++number).set("text", one_line(item));
}

void fill_body(std::vector<Block> const& blocks, Data body) {
    for (auto const& one : blocks) {
        if (one.kind == Block::Kind::table && !one.table.rows.empty()) fill_table(one.table, body.section("block"));
        if (one.kind == Block::Kind::list && !one.items.empty()) fill_list(one, body.section("block"));
        if (one.kind != Block::Kind::paragraph && one.kind != Block::Kind::heading) continue;
        auto place = one.kind == Block::Kind::paragraph ? "paragraph" : "heading_" + std::to_string(std::clamp(one.level, 1, 4));
        for (auto const& line : lines_of(one.text)) body.section("block").section(place).set("text", line);
    }
}

void fill_head(Paper const& paper, Data page) {
    auto number = one_line(paper.document_number), organ = one_line(paper.organ), approved_by = one_line(paper.approved_by);
    if (paper.form == Form::plain) {
        page.set_section("plain_number", "number", number);
        return;
    }
    auto head = page.section("head");
    head.set("organ", organ).set("mark_points", decimal(mark_points(organ, width_mm)));
    bool is_document = paper.form == Form::document;
    head.show(is_document ? "document_head" : "letter_head");
    if (is_document && !approved_by.empty())
        head.section("upward").set("number", number).set("approved_by", approved_by);
    else
        head.set_section("number_section", "number", number);
}

void fill_title(std::string_view title, Data page) {
    for (auto const& line : title_lines(title)) page.section("lines").set("line", line);
}

void fill_attachments(std::vector<Attachment> const& attachments, Data page) {
    if (attachments.empty()) return;
    auto list = page.section("attachments");
    list.set("many", attachments.size() >= 10 ? "many" : "");
    int number = 0;
    for (auto const& one : attachments) {
        auto place = attachments.size() == 1 ? "only" : ++number == 1 ? "first" : "next";
        list.section(place).set("name", one_line(one.name)).set("number", number);
        if (one.body.empty()) continue;
        auto sheet = page.section("attachment");
        sheet.set("number", number > 0 ? std::to_string(number) : "");
        fill_title(one.name, sheet);
        fill_body(one.body, sheet.include("body", "paper/blocks"));
    }
}

void fill_signature(Paper const& paper, Data page) {
    auto signed_by = one_line(paper.signed_by), dated = written(paper.dated);
    if (signed_by.empty() && dated.empty()) return;
    auto signature = page.section("signature");
    signature.set("width", decimal(2 * signature_middle(signed_by, dated)));
    signature.set_section("signed_by_section", "signed_by", signed_by).set_section("dated_section", "dated", dated);
}

void fill_imprint(Paper const& paper, Data page) {
    auto copies = copied(paper.copies_to), printed_by = one_line(paper.printed_by), printed_on = written(paper.printed_on);
    bool printed = !printed_by.empty() || !printed_on.empty();
    if (copies.empty() && !printed) return;
    auto imprint = page.section("imprint");
    imprint.set_section("copies_section", "copies", copies);
    if (printed) imprint.section("printed").set("printed_by", printed_by).set("printed_on", printed_on.empty() ? "" : printed_on + "印发");
}

}  // namespace

Block paragraph(std::string text) { return {.kind = Block::Kind::paragraph, .text = std::move(text)}; }
Block heading(int level, std::string text) { return {.kind = Block::Kind::heading, .text = std::move(text), .level = level}; }
Block list(std::vector<std::string> items) { return {.kind = Block::Kind::list, .text = {}, .items = std::move(items)}; }
Block table(Table table) { return {.kind = Block::Kind::table, .text = {}, .table = std::move(table)}; }

std::string to_html(Paper const& paper) {
    view::View view("paper/paper");
    auto page = view.data();
    auto title = one_line(paper.title);
    page.set("form", name_of(paper.form)).set("title", title);
    page.set_section("made", "made_on", paper.dated ? paper.dated.text() : "");
    page.set_section("maker", "author", one_line(paper.signed_by));
    fill_head(paper, page);
    if (!title.empty()) fill_title(paper.title, page.section("title_section"));
    page.set_section("addressee_section", "addressee", addressed(paper.addressee));
    fill_body(paper.body, page.include("body", "paper/blocks"));
    fill_attachments(paper.attachments, page);
    fill_signature(paper, page);
    page.set_section("note_section", "note", noted(paper.note));
    fill_imprint(paper, page);
    return view.render();
}

}  // namespace mingtang::paper
