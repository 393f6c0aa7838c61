#include "scan/find/look.hpp"

#include <algorithm>

namespace mingtang::scan {
namespace {

/// Where the line that holds `at` begins, looking no further back than `within`.
std::size_t line_begin(std::string_view text, std::size_t at, std::size_t within) {
    auto least = at > within ? at - within : 0;
    while (at > least && text[at - 1] != '\n') --at;
    return at;
}

std::size_t line_end(std::string_view text, std::size_t at, std::size_t within) {
    auto most = std::min(text.size(), at + within);
    while (at < most && text[at] != '\n') ++at;
    return at;
}

bool ends_before(WordAt const& word, std::size_t end) { return word.end < end; }

}  // namespace

Words Look::before(std::size_t at, std::size_t within) const {
    Words out;
    auto from = line_begin(text, at, within);
    for (auto it = std::lower_bound(words.begin(), words.end(), from + 1, ends_before); it != words.end() && it->end <= at; ++it)
        out.set(std::size_t(it->word));
    return out;
}

Words Look::after(std::size_t at, std::size_t within) const {
    Words out;
    auto to = line_end(text, at, within);
    for (auto it = std::lower_bound(words.begin(), words.end(), at + 1, ends_before); it != words.end() && it->begin < to; ++it)
        if (it->begin >= at) out.set(std::size_t(it->word));
    return out;
}

WordAt const* Look::nearest(std::size_t at, std::size_t within, Words among) const {
    auto from = line_begin(text, at, within);
    WordAt const* best = nullptr;
    auto it = std::lower_bound(words.begin(), words.end(), at + 1, ends_before);
    while (it != words.begin()) {
        --it;
        if (it->end <= from || (best != nullptr && it->end < best->end)) break;
        if (among.test(std::size_t(it->word)) && (best == nullptr || it->begin < best->begin)) best = &*it;
    }
    return best;
}

Words operator|(Word a, Word b) { return only(a) | only(b); }
Words operator|(Words a, Word b) { return a | only(b); }
Words only(Word a) { return Words(1ULL << std::size_t(a)); }
bool has(Words const& words, Word word) { return words.test(std::size_t(word)); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_masked_near(std::string_view text, std::size_t begin, std::size_t end) {
    using namespace std::string_view_literals;
    auto before = text.substr(0, begin), after = text.substr(end);
    for (auto star : {"*"sv, "×"sv, "●"sv, "■"sv, "█"sv, "※"sv})
        if (before.ends_with(star) || after.starts_with(star)) return true;
    return after.starts_with("xx") || after.starts_with("XX");
}

std::string bare(std::string_view value) {
    std::string out;
    for (char c : value)
        if (is_alnum(c)) out += c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
    return out;
}

}  // namespace mingtang::scan
