#pragma once
#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "scan/settings.hpp"

namespace mingtang::scan {

using Words = std::bitset<word_kinds>;

/// A word of law/leaks.json in the text.
struct WordAt {
    std::size_t begin;
    std::size_t end;
    Word word;
};

/// A value in a folded text; begin and end are bytes.
struct Found {
    Kind kind;
    Certainty certainty;
    std::size_t begin;
    std::size_t end;
};

/// A folded text and what the patterns said about it; what every detector looks at.
struct Look {
    Settings const& settings;
    std::string_view text;
    std::vector<WordAt> words;  ///< by end
    Words heading;              ///< of the column that the text stands in

    /// Words that end in the `within` bytes before `at`, in the same line.
    Words before(std::size_t at, std::size_t within) const;
    /// Words that begin in the `within` bytes after `at`, in the same line.
    Words after(std::size_t at, std::size_t within) const;
    /// Of the kinds in `among`, the one whose word ends last before `at` (at most `within` bytes before, same line); of two that end
    /// together the longer. Where there is none, nothing.
    WordAt const* nearest(std::size_t at, std::size_t within, Words among) const;
    char at(std::size_t i) const { return i < text.size() ? text[i] : '\n'; }
    char preceding(std::size_t i) const { return i > 0 ? text[i - 1] : '\n'; }
};

Words operator|(Word a, Word b);
Words operator|(Words a, Word b);
Words only(Word a);
bool has(Words const& words, Word word);

bool is_digit(char c);
bool is_letter(char c);
inline bool is_alnum(char c) { return is_digit(c) || is_letter(c); }
/// A star or the like stands where a character was masked.
bool is_masked_near(std::string_view text, std::size_t begin, std::size_t end);
/// The digits and letters of `value`, upper case.
std::string bare(std::string_view value);

}  // namespace mingtang::scan
