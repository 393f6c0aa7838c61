#include "scan/read/pdf_lines.hpp"

#include <poppler-page.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace mingtang::scan {
namespace {

PlacedWord placed(poppler::text_box const& box) {
    auto edges = [](poppler::rectf const& at) {
        return PlacedLetter{0, std::min(at.left(), at.right()), std::min(at.top(), at.bottom()), std::max(at.left(), at.right()),
                            std::max(at.top(), at.bottom())};
    };
    auto whole = edges(box.bbox());
    PlacedWord word{{}, whole.left, whole.top, whole.right, whole.bottom};
    auto text = box.text();
    auto bytes = text.to_utf8();
    std::string_view utf8(bytes.data(), bytes.size());
    std::size_t unit = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        auto letter = unit < text.size() ? edges(box.char_bbox(unit)) : whole;
        letter.c = text::next(utf8, at);
        unit += letter.c > 0xFFFF ? 2 : 1;
        word.letters.push_back(letter);
    }
    return word;
}

/// Words of one line without a wide gap between them.
struct Run {
    std::vector<std::size_t> words;
    double left = 0, top = 0, right = 0, bottom = 0;
    std::size_t letters = 0;

    double height() const { return bottom - top; }
};

std::vector<Run> runs_of(std::vector<PlacedWord> const& words) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (!words[i].letters.empty() && words[i].height() > 0) order.push_back(i);
    auto line = [&](std::size_t i) { return std::lround((words[i].top + words[i].bottom) / 2 / 3); };
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return std::pair(line(a), words[a].left) < std::pair(line(b), words[b].left); });
    std::vector<Run> runs;
    for (auto i : order) {
        auto const& word = words[i];
        auto gap = runs.empty() ? 0 : word.left - runs.back().right;
        bool same = !runs.empty() && std::abs((word.top + word.bottom) - (runs.back().top + runs.back().bottom)) < word.height() &&
                    gap > -word.height() && gap < word.height() * 0.4;
        if (!same) runs.push_back({{}, word.left, word.top, word.right, word.bottom});
        auto& run = runs.back();
        run.words.push_back(i);
        run.right = std::max(run.right, word.right), run.top = std::min(run.top, word.top), run.bottom = std::max(run.bottom, word.bottom);
        run.letters += word.letters.size();
    }
    return runs;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_of_value(char32_t c) { return is_digit(c) || c == 'X' || c == 'x' || (c >= 0x4E00 && c <= 0x9FFF); }

/// Numbers one above the other in a column are as long as each other; what is left of one that was broken is shorter.
bool goes_on(Run const& upper, Run const& lower, std::vector<PlacedWord> const& words) {
    auto last = words[upper.words.back()].letters.back().c, first = words[lower.words.front()].letters.front().c;
    if (!is_of_value(last) || !is_of_value(first)) return false;
    auto height = upper.height(), gap = lower.top - upper.bottom;
    if (gap < -0.4 * height || gap > 1.3 * height || lower.height() > 1.5 * height || height > 1.5 * lower.height()) return false;
    bool below = std::abs(lower.left - upper.left) < 0.6 * height,
         indented = lower.left < upper.left && upper.left - lower.left < 5 * height;
    bool full = upper.right >= lower.right - height;
    bool number = is_digit(last) && lower.letters >= upper.letters;
    return (below || indented) && full && !number;
}

}  // namespace

std::vector<PlacedWord> words_of(poppler::page const& page) {
    std::vector<PlacedWord> words;
    for (auto const& box : page.text_list()) words.push_back(placed(box));
    return words;
}

std::vector<Continued> continued_lines(std::vector<PlacedWord> const& words) {
    auto runs = runs_of(words);
    std::vector<Continued> all;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        for (std::size_t k = i + 1; k < runs.size() && runs[k].top < runs[i].bottom + 2 * runs[i].height(); ++k) {
            bool beside =
                runs[k].left > runs[i].right || runs[k].right < runs[i].left || runs[k].top < runs[i].top + 0.5 * runs[i].height();
            if (beside) continue;
            if (goes_on(runs[i], runs[k], words)) {
                auto& one = all.emplace_back(Continued{runs[i].words, runs[i].words.size()});
                one.words.insert(one.words.end(), runs[k].words.begin(), runs[k].words.end());
            }
            break;
        }
    }
    return all;
}

}  // namespace mingtang::scan
