#pragma once
#include <string>
#include <vector>

class QPDFObjectHandle;

namespace mingtang::scan {

struct Box {
    double left = 0, bottom = 0, right = 0, top = 0;
    double width() const { return right - left; }
    double height() const { return top - bottom; }
    bool overlaps(Box const& other) const { return left < other.right && other.left < right && bottom < other.top && other.bottom < top; }
    Box cut(Box const& by) const {
        return {std::max(left, by.left), std::max(bottom, by.bottom), std::min(right, by.right), std::min(top, by.top)};
    }
};

/// What is drawn on a page in its order, as far as it tells which text lies under something.
struct Drawn {
    std::vector<Box> covered;         ///< boxes painted over text, in the page's coordinates
    std::vector<Box> under_pictures;  ///< parts of text under pictures smaller than the page
    double pictures = 0;              ///< largest part of the page that one picture takes, 0 to 1
    std::size_t shown = 0;            ///< strings in sight
    std::size_t invisible = 0;        ///< strings in rendering mode 3 (neither filled nor stroked)
    std::size_t outside = 0;          ///< strings that begin outside of the page
    bool whole = true;                ///< false where the content could not be followed to its end
};

/// Follows the content of a page, forms within it too. Never throws.
Drawn drawn_on(QPDFObjectHandle page, Box const& crop);

}  // namespace mingtang::scan
