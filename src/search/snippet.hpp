#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "search/answer.hpp"
#include "search/query.hpp"

namespace mingtang::search {

/// What to mark in a text. Made once for a question.
class Needles {
  public:
    explicit Needles(Query const& query);

    /// The whole text, what was looked for marked; by sound too when `sounds`.
    Snippet mark(std::string_view utf8, bool sounds = false) const;
    /// About `characters` characters of the text where most of what was looked for stands; its beginning when nothing does.
    Snippet cut(std::string_view utf8, std::size_t characters) const;
    /// True when the text holds every phrase.
    bool holds_phrases(std::string_view utf8) const;
    /// Words that `texts` do not hold. Of a row of single characters, where it is not known what the words are, both ends must be there.
    std::vector<std::string> missing(std::vector<std::string_view> const& texts) const;

  private:
    struct Row {
        std::vector<std::string> tokens;
        double weight = 1;
    };
    struct Span {
        std::uint32_t from, to;
        std::size_t row;
    };
    std::vector<Span> find(std::vector<Token> const& text) const;
    std::vector<Span> find_sounds(std::string_view utf8) const;

    std::vector<Row> rows_;
    std::vector<Row> phrases_;
    struct Sought {
        std::string text;
        bool unknown = false;
    };
    std::vector<Sought> words_;
    std::vector<std::string> letters_;
    std::vector<std::string> numbers_;
};

}  // namespace mingtang::search
