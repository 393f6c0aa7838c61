#include "scan/find/folded.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace mingtang::scan {
namespace {

bool is_dash(char32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D; }

/// Blanks and the marks that have no width: a value must not hide by having them between its digits.
bool is_blank(char32_t c) {
    return c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || (c >= 0x202A && c <= 0x202F) || (c >= 0x205F && c <= 0x2064) ||
           c == 0x3000 || c == 0xFEFF;
}

}  // namespace

Folding::Folding(std::string_view pairs) {
    for (std::size_t at = 0; at < pairs.size();) {
        auto from = text::next(pairs, at);
        auto to = text::next(pairs, at);
        if (from >= first_han && from <= last_han && to <= 0xFFFF) simplified_[from - first_han] = char16_t(to);
    }
}

std::string Folding::fold(std::string_view text) const {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (std::size_t at = 0; at < text.size();) {
        auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            out += byte == 0 ? ' ' : char(byte);
            ++at;
        } else {
            fold_at(text, at, out);
        }
    }
    return out;
}

/// Most Chinese text is Han characters of three well-formed bytes: those skip the general decoder.
void Folding::fold_at(std::string_view text, std::size_t& at, std::string& out) const {
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    if (at + 2 < text.size() && byte(0) >= 0xE4 && byte(0) <= 0xE9 && (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80) {
        auto c = char32_t((byte(0) & 0xF) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
        if (c < first_han || simplified_[c - first_han] == 0) {
            out.append(text, at, 3);
            at += 3;
            return;
        }
    }
    text::append(out, fold(text::next(text, at)));
}

char32_t Folding::fold(char32_t c) const {
    if (c >= 0xFF01 && c <= 0xFF5E) return is_dash(c) ? U'-' : c - 0xFEE0;
    if (is_dash(c)) return U'-';
    if (is_blank(c)) return U' ';
    if (c >= first_han && c <= last_han && simplified_[c - first_han] != 0) return simplified_[c - first_han];
    return c;
}

std::size_t count_characters(std::string_view utf8) {
    return std::size_t(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace mingtang::scan
