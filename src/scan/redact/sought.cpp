#include "scan/redact/sought.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace mingtang::scan {
namespace {

constexpr std::size_t sure = 11;  // shorter numbers also stand within longer ones, which are other values

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

std::u32string decoded_characters(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) out += text::next(utf8, at);
    return out;
}

std::string encoded(std::u32string_view characters) {
    std::string out;
    for (auto c : characters) text::append(out, c);
    return out;
}

char32_t narrow(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

}  // namespace

char32_t folded_character(char32_t c) {
    c = narrow(c);
    bool blank = c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
                 (c >= 0x205F && c <= 0x2064) || c == 0x3000 || c == 0xFEFF;
    bool dash = c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63;
    return blank || dash ? 0 : c;
}

std::u32string folded_text(std::string_view utf8) {
    std::u32string out;
    for (std::size_t at = 0; at < utf8.size();)
        if (auto c = folded_character(text::next(utf8, at)); c != 0) out += c;
    return out;
}

std::string Marks::instead(std::size_t at) const {
    if (state_[at] == '*') return "*";
    return state_[at] == '+' ? words_.at(at) : std::string();
}

void Marks::star(std::size_t at) {
    any_ = true;
    if (state_[at] == 0) state_[at] = '*';
}

void Marks::drop(std::size_t at) {
    any_ = true;
    if (state_[at] == 0) state_[at] = '-';
}

void Marks::put(std::size_t at, std::string const& words) {
    any_ = true;
    if (state_[at] != 0) return;
    state_[at] = '+';
    words_[at] = words;
}

SoughtSet::SoughtSet(std::vector<Sought> values) : values_(std::move(values)) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        folded_masks_.push_back(folded_text(values_[i].mask));
        std::size_t node = 0;
        for (auto c : values_[i].folded) {
            auto [found, is_new] = nodes_[node].next.emplace(c, nodes_.size());
            auto to = found->second;
            if (is_new) nodes_.emplace_back();
            node = to;
        }
        if (node != 0) nodes_[node].value = i;
    }
}

template <class See>
void SoughtSet::walk(std::u32string_view text, See see) const {
    std::u32string folded(text.size(), 0);
    std::transform(text.begin(), text.end(), folded.begin(), folded_character);
    auto beside = [&](std::size_t at, std::size_t other) {
        return at < text.size() && other < text.size() && is_digit(folded[at]) && is_digit(folded[other]);
    };
    for (std::size_t start = 0; start < text.size(); ++start) {
        if (folded[start] == 0) continue;
        std::size_t node = 0, last = start;
        for (auto at = start; at < text.size(); ++at) {
            if (folded[at] == 0) continue;
            auto step = nodes_[node].next.find(folded[at]);
            if (step == nodes_[node].next.end()) break;
            node = step->second, last = at;
            auto value = nodes_[node].value;
            if (value == none) continue;
            bool part = values_[value].folded.size() < sure && (beside(start, start - 1) || beside(last, last + 1));
            if (!part && !see(start, last, value, folded)) return;
        }
    }
}

std::vector<SoughtSet::Match> SoughtSet::find(std::u32string_view text) const {
    std::vector<Match> all;
    walk(text, [&](std::size_t start, std::size_t last, std::size_t value, std::u32string const& folded) {
        auto& match = all.emplace_back(Match{{}, value});
        for (auto at = start; at <= last; ++at)
            if (folded[at] != 0) match.at.push_back(at);
        return true;
    });
    return all;
}

bool SoughtSet::occurs(std::u32string_view text) const {
    bool found = false;
    walk(text, [&](auto const&...) {
        found = true;
        return false;
    });
    return found;
}

bool SoughtSet::occurs(std::string_view utf8) const { return !empty() && occurs(decoded_characters(utf8)); }

void SoughtSet::mark(Match const& match, std::u32string_view, Marks& marks) const {
    auto const& mask = folded_masks_[match.value];
    auto const& value = values_[match.value].folded;
    auto same = [&](std::size_t a, std::size_t b) { return value[a] == mask[b]; };
    bool aligned = mask.size() == value.size();
    for (std::size_t i = 0; aligned && i < value.size(); ++i) aligned = mask[i] == '*' || same(i, i);
    if (aligned) {
        for (std::size_t i = 0; i < value.size(); ++i)
            if (mask[i] == '*') marks.star(match.at[i]);
        return;
    }
    // What begins and ends as the mask does stays.
    std::size_t front = 0, back = 0;
    auto const least = std::min(mask.size(), value.size());
    while (front < least && same(front, front)) ++front;
    while (back < least - front && same(value.size() - 1 - back, mask.size() - 1 - back)) ++back;
    if (front + back == value.size()) front = back = 0;
    auto words = encoded(std::u32string_view(mask).substr(front, mask.size() - front - back));
    for (auto i = front; i < value.size() - back; ++i) {
        if (i == front && !words.empty())
            marks.put(match.at[i], words);
        else
            marks.drop(match.at[i]);
    }
}

std::string SoughtSet::masked(std::string_view utf8, std::string_view star) const {
    constexpr std::size_t block = 1 << 20;
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        auto end = utf8.size() - at <= block ? utf8.size() : std::min(utf8.find('\n', at + block), utf8.size() - 1) + 1;
        out += masked_block(utf8.substr(at, end - at), star);
        at = end;
    }
    return out;
}

/// Broken bytes stay as they are.
std::string SoughtSet::masked_block(std::string_view utf8, std::string_view star) const {
    std::u32string text;
    std::vector<std::size_t> begins;
    for (std::size_t at = 0; at < utf8.size();) begins.push_back(at), text += text::next(utf8, at);
    begins.push_back(utf8.size());
    Marks marks(text.size());
    for (auto const& match : find(text)) mark(match, text, marks);
    if (!marks.any()) return std::string(utf8);
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!marks.is_hidden(at)) {
            out += utf8.substr(begins[at], begins[at + 1] - begins[at]);
            continue;
        }
        for (char c : marks.instead(at)) c == '*' ? void(out += star) : void(out += c);
    }
    return out;
}

}  // namespace mingtang::scan
