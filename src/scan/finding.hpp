#pragma once
// What a look for personal data and secrets may find, and what it looks at.

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "base/names.hpp"

namespace mingtang::scan {

/// What was found. The names are the stored text and the JSON text.
enum class Kind {
    id_card,                   ///< resident identity number, 18 or 15 characters (GB 11643)
    bank_card,                 ///< 13 to 19 digits, Luhn and a known issuer range
    passport,                  ///< passport or travel permit
    mobile,                    ///< mobile telephone
    telephone,                 ///< private fixed telephone
    address,                   ///< home address down to the door
    plate,                     ///< vehicle plate
    email,                     ///< e-mail address
    person_in_sensitive_list,  ///< a name beside illness, disability, poverty or a minor's school
    secrecy_mark,              ///< a mark of secrecy or of internal use
    hidden_content,            ///< something the file holds that its reader does not see
    unreadable                 ///< could not be read, so nobody knows what it holds
};

/// How sure it is. Only `certain` blocks publishing by itself.
enum class Certainty { certain, likely, possible };

struct Finding {
    Kind kind = Kind::unreadable;
    Certainty certainty = Certainty::possible;
    std::string place;      ///< see `Passage::place`
    std::size_t start = 0;  ///< first character (code point) of the value in the passage's text
    std::size_t end = 0;    ///< one past its last character; equal to `start` where there is no text (hidden_content, unreadable)
    std::string
        masked;  ///< the value with its middle hidden; for hidden_content and unreadable the reason's name (`hidden_sheet`, `too_large` …)
    std::string before;  ///< up to 12 characters before the value, other findings in them masked
    std::string after;   ///< likewise after it
    std::string hidden;  ///< as of the passage or cell: why the file's reader does not see it; empty in plain sight
};

/// A run of text of a file.
struct Passage {
    /// Where in the file: `line 5`, `paragraph 12`, `page 3`, `Sheet1!C7`, `slide 2`, `properties`; within an archive preceded by
    /// `name.docx/`.
    std::string place;
    std::string text;  ///< UTF-8
    std::string
        hidden;  ///< empty: in plain sight; otherwise why its reader does not see it (`hidden_row`, `tracked_deletion`, `under_box` …)
    std::size_t offset = 0;  ///< of a plain text file: characters of the file before `text`
    /// Where the text was put together from the end of a line and the beginning of the next one, both also in other passages: characters
    /// before the seam. Only what goes over it is a find.
    std::size_t seam = 0;
};

/// A cell of a table; lists of people are found by the headings of their columns.
struct Cell {
    std::string place;
    std::string text;
    std::string hidden;
    std::size_t offset = 0;  ///< of a plain text file: characters of the file before `text`
};

struct Table {
    std::string caption;  ///< title of the sheet or the words just before the table; may be empty
    std::vector<std::vector<Cell>> rows;
};

/// All that was read out of one file.
struct Reading {
    std::vector<Passage> passages;
    std::vector<Table> tables;      ///< their cells are not repeated in `passages`
    std::vector<Finding> findings;  ///< hidden_content and unreadable, found while reading
};

}  // namespace mingtang::scan

template <>
struct mingtang::EnumNames<mingtang::scan::Kind> {
    static constexpr std::array<std::string_view, 12> names{
        "id_card",      "bank_card",      "passport",  "mobile", "telephone", "address", "plate", "email", "person_in_sensitive_list",
        "secrecy_mark", "hidden_content", "unreadable"};
};

template <>
struct mingtang::EnumNames<mingtang::scan::Certainty> {
    static constexpr std::array<std::string_view, 3> names{"certain", "likely", "possible"};
};
