#pragma once
// Paragraphs and tables of a Word document, as a tree.

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "paper/measure.hpp"

namespace mingtang::paper {

constexpr int twips(double mm) { return int(mm * points_per_mm * 20 + 0.5); }

/// Rounded down, so that 22 lines and 28 characters fit and none is lost to a fraction.
inline constexpr int line_twips = int(line_points * 20);
inline constexpr int pitch_twips = int(pitch_points * 20);
inline constexpr char const* red_rgb = "D9001B";

/// Appends an element with attributes, in the order that the schema of Word wants.
pugi::xml_node add(pugi::xml_node parent, char const* name, std::vector<std::pair<char const*, std::string>> const& attributes = {});

/// What a paragraph has besides its style.
struct Look {
    int before = 0, after = 0;  ///< twips
    int left = 0, right = 0, hanging = 0;
    char const* align = "";
    bool page_break = false, keep_next = false;
    int half_points = 0;
};
/// A paragraph of that style at the end of `parent`, with the text where there is any; a line feed breaks the line.
pugi::xml_node add_paragraph(pugi::xml_node parent, char const* style, std::string_view text, Look const& look = {});

/// Type that differs from that of the style.
struct Type {
    char const* font = "";
    int half_points = 0;
};
/// Appends text; a line feed breaks the line, a tab goes to the next stop.
void add_text(pugi::xml_node paragraph, std::string_view text, Type const& type = {});

/// A table as wide as `width` twips.
void add_table(pugi::xml_node parent, Table const& table, int width);

/// The properties of a section: an upright or lying page, the grid, page numbers; `first` with a first page of its own.
void add_section(pugi::xml_node parent, bool landscape, bool first);

}  // namespace mingtang::paper
