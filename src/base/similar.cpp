#include "base/similar.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"

namespace mingtang {
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

std::vector<std::size_t> groups_of(std::vector<Pairs> const& texts, double at_least) {
    std::vector<std::size_t> first(texts.size());
    std::iota(first.begin(), first.end(), std::size_t(0));
    auto root = [&](std::size_t at) {
        while (first[at] != at) at = first[at] = first[first[at]];
        return at;
    };
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (root(i) != root(j) && similarity(texts[i], texts[j]) >= at_least)
                first[std::max(root(i), root(j))] = std::min(root(i), root(j));
    for (std::size_t i = 0; i < texts.size(); ++i) first[i] = root(i);
    return first;
}

}  // namespace mingtang
