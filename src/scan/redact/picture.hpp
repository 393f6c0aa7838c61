#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/read/read.hpp"
#include "scan/redact/sought.hpp"

namespace mingtang::scan {

/// A rectangle of pixels, from the upper left corner.
struct Area {
    int left = 0, top = 0, width = 0, height = 0;
};

/// Where the values stand on a picture, as recognition reads it; each value as a whole, with a margin. Empty where none is found, nothing
/// where the picture cannot be read or recognition is not installed.
std::optional<std::vector<Area>> areas_of_values(std::string_view picture, SoughtSet const& sought, Limits const& limits);

/// The picture with the areas painted black, in its own format as far as it can be written (otherwise PNG), without anything that it said
/// of itself. `ending` is empty where the format stays. Nothing where it cannot be read or has several pages.
struct Painted {
    std::string bytes, ending;
};
std::optional<Painted> painted(std::string_view picture, std::vector<Area> const& areas);

/// Pixels of one page, three bytes each.
struct Pixels {
    int width = 0, height = 0;
    std::string rgb;

    void paint(Area const& area);
    bool is_grey() const;
};
/// Four bits of grey for each pixel, rows filled up to whole bytes: for text.
std::string as_grey_of_four(Pixels const& pixels);
std::string as_jpeg(Pixels const& pixels, bool grey);
std::string as_pnm(Pixels const& pixels);

}  // namespace mingtang::scan
