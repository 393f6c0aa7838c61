#include "search/query.hpp"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.hpp"

namespace mingtang::search {
namespace {

constexpr std::size_t most_characters = 200, most_tokens = 64, most_numbers = 4;

/// Words that ask and name nothing; they may be missing from what answers.
constexpr std::array<std::string_view, 40> asking_words = {
    "什么", "哪些", "如何", "怎么", "怎样", "是否", "请问", "多少", "哪里", "哪个", "为何",   "为什么", "怎么办", "能否",
    "可否", "何时", "谁",   "吗",   "呢",   "几",   "是",   "的",   "了",   "有",   "和",     "与",     "在",     "对",
    "或",   "等",   "哪",   "哪儿", "咋",   "啥",   "想",   "我",   "要",   "请",   "有哪些", "可以"};

std::string first_characters(std::string_view utf8) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < most_characters && at < utf8.size(); ++i) text::next(utf8, at);
    return std::string(utf8.substr(0, at));
}

char32_t closing_of(char32_t c) {
    switch (c) {
        case U'"':
            return U'"';
        case U'“':
            return U'”';
        case U'”':
            return U'”';
        case U'「':
            return U'」';
        case U'『':
            return U'』';
        case U'｢':
            return U'｣';
        default:
            return 0;
    }
}

/// Blanks a stretch out, so that it is not read twice and what stands around it does not join.
void blank_out(std::vector<Folded>& text, std::size_t from, std::size_t to) {
    for (auto i = from; i < to; ++i) text[i].c = U'\0';
}

std::vector<std::vector<Token>> runs_of(std::vector<Folded> const& text) {
    std::vector<std::vector<Token>> out;
    std::size_t count = 0;
    for (auto& token : tokens(text)) {
        if (++count > most_tokens) break;
        if (!token.joined || out.empty()) out.emplace_back();
        out.back().push_back(std::move(token));
    }
    return out;
}

void take_phrases(std::vector<Folded>& text, Query& query) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        char32_t closing = closing_of(text[i].c);
        if (!closing) continue;
        auto end = i + 1;
        while (end < text.size() && text[end].c != closing) ++end;
        if (end == text.size()) continue;
        std::vector<Folded> inside(text.begin() + long(i) + 1, text.begin() + long(end));
        for (auto& run : runs_of(inside)) query.phrases.push_back({std::move(run)});
        blank_out(text, i, end + 1);
        i = end;
    }
}

void take_numbers(std::string const& utf8, std::vector<Folded>& text, Query& query) {
    for (auto& number : document_numbers(utf8)) {
        auto within = [&](Folded const& f) { return f.from >= number.from && f.to <= number.to; };
        auto first = std::find_if(text.begin(), text.end(), within);
        auto last = std::find_if_not(first, text.end(), within);
        bool taken = std::any_of(first, last, [](Folded const& f) { return f.c == 0; });
        if (taken || query.numbers.size() >= most_numbers) continue;
        blank_out(text, std::size_t(first - text.begin()), std::size_t(last - text.begin()));
        query.numbers.push_back(std::move(number));
    }
}

/// ICU's word cutter for Chinese, one for each thread: it is dear to make and must not be shared.
icu::BreakIterator* cutter() {
    thread_local std::unique_ptr<icu::BreakIterator> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> out(icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
        return U_SUCCESS(status) ? std::move(out) : nullptr;
    }();
    return made.get();
}

/// Where words begin among the tokens of one run.
std::vector<bool> word_starts(std::vector<Token> const& run) {
    icu::UnicodeString text;
    std::vector<int32_t> place;
    for (auto const& token : run) {
        if (!token.han && !place.empty()) text.append(UChar(' '));
        place.push_back(text.length());
        text.append(icu::UnicodeString::fromUTF8(token.text));
        if (!token.han) text.append(UChar(' '));
    }
    std::vector<bool> starts(run.size(), false);
    starts[0] = true;
    for (std::size_t i = 1; i < run.size(); ++i) starts[i] = !run[i].han || !run[i - 1].han;
    auto* words = cutter();
    if (!words) return starts;
    words->setText(text);
    for (auto at = words->first(); at != icu::BreakIterator::DONE; at = words->next())
        if (auto found = std::lower_bound(place.begin(), place.end(), at); found != place.end() && *found == at)
            starts[std::size_t(found - place.begin())] = true;
    return starts;
}

bool asks(Word const& word) { return std::find(asking_words.begin(), asking_words.end(), word.text()) != asking_words.end(); }

/// Single characters in a row are what the dictionary does not have, most often a name.
void join_singles(std::vector<Word>& words) {
    std::vector<Word> out;
    bool open = false;
    for (auto& word : words) {
        bool single = word.is_single() && !word.asking;
        if (single && open) {
            out.back().tokens.push_back(word.tokens[0]);
            out.back().unknown = true;
        } else {
            out.push_back(std::move(word));
        }
        open = single;
    }
    words = std::move(out);
}

Stretch cut_into_words(std::vector<Token> const& run) {
    Stretch out;
    auto starts = word_starts(run);
    for (std::size_t i = 0; i < run.size(); ++i) {
        if (starts[i]) out.words.emplace_back();
        out.words.back().tokens.push_back(run[i]);
    }
    for (auto& word : out.words) word.asking = asks(word);
    join_singles(out.words);
    return out;
}

}  // namespace

std::string Word::text() const {
    std::string out;
    for (auto const& token : tokens) {
        if (!out.empty() && !token.han) out += ' ';
        out += token.text;
    }
    return out;
}

bool Word::is_latin() const {
    return tokens.size() == 1 && std::all_of(tokens[0].text.begin(), tokens[0].text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

Query parse_query(std::string_view utf8) {
    Query query;
    auto asked = first_characters(utf8);
    query.index_number = index_number_key(asked);
    auto text = fold(asked);
    take_numbers(asked, text, query);
    take_phrases(text, query);
    for (auto const& run : runs_of(text)) query.stretches.push_back(cut_into_words(run));
    return query;
}

}  // namespace mingtang::search
