#include "scan/redact/picture.hpp"

#include <allheaders.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <set>

#include "base/text.hpp"
#include "scan/read/command.hpp"

namespace mingtang::scan {
namespace {

constexpr int quality = 85;

struct Freed {
    void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using Picture = std::unique_ptr<PIX, Freed>;

Picture opened(std::string_view bytes) {
    setMsgSeverity(L_SEVERITY_NONE);
    return Picture(pixReadMem(reinterpret_cast<l_uint8 const*>(bytes.data()), bytes.size()));
}

std::string written(PIX* pix, int format) {
    l_uint8* data = nullptr;
    size_t size = 0;
    bool good = format == IFF_JFIF_JPEG ? pixWriteMemJpeg(&data, &size, pix, quality, 0) == 0 : pixWriteMem(&data, &size, pix, format) == 0;
    std::string bytes(good ? reinterpret_cast<char const*>(data) : "", good ? size : 0);
    lept_free(data);
    return bytes;
}

/// A word as tesseract tells of it.
struct Word {
    Area area;
    std::string text;
};

std::vector<std::string_view> columns_of(std::string_view line) {
    std::vector<std::string_view> columns;
    for (std::size_t at = 0; at <= line.size();) {
        auto end = std::min(line.find('\t', at), line.size());
        columns.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return columns;
}

int number_of(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::vector<Word> words_of(std::string_view table) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < table.size();) {
        auto end = std::min(table.find('\n', at), table.size());
        auto columns = columns_of(table.substr(at, end - at));
        at = end + 1;
        bool word = columns.size() >= 12 && columns[0] == "5";
        if (word)
            words.push_back(
                {{number_of(columns[6]), number_of(columns[7]), number_of(columns[8]), number_of(columns[9])}, std::string(columns[11])});
    }
    return words;
}

/// Black as the picture counts it, and not transparent.
void blacken(PIX* pix, Area const& area) {
    auto left = std::max(0, area.left), top = std::max(0, area.top);
    auto* box = boxCreate(left, top, area.left + area.width - left, area.top + area.height - top);
    auto depth = pixGetDepth(pix);
    if (box != nullptr) pixSetInRectArbitrary(pix, box, depth == 1 ? 1 : depth == 32 ? 0xFF : 0);
    boxDestroy(&box);
}

}  // namespace

std::optional<std::vector<Area>> areas_of_values(std::string_view picture, SoughtSet const& sought, Limits const& limits) {
    auto program = limits.others ? program_path("tesseract") : std::string();
    if (program.empty()) return std::nullopt;
    auto table = output_of({program, "stdin", "stdout", "-l", "chi_sim", "tsv"}, picture, limits);
    if (!table) return std::nullopt;
    auto words = words_of(*table);
    std::u32string text;
    std::vector<std::size_t> word_of;
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::size_t at = 0; at < words[i].text.size();) text += text::next(words[i].text, at), word_of.push_back(i);
        text += U' ', word_of.push_back(i);
    }
    // Which part of a word a character takes is a guess: the whole words go.
    std::set<std::size_t> gone;
    for (auto const& match : sought.find(text))
        for (auto at : match.at) gone.insert(word_of[at]);
    std::vector<Area> areas;
    for (auto i : gone) {
        auto area = words[i].area;
        auto margin = area.height / 6 + 2;
        areas.push_back({area.left - margin, area.top - margin, area.width + 2 * margin, area.height + 2 * margin});
    }
    return areas;
}

std::optional<Painted> painted(std::string_view picture, std::vector<Area> const& areas) {
    auto pix = opened(picture);
    if (!pix) return std::nullopt;
    auto format = pixGetInputFormat(pix.get());
    bool tiff = format >= IFF_TIFF && format <= IFF_TIFF_ZIP;
    l_int32 pages = 1;
    if (tiff) {
        std::unique_ptr<FILE, int (*)(FILE*)> file(::fmemopen(const_cast<char*>(picture.data()), picture.size(), "rb"), ::fclose);
        if (!file || tiffGetCount(file.get(), &pages) != 0 || pages != 1) return std::nullopt;
    }
    Picture flat(pixRemoveColormap(pix.get(), REMOVE_CMAP_BASED_ON_SRC));
    if (!flat) return std::nullopt;
    Picture copy(pixCopy(nullptr, flat.get()));  // never the shared pixels of the first
    for (auto const& area : areas) blacken(copy.get(), area);
    pixSetText(copy.get(), nullptr);
    bool kept = format == IFF_JFIF_JPEG || format == IFF_PNG || format == IFF_BMP || tiff;
    auto to = tiff ? int(IFF_TIFF_ZIP) : kept ? format : int(IFF_PNG);
    auto bytes = written(copy.get(), to);
    if (bytes.empty()) return std::nullopt;
    return Painted{std::move(bytes), kept ? "" : "png"};
}

void Pixels::paint(Area const& area) {
    auto left = std::clamp(area.left, 0, width), right = std::clamp(area.left + area.width, 0, width);
    for (auto y = std::max(0, area.top); y < std::min(height, area.top + area.height); ++y)
        std::fill(rgb.begin() + (long(y) * width + left) * 3, rgb.begin() + (long(y) * width + right) * 3, '\0');
}

bool Pixels::is_grey() const {
    for (std::size_t at = 0; at + 2 < rgb.size(); at += 3) {
        auto [low, high] = std::minmax(
            {static_cast<unsigned char>(rgb[at]), static_cast<unsigned char>(rgb[at + 1]), static_cast<unsigned char>(rgb[at + 2])});
        if (high - low > 24) return false;
    }
    return true;
}

std::string as_grey_of_four(Pixels const& pixels) {
    std::string out;
    out.reserve(std::size_t(pixels.height) * std::size_t(pixels.width / 2 + 1));
    auto grey = [&](int x, int y) {
        auto const* at = pixels.rgb.data() + (long(y) * pixels.width + x) * 3;
        auto sum = static_cast<unsigned char>(at[0]) * 3 + static_cast<unsigned char>(at[1]) * 6 + static_cast<unsigned char>(at[2]);
        return unsigned(sum) * 15 / 2550;
    };
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < pixels.width; x += 2) out += char(grey(x, y) << 4 | (x + 1 < pixels.width ? grey(x + 1, y) : 15));
    return out;
}

std::string as_jpeg(Pixels const& pixels, bool grey) {
    auto picture = opened(as_pnm(pixels));
    if (!picture) return {};
    if (grey) picture.reset(pixConvertRGBToGray(picture.get(), 0.3f, 0.6f, 0.1f));
    return picture ? written(picture.get(), IFF_JFIF_JPEG) : std::string();
}

std::string as_pnm(Pixels const& pixels) {
    return "P6\n" + std::to_string(pixels.width) + " " + std::to_string(pixels.height) + "\n255\n" + pixels.rgb;
}

}  // namespace mingtang::scan
