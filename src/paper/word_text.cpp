#include "paper/word_text.hpp"

#include <algorithm>
#include <cmath>

#include "paper/grid.hpp"

namespace mingtang::paper {
namespace {

constexpr char const* rule = "6";    // eighths of a point: 0.25 mm
constexpr char const* frame = "12";  // 0.5 mm

std::string number(int value) { return std::to_string(value); }

char const* name_of(Align align) { return align == Align::start ? "left" : align == Align::end ? "right" : "center"; }

void add_place(pugi::xml_node properties, Look const& look) {
    if (look.left == 0 && look.right == 0 && look.hanging == 0) return;
    auto place = add(properties, "w:ind", {{"w:leftChars", "0"}, {"w:left", number(look.left)}, {"w:right", number(look.right)}});
    if (look.hanging > 0)
        place.append_attribute("w:hanging") = look.hanging;
    else
        place.append_attribute("w:firstLineChars") = 0, place.append_attribute("w:firstLine") = 0;
}

void add_size(pugi::xml_node properties, int half_points) {
    for (auto const* name : {"w:sz", "w:szCs"}) add(properties, name, {{"w:val", number(half_points)}});
}

void add_borders(pugi::xml_node properties) {
    auto borders = add(properties, "w:tblBorders");
    for (auto const* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
        bool inside = std::string_view(side).starts_with("w:inside");
        add(borders, side, {{"w:val", "single"}, {"w:sz", inside ? rule : frame}, {"w:space", "0"}, {"w:color", "000000"}});
    }
}

void add_cell(pugi::xml_node row, Place const& place, int width, bool head, bool keep_next, int half_points) {
    auto cell = add(row, "w:tc");
    auto properties = add(cell, "w:tcPr");
    add(properties, "w:tcW", {{"w:w", number(width)}, {"w:type", "dxa"}});
    if (place.columns > 1) add(properties, "w:gridSpan", {{"w:val", number(place.columns)}});
    bool begins = place.what == Place::What::begins, goes_on = place.what == Place::What::goes_on;
    if (goes_on) add(properties, "w:vMerge");
    if (begins && place.cell->rows > 1) add(properties, "w:vMerge", {{"w:val", "restart"}});
    add(properties, "w:vAlign", {{"w:val", "center"}});
    Look const look{.align = begins ? name_of(place.cell->align) : "center", .keep_next = keep_next, .half_points = half_points};
    auto lines = begins ? lines_of(place.cell->text) : std::vector<std::string>();
    if (lines.empty()) lines.emplace_back();
    for (auto const& line : lines) add_paragraph(cell, head ? "TableHead" : "TableText", line, look);
}

}  // namespace

pugi::xml_node add(pugi::xml_node parent, char const* name, std::vector<std::pair<char const*, std::string>> const& attributes) {
    auto node = parent.append_child(name);
    for (auto const& [key, value] : attributes) node.append_attribute(key) = value.c_str();
    return node;
}

pugi::xml_node add_paragraph(pugi::xml_node parent, char const* style, std::string_view text, Look const& look) {
    auto paragraph = add(parent, "w:p");
    auto properties = add(paragraph, "w:pPr");
    add(properties, "w:pStyle", {{"w:val", style}});
    if (look.keep_next) add(properties, "w:keepNext");
    if (look.page_break) add(properties, "w:pageBreakBefore");
    if (look.before > 0 || look.after > 0)
        add(properties, "w:spacing", {{"w:before", number(look.before)}, {"w:after", number(look.after)}});
    add_place(properties, look);
    if (*look.align != '\0') add(properties, "w:jc", {{"w:val", look.align}});
    if (look.half_points > 0) add_size(add(properties, "w:rPr"), look.half_points);
    if (!text.empty()) add_text(paragraph, text, {.half_points = look.half_points});
    return paragraph;
}

void add_text(pugi::xml_node paragraph, std::string_view text, Type const& type) {
    auto run = add(paragraph, "w:r");
    if (type.half_points > 0 || *type.font != '\0') {
        auto properties = add(run, "w:rPr");
        if (*type.font != '\0') add(properties, "w:rFonts", {{"w:ascii", type.font}, {"w:hAnsi", type.font}, {"w:eastAsia", type.font}});
        if (type.half_points > 0) add_size(properties, type.half_points);
    }
    for (std::size_t from = 0; from <= text.size();) {
        auto to = std::min(text.find_first_of("\n\t", from), text.size());
        if (to > from) {
            auto words = add(run, "w:t", {{"xml:space", "preserve"}});
            words.text() = std::string(text.substr(from, to - from)).c_str();
        }
        if (to < text.size()) add(run, text[to] == '\n' ? "w:br" : "w:tab");
        from = to + 1;
    }
}

void add_table(pugi::xml_node parent, Table const& table, int width) {
    auto const shares = shares_of(table);
    std::vector<int> widths;
    for (auto share : shares) widths.push_back(int(share * width));
    auto node = add(parent, "w:tbl");
    auto properties = add(node, "w:tblPr");
    add(properties, "w:tblW", {{"w:w", number(width)}, {"w:type", "dxa"}});
    add(properties, "w:jc", {{"w:val", "center"}});
    add_borders(properties);
    add(properties, "w:tblLayout", {{"w:type", "fixed"}});
    auto columns = add(node, "w:tblGrid");
    for (auto one : widths) add(columns, "w:gridCol", {{"w:w", number(one)}});
    int const half_points = int(std::lround(type_points(table) * 2));
    auto const grid = grid_of(table);
    bool const whole = grid.size() <= most_whole_rows;
    for (std::size_t y = 0; y < grid.size(); ++y) {
        bool const head = int(y) < table.head_rows;
        auto row = add(node, "w:tr");
        auto row_properties = add(row, "w:trPr");
        add(row_properties, "w:cantSplit");
        if (head) add(row_properties, "w:tblHeader");
        for (std::size_t x = 0; x < grid[y].size(); ++x) {
            auto const& place = grid[y][x];
            if (place.what == Place::What::covered) continue;
            int wide = 0;
            for (int i = 0; i < place.columns; ++i) wide += widths[x + std::size_t(i)];
            add_cell(row, place, wide, head, whole && y + 1 < grid.size(), half_points);
        }
    }
    add_paragraph(parent, "TableGap", "");  // two tables without it would be one
}

void add_section(pugi::xml_node parent, bool landscape, bool first) {
    auto section = add(parent, "w:sectPr");
    if (first) add(section, "w:footerReference", {{"w:type", "first"}, {"r:id", "footer_first"}});
    add(section, "w:footerReference", {{"w:type", "default"}, {"r:id", "footer_odd"}});
    add(section, "w:footerReference", {{"w:type", "even"}, {"r:id", "footer_even"}});
    add(section, "w:type", {{"w:val", "nextPage"}});
    int const width = twips(page_width_mm), height = twips(page_height_mm);
    auto size = add(section, "w:pgSz", {{"w:w", number(landscape ? height : width)}, {"w:h", number(landscape ? width : height)}});
    if (landscape) size.append_attribute("w:orient") = "landscape";
    // A lying page is the upright one turned clockwise: what was at the left is at the top.
    add(section, "w:pgMar",
        {{"w:top", number(twips(landscape ? left_mm : top_mm))},
         {"w:right", number(twips(landscape ? top_mm : right_mm))},
         {"w:bottom", number(twips(landscape ? right_mm : bottom_mm))},
         {"w:left", number(twips(landscape ? bottom_mm : left_mm))},
         {"w:header", "851"},
         {"w:footer", number(twips(landscape ? right_mm - folio_middle_mm : bottom_mm - folio_middle_mm) - int(folio_points * 10))},
         {"w:gutter", "0"}});
    if (first) add(section, "w:titlePg");
    if (landscape) return;
    // Of lines alone: a grid of characters narrower than the type, as 28 on 156 mm are, Word and LibreOffice read differently. What makes
    // 28 of them fit is the spacing of the style (word/styles.xml).
    add(section, "w:docGrid", {{"w:type", "lines"}, {"w:linePitch", number(line_twips)}});
}

}  // namespace mingtang::paper
