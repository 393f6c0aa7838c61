#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mingtang::search {

/// Raised whenever the terms of a document change; an index of another version asks to be rebuilt.
inline constexpr int analysis_version = 1;

/// A character after folding, and the bytes of the original text that it came from.
struct Folded {
    char32_t c = 0;
    std::uint32_t from = 0, to = 0;
};

/// The text as the index sees it: ICU's NFKC case folding, then OpenCC's simplified form of each character. One character at a time, so
/// that every folded character knows its origin and so that index and question cannot disagree. Broken bytes become U+FFFD.
std::vector<Folded> fold(std::string_view utf8);
std::string folded_text(std::string_view utf8);

/// A Han (or kana, hangul) character, or a run of other letters or of digits. Blanks between tokens are passed over; anything else breaks
/// the chain.
struct Token {
    std::string text;
    std::uint32_t from = 0, to = 0;  // bytes of the original
    bool han = false;
    bool joined = false;  // follows the token before it with nothing but blanks between
};
std::vector<Token> tokens(std::string_view utf8);
std::vector<Token> tokens(std::vector<Folded> const& folded);

/// The term of two neighbours: `公开`, or `开 14` when one of them is no Han character.
std::string pair_term(Token const& a, Token const& b);

/// 国办发〔2019〕14号 in any bracket or width, with blanks or 第: the issuer's sign, the year, the number.
struct DocumentNumber {
    std::string sign;  // `国办发`, folded; may be empty, and may carry words that only stood before it
    int year = 0;
    std::string number;              // without leading zeros
    std::uint32_t from = 0, to = 0;  // bytes of the original
    std::string year_and_number() const { return std::to_string(year) + "/" + number; }
    std::string text() const { return sign + "[" + std::to_string(year) + "]" + number; }
};
std::vector<DocumentNumber> document_numbers(std::string_view utf8);

/// `11341702486344515H/202110-00013` without blanks, lower case; empty when the text does not look like (the beginning of) one.
std::string index_number_key(std::string_view utf8);

/// The toneless readings of a Han character (`zhong`, `chong`), ü as v; none for other characters.
std::vector<std::string> const& readings(char32_t c);

/// The ways to cut `zhengwugongkai` into syllables, shortest first, at most `most`. With `open_end` the last part may be the beginning of a
/// syllable.
std::vector<std::vector<std::string>> syllables(std::string_view letters, std::size_t most, bool open_end = false);

}  // namespace mingtang::search
