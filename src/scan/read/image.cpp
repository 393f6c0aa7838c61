// Pictures: where they were taken, and the text on them.
#include <exiv2/exiv2.hpp>

#include "base/text.hpp"
#include "scan/read/intake.hpp"
#include "scan/read/ocr.hpp"

namespace mingtang::scan {
namespace {

constexpr long smallest = 40;  // pixels: nothing to read on less

/// Width and height, where the format tells.
bool is_tiny(Exiv2::Image const& image) {
    return image.pixelWidth() > 0 && (image.pixelWidth() < smallest || image.pixelHeight() < smallest);
}

void positions(Exiv2::Image const& image, Intake& to) {
    std::string place;
    for (auto const& entry : image.exifData()) {
        auto key = entry.key();
        if (key.starts_with("Exif.GPSInfo.") && (key.ends_with("Latitude") || key.ends_with("Longitude")))
            place += entry.print(&image.exifData()) + " ";
        for (auto ending : {".Artist", ".Copyright", ".ImageDescription", ".UserComment", ".XPAuthor", ".XPComment", ".XPTitle",
                            ".XPSubject", ".CameraOwnerName"})
            if (key.ends_with(ending)) to.text("properties", entry.print(&image.exifData()), "properties");
    }
    for (auto const& entry : image.xmpData()) {
        if (entry.key().find("GPSLatitude") != std::string::npos || entry.key().find("GPSLongitude") != std::string::npos)
            place += entry.print() + " ";
        to.text("properties", entry.print(), "properties");
    }
    for (auto const& entry : image.iptcData()) to.text("properties", entry.print(), "properties");
    to.text("properties", image.comment(), "properties");
    to.hidden_text("properties", place, "gps_position");
}

}  // namespace

void read_image(std::string_view bytes, Intake& to) {
    try {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        auto image = Exiv2::ImageFactory::open(reinterpret_cast<Exiv2::byte const*>(bytes.data()), long(bytes.size()));
        if (image.get() != nullptr) {
            image->readMetadata();
            positions(*image, to);
            if (is_tiny(*image)) return;
        }
    } catch (Exiv2::AnyError const&) {
        to.unreadable("metadata_damaged", {}, Certainty::possible);
    }
    read_picture(bytes, {}, "no_ocr", to);
}

}  // namespace mingtang::scan
