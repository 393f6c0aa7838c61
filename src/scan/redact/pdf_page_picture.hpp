#pragma once
#include <string>
#include <vector>

#include "base/outcome.hpp"
#include "scan/redact/picture.hpp"

namespace poppler {
class page;
}

namespace mingtang::scan {

/// A string of the page's text layer, in points from the lower left corner.
struct LayerText {
    double x = 0, y = 0, width = 0, height = 0;
    std::u32string text;
};

/// A page as a picture of itself, with the values painted over.
struct PagePicture {
    Pixels pixels;
    double width = 0, height = 0;  ///< points
    std::vector<LayerText> layer;  ///< all its words, the values masked
};

/// Black rectangles in points from the upper left corner of the page as it is shown.
struct Cover {
    double left = 0, top = 0, right = 0, bottom = 0;
};

/// True where the text of the page holds a value, also over the end of a line.
bool holds_value(poppler::page const& page, SoughtSet const& sought);

/// `on_picture`: its text does not hold the value, what recognition reads on it does. Refuses scan.redact.failed {not_located}: its text
/// holds a value of which nobody can say where it stands; {not_rendered}.
Outcome<PagePicture> picture_of(poppler::page const& page, SoughtSet const& sought, std::vector<Cover> const& covers, bool on_picture,
                                Limits const& limits);

}  // namespace mingtang::scan
