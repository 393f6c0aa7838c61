#pragma once
#include <xapian.h>

#include <string>
#include <string_view>

/// The terms and value slots of the index. What has no prefix is a word or a pair of characters of any text of the document.
/// Each run of characters ends with its last character alone, so that all terms which begin with a character find it wherever it stands.
namespace mingtang::search::terms {

inline constexpr std::string_view title = "S";        // pairs and run ends of the title
inline constexpr std::string_view pinyin = "P";       // pairs of syllables of titles and names of units: `zheng wu`, then `wu`
inline constexpr std::string_view initials = "I";     // pairs of their first letters: `zw`
inline constexpr std::string_view number = "N";       // document number, whole
inline constexpr std::string_view year_number = "O";  // its year and number
inline constexpr std::string_view mentioned = "M";    // year and number of a document that is spoken of
inline constexpr std::string_view index_number = "X";
inline constexpr std::string_view unit = "BU", subject = "BS", kind = "BK", year = "BY", validity = "BV", catalogue = "BC";
inline constexpr std::string_view begins = "^";  // stands before the first character of a title

inline constexpr Xapian::valueno slot_time = 0, slot_day = 1, slot_unit = 2, slot_subjects = 3, slot_kind = 4;
inline constexpr char between = '\x1F';

/// A term of at most 200 bytes: Xapian refuses longer ones.
inline std::string term(std::string_view prefix, std::string_view value) {
    std::string out(prefix);
    out += value.substr(0, 200 - prefix.size());
    return out;
}

/// `20191123`; sorts as text.
inline std::string day_value(std::string_view iso) {
    std::string out;
    for (char c : iso)
        if (c != '-') out += c;
    return out;
}

}  // namespace mingtang::search::terms
