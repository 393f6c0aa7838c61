#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "search/analysis.hpp"

namespace mingtang::search {

/// A stretch of the question: a word as ICU's dictionary cuts it, or a quoted phrase.
struct Word {
    std::vector<Token> tokens;  // each joined to the one before
    bool asking = false;        // only asks: 什么, 如何
    bool unknown = false;       // no word of the dictionary but single characters in a row: a name, or several short words
    std::string text() const;
    /// One Han character by itself.
    bool is_single() const { return tokens.size() == 1 && tokens[0].han; }
    bool is_latin() const;
};

/// Tokens that follow each other, cut into words.
struct Stretch {
    std::vector<Word> words;
};

/// A question taken apart; pure, and the same for any input: what it cannot read it passes over.
struct Query {
    std::vector<Stretch> stretches;
    std::vector<Word> phrases;  // quoted: must stand in the text exactly so
    std::vector<DocumentNumber> numbers;
    std::string index_number;  // the whole question is (the beginning of) one
    bool empty() const { return stretches.empty() && phrases.empty() && numbers.empty() && index_number.empty(); }
};

/// Reads at most 200 characters and 64 tokens.
Query parse_query(std::string_view utf8);

}  // namespace mingtang::search
