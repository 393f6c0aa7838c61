#include "request/similar.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace mingtang::request {
namespace {

/// Blanks, marks and the words of courtesy that every application has tell nothing.
bool tells_something(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xFF00 && c <= 0xFF65) && c != 0xFFFD;
}

}  // namespace

Pairs pairs_of(std::string_view text) {
    Pairs pairs;
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto c = text::next(text, at);
        if (!tells_something(c)) continue;
        if (before != 0) pairs.push_back(std::uint64_t(before) << 32 | c);
        before = c;
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

double similarity(std::string_view one, std::string_view other) { return similarity(pairs_of(one), pairs_of(other)); }

double similarity(Pairs const& a, Pairs const& b) {
    if (a.empty() || b.empty()) return 0;
    std::vector<std::uint64_t> common;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
    return 2.0 * double(common.size()) / double(a.size() + b.size());
}

}  // namespace mingtang::request
