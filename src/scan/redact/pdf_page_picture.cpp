#include "scan/redact/pdf_page_picture.hpp"

#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"
#include "scan/read/intake.hpp"
#include "scan/read/pdf_lines.hpp"
#include "scan/redact/rewrite.hpp"

namespace mingtang::scan {
namespace {

constexpr double resolution = 200, most_pixels = 40e6;

std::u32string decoded_text(poppler::ustring const& text) {
    auto bytes = text.to_utf8();
    std::string utf8(bytes.begin(), bytes.end());
    std::u32string out;
    for (std::size_t at = 0; at < utf8.size();) out += text::next(utf8, at);
    return out;
}

/// The letters of the words in an order in which values may stand.
struct Letters {
    std::u32string text;
    std::vector<std::pair<std::size_t, std::size_t>> at;  // word and letter

    Letters(std::vector<PlacedWord> const& words, std::vector<std::size_t> const& order) {
        for (auto i : order) {
            for (std::size_t k = 0; k < words[i].letters.size(); ++k) text += words[i].letters[k].c, at.emplace_back(i, k);
            text += U' ', at.emplace_back(i, std::size_t(-1));
        }
    }
};

/// As they come, by lines from above, and each line that goes on below.
std::vector<std::vector<std::size_t>> orders_of(std::vector<PlacedWord> const& words) {
    std::vector<std::size_t> as_is(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) as_is[i] = i;
    auto by_line = as_is;
    auto line = [&](std::size_t i) { return std::lround((words[i].top + words[i].bottom) / 2 / 4); };
    std::stable_sort(by_line.begin(), by_line.end(),
                     [&](auto a, auto b) { return std::pair(line(a), words[a].left) < std::pair(line(b), words[b].left); });
    std::vector<std::vector<std::size_t>> all{as_is, by_line};
    for (auto& one : continued_lines(words)) all.push_back(std::move(one.words));
    return all;
}

/// How often each value occurs.
std::map<std::size_t, std::size_t> counts(std::vector<SoughtSet::Match> const& matches) {
    std::map<std::size_t, std::size_t> all;
    for (auto const& match : matches) ++all[match.value];
    return all;
}

class Painter {
  public:
    Painter(poppler::page const& page, SoughtSet const& sought, Limits const& limits) : page_(page), sought_(sought), limits_(limits) {}

    Outcome<PagePicture> paint(std::vector<Cover> const& covers, bool on_picture) {
        if (!render()) return failed("not_rendered");
        words_ = words_of(page_);
        auto text = decoded_text(page_.text(poppler::rectf(), poppler::page::physical_layout));
        auto in_text = sought_.find(text);
        for (auto const& word : words_) marks_.emplace_back(word.letters.size());
        if (!locate(counts(in_text))) return failed("not_located");
        if (on_picture && !recognise()) return failed("not_located");
        for (auto const& cover : covers) cover_over(cover);
        if (!is_blank_text(text)) add_layer();
        return std::move(picture_);
    }

  private:
    static bool is_blank_text(std::u32string const& text) {
        return std::all_of(text.begin(), text.end(), [](char32_t c) { return folded_character(c) == 0; });
    }

    bool render() {
        poppler::page_renderer renderer;
        renderer.set_image_format(poppler::image::format_rgb24);
        renderer.set_render_hints(poppler::page_renderer::antialiasing | poppler::page_renderer::text_antialiasing);
        auto rect = page_.page_rect();
        auto area = std::abs(rect.width() * rect.height());
        if (area <= 0) return false;
        auto scale = std::min(resolution / 72, std::sqrt(most_pixels / area));
        auto image = renderer.render_page(&page_, scale * 72, scale * 72);
        if (!image.is_valid() || image.format() != poppler::image::format_rgb24) return false;
        auto& pixels = picture_.pixels;
        pixels.width = image.width(), pixels.height = image.height();
        for (int y = 0; y < pixels.height; ++y)
            pixels.rgb.append(image.const_data() + std::size_t(y) * std::size_t(image.bytes_per_row()), std::size_t(pixels.width) * 3);
        scale_ = scale;
        picture_.width = pixels.width / scale, picture_.height = pixels.height / scale;
        return true;
    }

    /// Every occurrence that the text of the page has must be found among its words; what its mask hides is painted over.
    bool locate(std::map<std::size_t, std::size_t> wanted) {
        std::map<std::size_t, std::size_t> most;
        for (auto const& indices : orders_of(words_)) {
            Letters order(words_, indices);
            auto matches = sought_.find(order.text);
            for (auto const& [value, count] : counts(matches)) most[value] = std::max(most[value], count);
            Marks marks(order.text.size());
            for (auto const& match : matches) sought_.mark(match, order.text, marks);
            for (std::size_t i = 0; i < order.text.size(); ++i)
                if (marks.is_hidden(i) && order.at[i].second != std::size_t(-1)) hide(order.at[i], marks.instead(i));
        }
        return std::all_of(wanted.begin(), wanted.end(), [&](auto const& one) { return most[one.first] >= one.second; });
    }

    void hide(std::pair<std::size_t, std::size_t> at, std::string const& instead) {
        auto& marks = marks_[at.first];
        if (marks.is_hidden(at.second)) return;
        instead.empty() ? marks.drop(at.second) : instead == "*" ? marks.star(at.second) : marks.put(at.second, instead);
        auto const& letter = words_[at.first].letters[at.second];
        auto margin = std::min(letter.bottom - letter.top, letter.right - letter.left) * 0.08;
        cover_over({letter.left - margin / 2, letter.top - margin, letter.right + margin / 2, letter.bottom + margin});
    }

    void cover_over(Cover const& cover) {
        auto left = int(std::floor(cover.left * scale_)), top = int(std::floor(cover.top * scale_));
        auto right = int(std::ceil(cover.right * scale_)), bottom = int(std::ceil(cover.bottom * scale_));
        picture_.pixels.paint({left, top, right - left, bottom - top});
    }

    bool recognise() {
        auto areas = areas_of_values(as_pnm(picture_.pixels), sought_, limits_);
        if (!areas || areas->empty()) return false;
        for (auto const& area : *areas) picture_.pixels.paint(area);
        return true;
    }

    void add_layer() {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            auto const& word = words_[i];
            LayerText text{word.left, picture_.height - word.bottom, word.right - word.left, word.height(), {}};
            for (std::size_t k = 0; k < word.letters.size(); ++k) {
                if (!marks_[i].is_hidden(k))
                    text.text += word.letters[k].c;
                else
                    for (char c : marks_[i].instead(k)) text.text += char32_t(static_cast<unsigned char>(c));
            }
            if (!text.text.empty()) picture_.layer.push_back(std::move(text));
        }
    }

    poppler::page const& page_;
    SoughtSet const& sought_;
    Limits const& limits_;
    PagePicture picture_;
    std::vector<PlacedWord> words_;
    std::vector<Marks> marks_;
    double scale_ = 1;
};

}  // namespace

bool holds_value(poppler::page const& page, SoughtSet const& sought) {
    if (sought.empty()) return false;
    if (sought.occurs(decoded_text(page.text(poppler::rectf(), poppler::page::physical_layout)))) return true;
    auto words = words_of(page);
    auto orders = orders_of(words);
    return std::any_of(orders.begin(), orders.end(), [&](auto const& indices) { return sought.occurs(Letters(words, indices).text); });
}

Outcome<PagePicture> picture_of(poppler::page const& page, SoughtSet const& sought, std::vector<Cover> const& covers, bool on_picture,
                                Limits const& limits) {
    return Painter(page, sought, limits).paint(covers, on_picture);
}

}  // namespace mingtang::scan
