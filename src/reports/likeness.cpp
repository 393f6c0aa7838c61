#include "reports/likeness.hpp"

#include <set>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace mingtang::reports {
namespace {

constexpr std::size_t run = 8;

/// Without blanks and digits: figures change every year, that alone makes no new text.
std::u32string letters(std::string_view text) {
    std::u32string all;
    for (std::size_t at = 0; at < text.size();) {
        auto c = text::next(text, at);
        if (c > U' ' && c != U'　' && !(c >= U'0' && c <= U'9')) all += c;
    }
    return all;
}

}  // namespace

int likeness(std::string_view text, std::string_view before) {
    auto now = letters(text), then = letters(before);
    if (now.size() < run || then.size() < run) return 0;
    std::set<std::u32string_view> known;
    for (std::size_t at = 0; at + run <= then.size(); ++at) known.insert(std::u32string_view(then).substr(at, run));
    std::vector<bool> same(now.size(), false);
    for (std::size_t at = 0; at + run <= now.size(); ++at)
        if (known.contains(std::u32string_view(now).substr(at, run)))
            for (std::size_t i = at; i < at + run; ++i) same[i] = true;
    return int(std::count(same.begin(), same.end(), true) * 100 / std::ptrdiff_t(now.size()));
}

}  // namespace mingtang::reports
