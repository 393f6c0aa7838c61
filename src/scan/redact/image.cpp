// Pictures: what they say of themselves is taken out, values that recognition reads on them are painted over.
#include <exiv2/exiv2.hpp>

#include "scan/redact/picture.hpp"
#include "scan/redact/rewrite.hpp"

namespace mingtang::scan {
namespace {

/// Which side is up is kept: without it photographs would lie on their side.
Outcome<std::string> without_metadata(std::string_view bytes, std::optional<std::uint16_t>& turned) {
    try {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        auto image = Exiv2::ImageFactory::open(reinterpret_cast<Exiv2::byte const*>(bytes.data()), long(bytes.size()));
        if (image.get() == nullptr) return failed("damaged");
        image->readMetadata();
        if (!turned) {
            auto found = image->exifData().findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
            turned = found == image->exifData().end() || found->count() == 0 ? 1 : std::uint16_t(found->toLong());
        }
        image->clearMetadata();
        if (*turned >= 2 && *turned <= 8) image->exifData()["Exif.Image.Orientation"] = *turned;
        image->writeMetadata();
        auto& whole = image->io();
        whole.seek(0, Exiv2::BasicIo::beg);
        auto content = whole.read(long(whole.size()));
        return std::string(reinterpret_cast<char const*>(content.pData_), std::size_t(content.size_));
    } catch (Exiv2::AnyError const&) {
        return unsupported("metadata");
    }
}

}  // namespace

Outcome<Rewritten> rewrite_image(std::string_view bytes, Task const& task) {
    if (auto known = task.knows({"gps_position"}); !known) return known.error();
    if (!task.touches_anything()) return Rewritten{std::string(bytes), {}};
    std::optional<std::uint16_t> turned;
    auto clean = without_metadata(bytes, turned);
    bool on_it = std::any_of(task.touched().begin(), task.touched().end(), [](auto const& place) { return place != "properties"; });
    if (!on_it) {
        if (!clean) return clean.error();
        return Rewritten{std::move(*clean), {}};
    }
    auto areas = areas_of_values(bytes, task.sought(), task.limits());
    if (!areas) return unsupported("no_ocr");
    if (areas->empty()) return unsupported("not_located");
    auto picture = painted(bytes, *areas);
    if (!picture) return unsupported("picture");
    if (turned.value_or(1) > 1)
        if (auto again = without_metadata(picture->bytes, turned)) picture->bytes = std::move(*again);
    return Rewritten{std::move(picture->bytes), picture->ending};
}

}  // namespace mingtang::scan
