#pragma once
// Measures of GB/T 9704-2012 that both renditions share, and how wide a text is.

#include <string>
#include <string_view>
#include <vector>

#include "paper/paper.hpp"

namespace mingtang::paper {

inline constexpr double points_per_mm = 72 / 25.4;
inline constexpr double page_width_mm = 210, page_height_mm = 297;
inline constexpr double top_mm = 37, left_mm = 28, width_mm = 156, height_mm = 225;
inline constexpr double right_mm = page_width_mm - left_mm - width_mm, bottom_mm = page_height_mm - top_mm - height_mm;
inline constexpr double folio_middle_mm = 7;  ///< of the page number, below the type area
inline constexpr int lines_per_page = 22, characters_per_line = 28;
inline constexpr double body_points = 16, title_points = 22, folio_points = 14;
/// The pitch of lines and of characters: 22 lines on the height, 28 characters on the width.
inline constexpr double line_points = height_mm * points_per_mm / lines_per_page;
inline constexpr double pitch_points = width_mm * points_per_mm / characters_per_line;

/// How many full-width characters a text takes: ASCII counts half.
double width_of(std::string_view text);

/// Text as it may stand on paper: well-formed UTF-8 without controls but tab and line feed.
std::string clean(std::string_view text);
/// The same on one line.
std::string one_line(std::string_view text);
/// Its lines, cleaned, ends trimmed, empty ones left out.
std::vector<std::string> lines_of(std::string_view text);

/// The addressee without the colon behind it, the note without its parentheses, the recipients of copies without the full stop.
std::string addressed(std::string_view addressee);
std::string noted(std::string_view note);
std::string copied(std::string_view copies_to);

/// The title in lines: broken where the author broke it, what is longer than 20 characters into even lines, as few as can be; rather not
/// within 《》 or a word, never before a mark that no line may begin with.
std::vector<std::string> title_lines(std::string_view title);

/// The size of type in which the organ mark fits on the width, at most 22 mm high.
double mark_points(std::string_view organ, double width_mm);

/// `2026年11月26日`; empty for no day.
std::string written(Date day);

/// How far the middle of the signature stands from the right edge, in characters: the date leaves four blank, the name is centred above
/// it; a long name moves both to the left.
double signature_middle(std::string_view signed_by, std::string_view dated);

/// A table of more rows begins where it stands; others go to the next page rather than be parted.
inline constexpr std::size_t most_whole_rows = 40;

/// The size of type of a table.
double type_points(Table const& table);
int columns_of(Table const& table);
/// The widths of its columns, together 1.
std::vector<double> shares_of(Table const& table);

}  // namespace mingtang::paper
