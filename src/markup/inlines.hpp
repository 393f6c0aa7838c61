#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "markup/node.hpp"

namespace mingtang::markup {

/// An inline element that stands around a piece of text; `copies` counts the paragraphs that repeat it.
struct Wrapper {
    Node shell;
    int copies = 0;
};

/// A piece of a line: text, a break or a picture, with the wrappers around it (places in a list of wrappers, outermost first).
struct Run {
    enum class Kind { text, line_break, picture };
    Kind kind = Kind::text;
    std::string text;
    Node picture;
    std::vector<std::size_t> around;
};

/// Without control characters, bidi overrides, zero-width blanks and code points that are no characters; line separators become line feeds.
std::string clean_text(std::string_view text);

/// Blanks made one, taken from the ends and around breaks; breaks at the ends taken out; parts between double breaks.
std::vector<std::vector<Run>> tidy_lines(std::vector<Run> runs);

/// The tree of the runs: neighbours with the same wrapper share it.
std::vector<Node> nest(std::vector<Run> const& runs, std::vector<Wrapper> const& wrappers);

}  // namespace mingtang::markup
