#include "scan/find/secrecy.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "scan/find/folded.hpp"

namespace mingtang::scan {
namespace {

using namespace std::string_view_literals;

constexpr std::array stars{"★"sv, "☆"sv, "*"sv};
constexpr std::array quotes{"“"sv, "\""sv, "「"sv, "『"sv, "《"sv, "‘"sv};
constexpr std::size_t short_line = 40, longest_line = 400;

/// Grades or words that follow each other in one line with nothing but punctuation between them.
struct Marks {
    std::size_t begin;
    std::size_t end;
    std::size_t grades = 0;
    std::size_t inner = 0;
    bool starred = false;
};

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at;
}

/// Behind the star and the term after it (`★10年`, `★长期`, `★启封前`); `at` where there is no star.
std::size_t starred_end(std::string_view text, std::size_t at) {
    auto from = skip_blanks(text, at);
    auto star = std::find_if(stars.begin(), stars.end(), [&](auto one) { return text.substr(from).starts_with(one); });
    if (star == stars.end()) return at;
    auto end = from + star->size();
    auto term = skip_blanks(text, end);
    auto digits = term;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    for (auto unit : {"年"sv, "个月"sv, "月"sv, "日"sv})
        if (digits > term && text.substr(digits).starts_with(unit)) return digits + unit.size();
    for (auto word : {"长期"sv, "启封前"sv, "解密前"sv, "公布前"sv})
        if (text.substr(term).starts_with(word)) return term + word.size();
    return end;
}

/// Nothing that is said: blanks, punctuation, digits (the copy's number) and the words for urgency.
bool is_bare(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        auto rest = text.substr(at);
        bool skipped = false;
        for (auto word : {"特急"sv, "加急"sv, "平急"sv, "请"sv}) {
            if (!rest.starts_with(word)) continue;
            at += word.size();
            skipped = true;
            break;
        }
        if (skipped) continue;
        auto c = text::next(text, at);
        bool said = (c >= 0x3400 && c <= 0x9FFF) || (c < 0x80 && is_letter(char(c)));
        if (said) return false;
    }
    return true;
}

struct Segment {
    std::size_t begin;
    std::size_t end;
};

/// The line around the marks, where it is no longer than `longest_line` bytes on either side.
Segment line_of(std::string_view text, Marks const& marks) {
    auto from = marks.begin > longest_line ? marks.begin - longest_line : 0;
    auto before = text.substr(from, marks.begin - from), after = text.substr(marks.end, longest_line);
    auto begin = before.rfind('\n'), end = after.find('\n');
    return {begin == before.npos ? from : from + begin + 1, end == after.npos ? marks.end + after.size() : marks.end + end};
}

/// Brackets hold the marks and nothing else.
bool stands_in_brackets(std::string_view text, Segment line, Marks const& marks) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> pairs{
        {{"(", ")"}, {"【", "】"}, {"[", "]"}, {"〔", "〕"}, {"〖", "〗"}}};
    auto before = text.substr(line.begin, marks.begin - line.begin), after = text.substr(marks.end, line.end - marks.end);
    for (auto const& [open, close] : pairs) {
        auto from = before.rfind(open), to = after.find(close);
        if (from != before.npos && to != after.npos && is_bare(before.substr(from)) && is_bare(after.substr(0, to))) return true;
    }
    return false;
}

std::optional<Certainty> certainty(Look const& look, Marks const& marks) {
    auto text = look.text;
    auto line = line_of(text, marks);
    bool alone = line.begin < line.end && is_bare(text.substr(line.begin, marks.begin - line.begin)) &&
                 is_bare(text.substr(marks.end, line.end - marks.end));
    auto before = text.substr(0, marks.begin);
    bool quoted = std::any_of(quotes.begin(), quotes.end(), [&](auto quote) { return before.ends_with(quote); });
    if (marks.starred) return quoted ? Certainty::possible : alone ? Certainty::certain : Certainty::likely;
    if (quoted || marks.grades > 1) return {};
    if (alone) return marks.inner == 0 && look.heading.any() ? Certainty::possible : Certainty::likely;
    if (marks.grades == 1 && marks.inner == 0) {
        auto label = look.before(marks.begin, 15);
        auto next = text.substr(marks.end);
        if (has(label, Word::mark_label) && !next.starts_with("级") && (before.ends_with(":") || before.ends_with(" ")))
            return Certainty::likely;
    }
    if (stands_in_brackets(text, line, marks)) return marks.inner > 0 ? Certainty::likely : Certainty::possible;
    bool brief = line.begin < line.end && count_characters(text.substr(line.begin, line.end - line.begin)) <= short_line;
    return brief && marks.inner >= 2 ? std::optional(Certainty::possible) : std::nullopt;
}

}  // namespace

void find_secrecy_marks(Look const& look, std::vector<Found>& out) {
    std::vector<WordAt> words;
    std::copy_if(look.words.begin(), look.words.end(), std::back_inserter(words),
                 [](auto const& one) { return one.word == Word::state_mark || one.word == Word::inner_mark; });
    std::stable_sort(words.begin(), words.end(),
                     [](auto const& a, auto const& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
    std::vector<Marks> all;
    for (auto const& word : words) {
        if (!all.empty() && word.end <= all.back().end) continue;
        auto between = all.empty() ? 0 : std::max(word.begin, all.back().end) - all.back().end;
        bool follows = !all.empty() && between <= 9 && look.text.substr(all.back().end, between).find('\n') == std::string_view::npos &&
                       is_bare(look.text.substr(all.back().end, between));
        if (!follows) all.push_back({word.begin, word.end});
        auto& marks = all.back();
        marks.end = word.end;
        ++(word.word == Word::state_mark ? marks.grades : marks.inner);
        if (word.word != Word::state_mark) continue;
        auto end = starred_end(look.text, word.end);
        marks.starred = marks.starred || end > word.end;
        marks.end = end;
    }
    for (auto const& marks : all)
        if (auto sure = certainty(look, marks)) out.push_back({Kind::secrecy_mark, *sure, marks.begin, marks.end});
}

}  // namespace mingtang::scan
