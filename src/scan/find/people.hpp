#pragma once
#include <optional>

#include "scan/find/look.hpp"

namespace mingtang::scan {

struct Heading {
    std::string text;  ///< folded
    Words words;
};

/// A column of names of people who stand in a list that says something sensitive about them.
struct NameColumn {
    std::size_t column;
    Certainty certainty;
};

/// The columns of names in a list with these headings. Likely where a column, or for illness and minors the caption, says something
/// sensitive; possible where only the caption speaks of poverty: the law has some of those lists shown to the public for a time.
std::vector<NameColumn> name_columns(std::vector<Heading> const& headings, Words const& caption);

/// Where in `folded` the name of a person stands, when it is all there is: two to four characters that begin with a surname, or one with
/// a dot. A name already masked (`张*`, `张某某`) is none.
std::optional<std::pair<std::size_t, std::size_t>> whole_name(std::string_view folded, Settings const& settings);

/// Names in running text, behind their label or a word for what the person is (`残疾人张三，`), beside sensitive words.
void find_people(Look const& look, std::vector<Found>& out);

/// The fields of a line of a list in plain text, split at tabs, bars, commas or blanks, as ranges of bytes. Fewer than three: no list.
struct Field {
    std::size_t begin;
    std::size_t end;
};
std::vector<Field> fields_of(std::string_view line);

}  // namespace mingtang::scan
