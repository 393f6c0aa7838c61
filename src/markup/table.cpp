#include <algorithm>
#include <charconv>
#include <iterator>

#include "markup/flow.hpp"

namespace mingtang::markup {
namespace {

struct Cell {
    Node node;
    std::size_t column = 0, columns = 1, rows = 1;
};
using Row = std::vector<Cell>;
struct Section {
    std::string tag;
    std::vector<Row> rows;
};

std::size_t span(GumboNode const& node, char const* name) {
    auto text = attribute_of(node, name);
    std::size_t number = 1;
    auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end == text.data() || number < 1 || number > 100) return 1;
    return number;
}

/// In the head of a table every cell is a head cell.
Cell cell_of(GumboNode const& node, bool in_head, Walk& walk) {
    std::string name(in_head ? "th" : name_of(node));
    Cell cell;
    cell.columns = span(node, "colspan");
    cell.rows = span(node, "rowspan");
    cell.node = element(name);
    auto classes = class_of(node);
    Flow flow(walk, name == "th" ? Flow::Mode::line : Flow::Mode::blocks);
    flow.add_children(node);
    if (name == "th") {
        cell.node.children = flow.take_line();
    } else {
        auto blocks = flow.take_tight();
        // A cell that is one aligned paragraph is an aligned cell.
        if (blocks.size() == 1 && blocks.front().tag == "p") {
            classes = blocks.front().attribute("class");
            blocks = std::move(Node(std::move(blocks.front())).children);
        }
        cell.node.children = std::move(blocks);
    }
    if (!classes.empty()) cell.node.set("class", classes);
    auto scope = attribute_of(node, "scope");
    if (name == "th" && (scope == "row" || scope == "col" || scope == "rowgroup" || scope == "colgroup")) cell.node.set("scope", scope);
    return cell;
}

Section section_of(GumboNode const& node, Walk& walk) {
    Section section{std::string(name_of(node)), {}};
    for (auto const* row : children_of(node)) {
        if (name_of(*row) != "tr") continue;
        section.rows.emplace_back();
        for (auto const* cell : children_of(*row))
            if (auto name = name_of(*cell); name == "td" || name == "th")
                section.rows.back().push_back(cell_of(*cell, section.tag == "thead", walk));
    }
    return section;
}

/// Gives each cell its column and cuts spans that would leave the section or lie over another cell.
void lay_out(Section& section) {
    std::vector<std::size_t> taken_until;
    for (std::size_t r = 0; r < section.rows.size(); ++r) {
        auto taken = [&](std::size_t column) { return column < taken_until.size() && taken_until[column] > r; };
        std::size_t column = 0;
        for (auto& cell : section.rows[r]) {
            while (taken(column)) ++column;
            std::size_t wide = 1;
            while (wide < cell.columns && !taken(column + wide)) ++wide;
            cell.column = column;
            cell.columns = wide;
            cell.rows = std::min(cell.rows, section.rows.size() - r);
            if (taken_until.size() < column + wide) taken_until.resize(column + wide, 0);
            std::fill_n(taken_until.begin() + long(column), wide, r + cell.rows);
            column += wide;
        }
    }
}

void drop_empty_rows(Section& section) {
    std::vector<std::size_t> empty_before{0};
    for (auto const& row : section.rows) empty_before.push_back(empty_before.back() + (row.empty() ? 1 : 0));
    for (std::size_t r = 0; r < section.rows.size(); ++r)
        for (auto& cell : section.rows[r]) cell.rows -= empty_before[r + cell.rows] - empty_before[r];
    std::erase_if(section.rows, [](Row const& row) { return row.empty(); });
}

/// A column in which no cell begins is no column.
void drop_idle_columns(std::vector<Section>& sections) {
    std::vector<bool> begins;
    for (auto const& section : sections)
        for (auto const& row : section.rows)
            for (auto const& cell : row) {
                if (begins.size() < cell.column + cell.columns) begins.resize(cell.column + cell.columns, false);
                begins[cell.column] = true;
            }
    std::vector<std::size_t> idle_before{0};
    for (bool some : begins) idle_before.push_back(idle_before.back() + (some ? 0 : 1));
    for (auto& section : sections)
        for (auto& row : section.rows)
            for (auto& cell : row) cell.columns -= idle_before[cell.column + cell.columns] - idle_before[cell.column];
}

/// Rows at the beginning that hold head cells only are the head of the table, also where an editor that knows no head wrote them. A table
/// of nothing else has none, nor one whose head cells reach into the rows below.
void raise_head(std::vector<Section>& sections) {
    if (sections.empty() || sections.front().tag != "tbody") return;
    auto& rows = sections.front().rows;
    auto is_head = [](Row const& row) {
        return std::all_of(row.begin(), row.end(), [](Cell const& cell) { return cell.node.tag == "th"; });
    };
    auto end = std::find_if_not(rows.begin(), rows.end(), is_head);
    auto count = std::size_t(end - rows.begin());
    if (count == 0 || end == rows.end()) return;
    for (std::size_t r = 0; r < count; ++r)
        for (auto const& cell : rows[r])
            if (r + cell.rows > count) return;
    Section head{"thead", {std::make_move_iterator(rows.begin()), std::make_move_iterator(end)}};
    rows.erase(rows.begin(), end);
    sections.insert(sections.begin(), std::move(head));
}

Node write(Section& section) {
    auto out = element(section.tag);
    for (auto& row : section.rows) {
        out.children.push_back(element("tr"));
        for (auto& cell : row) {
            if (cell.columns > 1) cell.node.set("colspan", std::to_string(cell.columns));
            if (cell.rows > 1) cell.node.set("rowspan", std::to_string(cell.rows));
            out.children.back().children.push_back(std::move(cell.node));
        }
    }
    return out;
}

}  // namespace

std::vector<Node> table_of(GumboNode const& node, Walk& walk) {
    std::vector<Section> sections;
    Flow caption(walk, Flow::Mode::line);
    for (auto const* child : children_of(node)) {
        auto name = name_of(*child);
        if (name == "caption") caption.add(*child);
        if (name == "thead" || name == "tbody" || name == "tfoot") sections.push_back(section_of(*child, walk));
    }
    for (auto& section : sections) lay_out(section), drop_empty_rows(section);
    std::erase_if(sections, [](Section const& section) { return section.rows.empty(); });
    // Browsers show the foot last wherever it was written.
    std::stable_partition(sections.begin(), sections.end(), [](Section const& section) { return section.tag != "tfoot"; });
    drop_idle_columns(sections);
    raise_head(sections);
    auto table = element("table");
    auto words = caption.take_line();
    for (auto& section : sections) {
        bool first = &section == &sections.front(), last = &section == &sections.back();
        if ((section.tag == "thead" && !first) || (section.tag == "tfoot" && (!last || first))) section.tag = "tbody";
        table.children.push_back(write(section));
    }
    if (is_empty(table)) return words.empty() ? std::vector<Node>() : std::vector<Node>{element("p", std::move(words))};
    if (!words.empty()) table.children.insert(table.children.begin(), element("caption", std::move(words)));
    return {std::move(table)};
}

}  // namespace mingtang::markup
