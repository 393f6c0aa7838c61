#include "search/snippet.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace mingtang::search {
namespace {

constexpr std::size_t looked_at = 12'000;  // bytes at a time
constexpr std::uint32_t lead = 45;         // bytes shown before the first hit

std::vector<std::string> texts_of(std::vector<Token> const& tokens) {
    std::vector<std::string> out;
    for (auto const& token : tokens) out.push_back(token.text);
    return out;
}

bool stands_at(std::vector<Token> const& text, std::size_t at, std::vector<std::string> const& row) {
    if (row.empty() || at + row.size() > text.size()) return false;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (text[at + i].text != row[i] || (i > 0 && !text[at + i].joined)) return false;
    return true;
}

bool holds(std::vector<Token> const& text, std::vector<std::string> const& row) {
    for (std::size_t at = 0; at < text.size(); ++at)
        if (stands_at(text, at, row)) return true;
    return false;
}

std::uint32_t start_of_character(std::string_view utf8, std::size_t at) {
    while (at > 0 && at < utf8.size() && (static_cast<unsigned char>(utf8[at]) & 0xC0) == 0x80) --at;
    return std::uint32_t(std::min(at, utf8.size()));
}

void add_piece(Snippet& to, std::string_view utf8, bool hit) {
    std::string clean;
    for (std::size_t at = 0; at < utf8.size();) {
        char32_t c = text::next(utf8, at);
        text::append(clean, c < 0x20 || c == 0x7F ? U' ' : c);
    }
    if (clean.empty()) return;
    if (!to.empty() && to.back().hit == hit) {
        to.back().text += clean;
    } else {
        to.push_back({std::move(clean), hit});
    }
}

/// Length of the longest beginning of `letters`, or all of it, that characters from `at` on sound like; as syllables or as initials.
std::size_t sounds_at(std::vector<Folded> const& text, std::size_t at, std::string_view letters, bool whole) {
    std::set<std::size_t> reached{0};
    for (auto i = at; i < text.size(); ++i) {
        std::set<std::size_t> next;
        for (auto from : reached)
            for (auto const& reading : readings(text[i].c)) {
                auto rest = letters.substr(from);
                if (!whole && rest[0] == reading[0]) next.insert(from + 1);
                if (whole && (rest.starts_with(reading) || (i > at && reading.starts_with(rest))))
                    next.insert(std::min(letters.size(), from + reading.size()));
            }
        if (next.contains(letters.size())) return i + 1 - at;
        if (next.empty()) return 0;
        reached = std::move(next);
    }
    return 0;
}

}  // namespace

Needles::Needles(Query const& query) {
    auto add = [&](std::vector<Token> const& row, double weight) { rows_.push_back({texts_of(row), weight}); };
    for (auto const& stretch : query.stretches) {
        std::string letters;
        bool all_latin = true;
        std::vector<Token> whole;
        Word const* before = nullptr;
        for (auto const& word : stretch.words) {
            whole.insert(whole.end(), word.tokens.begin(), word.tokens.end());
            all_latin = all_latin && word.is_latin();
            letters += word.text();
            bool single = word.is_single();
            if (!word.asking && !single) add(word.tokens, 1), words_.push_back({word.text(), word.unknown});
            if (before && (single || before->is_single()) && !word.asking && !before->asking)
                add({before->tokens.back(), word.tokens.front()}, 0.5);
            before = &word;
        }
        if (stretch.words.size() > 1 || whole.size() == 1) add(whole, 2);
        if (all_latin && letters.size() >= 2) letters_.push_back(letters);
    }
    for (auto const& phrase : query.phrases) {
        phrases_.push_back({texts_of(phrase.tokens)});
        rows_.push_back({texts_of(phrase.tokens), 3});
    }
    for (auto const& number : query.numbers) numbers_.push_back(number.year_and_number());
}

std::vector<Needles::Span> Needles::find(std::vector<Token> const& text) const {
    std::set<std::string_view> firsts;
    for (auto const& row : rows_) firsts.insert(row.tokens.front());
    std::vector<Span> out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!firsts.contains(text[at].text)) continue;
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (stands_at(text, at, rows_[i].tokens)) out.push_back({text[at].from, text[at + rows_[i].tokens.size() - 1].to, i});
    }
    return out;
}

std::vector<Needles::Span> Needles::find_sounds(std::string_view utf8) const {
    std::vector<Span> out;
    auto folded = fold(utf8);
    for (auto const& letters : letters_)
        for (bool whole : {true, false})
            for (std::size_t at = 0; at < folded.size() && (whole || out.empty()); ++at)
                if (auto length = sounds_at(folded, at, letters, whole)) out.push_back({folded[at].from, folded[at + length - 1].to, 0});
    return out;
}

namespace {

/// The text from `from` to `to` as pieces, the spans marked.
template <class Spans>
Snippet pieces(std::string_view utf8, Spans spans, std::uint32_t from, std::uint32_t to) {
    std::sort(spans.begin(), spans.end(), [](auto const& a, auto const& b) { return a.from < b.from; });
    Snippet out;
    auto at = from;
    for (auto const& span : spans) {
        if (span.to <= at || span.from >= to) continue;
        auto begin = std::max(span.from, at), end = std::min(span.to, to);
        add_piece(out, utf8.substr(at, begin - at), false);
        add_piece(out, utf8.substr(begin, end - begin), true);
        at = end;
    }
    add_piece(out, utf8.substr(at, to - at), false);
    return out;
}

/// Just behind the last sentence end within reach before `at`, else a little before it.
std::uint32_t good_start(std::string_view utf8, std::uint32_t at) {
    auto low = at > 2 * lead ? at - 2 * lead : 0;
    if (low == 0) return 0;
    auto best = start_of_character(utf8, at > lead ? at - lead : 0);
    for (std::size_t i = start_of_character(utf8, low); i < at;) {
        char32_t c = text::next(utf8, i);
        if (c == U'。' || c == U'；' || c == '\n' || c == U'！' || c == U'？') best = std::uint32_t(i);
    }
    return best;
}

}  // namespace

Snippet Needles::mark(std::string_view utf8, bool sounds) const {
    auto spans = find(tokens(utf8));
    for (auto const& number : document_numbers(utf8))
        if (std::find(numbers_.begin(), numbers_.end(), number.year_and_number()) != numbers_.end())
            spans.push_back({number.from, number.to, 0});
    if (sounds && spans.empty() && !letters_.empty()) spans = find_sounds(utf8);
    return pieces(utf8, spans, 0, std::uint32_t(utf8.size()));
}

Snippet Needles::cut(std::string_view utf8, std::size_t characters) const {
    auto window = std::uint32_t(characters * 3);
    std::vector<Span> spans;
    std::uint32_t base = 0;
    for (; base < utf8.size() && spans.empty(); base += looked_at) {
        auto from = start_of_character(utf8, base);
        auto part = utf8.substr(from, start_of_character(utf8, std::min(utf8.size(), base + looked_at + 200)) - from);
        for (auto span : find(tokens(part))) spans.push_back({span.from + from, span.to + from, span.row});
    }
    double best = 0;
    std::uint32_t first = 0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        std::set<std::size_t> seen;
        double sum = 0;
        for (auto j = i; j < spans.size() && spans[j].to <= spans[i].from + window - lead; ++j)
            if (seen.insert(spans[j].row).second) sum += rows_[spans[j].row].weight;
        if (sum > best) best = sum, first = spans[i].from;
    }
    auto from = best > 0 ? good_start(utf8, first) : 0;
    auto to = start_of_character(utf8, std::min<std::size_t>(utf8.size(), from + window));
    for (auto const& span : spans)
        if (span.from < to && span.to > to) to = span.to;
    auto out = pieces(utf8, spans, from, to);
    if (from > 0 && !out.empty()) out.insert(out.begin(), {"…", false});
    if (to < utf8.size()) out.push_back({"…", false});
    return out;
}

bool Needles::holds_phrases(std::string_view utf8) const {
    if (phrases_.empty()) return true;
    auto text = tokens(utf8);
    return std::all_of(phrases_.begin(), phrases_.end(), [&](Row const& phrase) { return holds(text, phrase.tokens); });
}

std::vector<std::string> Needles::missing(std::vector<std::string_view> const& texts) const {
    std::vector<std::string> out;
    std::vector<std::vector<Token>> cut;
    for (auto text : texts) cut.push_back(tokens(text));
    for (auto const& word : words_) {
        auto row = texts_of(tokens(word.text));
        std::vector<std::vector<std::string>> needed{row};
        if (word.unknown && row.size() >= 4) needed = {{row.begin(), row.begin() + 2}, {row.end() - 2, row.end()}};
        auto found = std::any_of(cut.begin(), cut.end(), [&](auto const& text) {
            return std::all_of(needed.begin(), needed.end(), [&](auto const& one) { return holds(text, one); });
        });
        if (!found && std::find(out.begin(), out.end(), word.text) == out.end()) out.push_back(word.text);
    }
    return out;
}

std::string html_of(Snippet const& snippet) {
    std::string out;
    for (auto const& piece : snippet)
        out += piece.hit ? "<mark>" + text::escape_html(piece.text) + "</mark>" : text::escape_html(piece.text);
    return out;
}

}  // namespace mingtang::search
