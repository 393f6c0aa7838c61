#include "scan/find/digits.hpp"

#include "scan/find/look.hpp"

namespace mingtang::scan {
namespace {

bool joins(char c) { return c == ' ' || c == '-'; }

/// The end of the digits from `at` on, an X that closes them included.
std::size_t digits_end(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at])) ++at;
    bool closing = at < text.size() && (text[at] == 'X' || text[at] == 'x') && (at + 1 == text.size() || !is_letter(text[at + 1]));
    return closing ? at + 1 : at;
}

}  // namespace

std::vector<DigitGroup> digit_run(std::string_view text, std::size_t end, std::size_t least) {
    auto begin = end;
    for (auto at = end; at > least; --at) {
        if (is_digit(text[at - 1])) {
            begin = at - 1;
        } else if (!joins(text[at - 1]) || begin - at >= 2) {
            break;
        }
    }
    std::vector<DigitGroup> groups;
    char joined = 0;
    for (auto at = begin; at < text.size();) {
        auto stop = digits_end(text, at);
        groups.push_back({at, stop, joined});
        if (!is_digit(text[stop - 1])) {  // an X ends the run, unless blanks follow
            if (stop >= text.size() || text[stop] != ' ') break;
        }
        at = stop;
        joined = 0;
        while (at < text.size() && joins(text[at]) && at - stop < 2) joined = text[at++] == '-' || joined == '-' ? '-' : ' ';
        if (joined == 0 || at >= text.size() || !is_digit(text[at])) break;
    }
    return groups;
}

std::string joined_digits(std::string_view text, std::vector<DigitGroup> const& groups, std::size_t first, std::size_t count,
                          std::size_t most) {
    std::string out;
    for (auto i = first; i < first + count; ++i) {
        if (out.size() + groups[i].size() > most) return {};
        out += text.substr(groups[i].begin, groups[i].size());
    }
    return out;
}

}  // namespace mingtang::scan
