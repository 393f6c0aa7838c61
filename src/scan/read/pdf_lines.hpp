#pragma once
#include <string>
#include <vector>

namespace poppler {
class page;
}

namespace mingtang::scan {

/// A letter of a page and its box, in points from the upper left corner of what is shown.
struct PlacedLetter {
    char32_t c = 0;
    double left = 0, top = 0, right = 0, bottom = 0;
};
struct PlacedWord {
    std::vector<PlacedLetter> letters;
    double left = 0, top = 0, right = 0, bottom = 0;

    double height() const { return bottom - top; }
};
std::vector<PlacedWord> words_of(poppler::page const& page);

/// A piece of a line that goes on in the line below, as in a cell that is too narrow or at the end of a line of a paragraph: numbers of its
/// words, and how many of them stand in the first line.
struct Continued {
    std::vector<std::size_t> words;
    std::size_t first = 0;
};
std::vector<Continued> continued_lines(std::vector<PlacedWord> const& words);

}  // namespace mingtang::scan
