#include "base/text.hpp"

#include <algorithm>

#include "markup/markup.hpp"
#include "markup/node.hpp"

namespace mingtang::markup {
namespace {

void end_line(std::string& out) {
    while (out.ends_with(' ')) out.pop_back();
    if (!out.empty() && !out.ends_with('\n') && !out.ends_with('\t')) out += '\n';
}

void write(std::string& out, Node const& node);

/// Lines inside a cell become blanks, so that one row stays one line.
void write_row(std::string& out, Node const& row) {
    for (std::size_t i = 0; i < row.children.size(); ++i) {
        std::string cell;
        for (auto const& child : row.children[i].children) write(cell, child);
        while (cell.ends_with('\n')) cell.pop_back();
        std::replace(cell.begin(), cell.end(), '\n', ' ');
        std::replace(cell.begin(), cell.end(), '\t', ' ');
        if (i > 0) out += '\t';
        out += cell;
    }
    out += '\n';
}

void write(std::string& out, Node const& node) {
    if (node.is_text()) {
        out += node.text;
        return;
    }
    if (node.tag == "br") {
        out += '\n';
        return;
    }
    if (node.tag == "tr") return write_row(out, node);
    bool block = !is_inline(node.tag);
    if (block) end_line(out);
    for (auto const& child : node.children) write(out, child);
    if (block) end_line(out);
}

std::string text_of(Node const& node) {
    std::string out;
    write(out, node);
    return out;
}

}  // namespace

std::string to_text(std::string_view html) { return text_of(parse_clean(html)); }

std::string summary(std::string_view html, std::size_t characters) { return summary_of(parse_clean(html), characters); }
std::vector<Heading> outline(std::string_view html) { return outline_of(parse_clean(html)); }

std::string summary_of(Node const& root, std::size_t characters) {
    std::string body, all;
    for (auto const& block : root.children) {
        // Four bytes a character, and what one_line takes out: enough for the summary without reading a whole long document.
        if (body.size() > characters * 8 + 1000) break;
        auto text = text_of(block);
        if (!is_heading(block.tag)) body += text;
        if (all.size() <= characters * 8 + 1000) all += text;
    }
    auto line = text::one_line(body);
    return text::shorten(line.empty() ? text::one_line(all) : line, characters);
}

std::vector<Heading> outline_of(Node const& root) {
    std::vector<Heading> headings;
    auto visit = [&](auto const& self, Node const& node) -> void {
        if (is_heading(node.tag))
            headings.push_back({node.tag[1] - '0', "section-" + std::to_string(headings.size() + 1), text::one_line(text_of(node))});
        for (auto const& child : node.children) self(self, child);
    };
    visit(visit, root);
    return headings;
}

}  // namespace mingtang::markup
