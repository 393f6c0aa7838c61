#include "reports/said.hpp"

#include "base/text.hpp"
#include "reports/form.hpp"

namespace mingtang::reports {
namespace {

constexpr std::size_t farthest = 24;  // characters between word and number
constexpr std::size_t most_digits = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::string> sentences(std::string_view text) {
    std::vector<std::string> all(1);
    for (std::size_t at = 0; at < text.size();) {
        auto from = at;
        auto c = text::next(text, at);
        if (c == U'。' || c == U'\n' || c == U'！' || c == U'？') {
            all.emplace_back();
        } else {
            all.back() += text.substr(from, at - from);
        }
    }
    return all;
}

/// A figure to look for: the words that begin it and the cells that it is the sum of.
struct Sought {
    std::string word;
    SaidFigure const* figure = nullptr;  // none: a result of the dispute that was named last
    std::string result;
};

std::vector<Sought> const& sought() {
    static auto const all = [] {
        std::vector<Sought> list;
        for (auto const& figure : form().said)
            for (auto const& word : figure.words) list.push_back({word, &figure, ""});
        for (auto const& result : form().results)
            if (result.key != "total") list.push_back({result.label, nullptr, result.key});
        return list;
    }();
    return all;
}

/// The known word that begins at this place, the longest one.
Sought const* word_at(std::string_view sentence, std::size_t at) {
    Sought const* longest = nullptr;
    for (auto const& one : sought())
        if (sentence.substr(at).starts_with(one.word) && (!longest || one.word.size() > longest->word.size())) longest = &one;
    return longest;
}

struct Number {
    long long value = 0;
    std::size_t end = 0;  // behind the unit
};

/// A number and its unit that begin at this place.
std::optional<Number> number_at(std::string_view sentence, std::size_t at, std::string const& unit) {
    std::string digits;
    for (; at < sentence.size() &&
           (is_digit(sentence[at]) || (sentence[at] == ',' && at + 1 < sentence.size() && is_digit(sentence[at + 1])));
         ++at)
        if (sentence[at] != ',') digits += sentence[at];
    if (digits.empty() || digits.size() > most_digits) return {};
    while (at < sentence.size() && sentence[at] == ' ') ++at;
    auto rest = sentence.substr(at);
    auto units = unit.empty() ? form().said_units : std::vector<std::string>{unit};
    for (auto const& one : units)
        if (rest.starts_with(one)) return Number{std::stoll(digits), at + one.size()};
    return {};
}

class Sentence {
  public:
    explicit Sentence(std::string_view words) : words_(words) {}

    void read(std::vector<Said>& into) {
        for (auto const& other : form().said_not_of)
            if (words_.find(other) != words_.npos) return;
        for (std::size_t at = 0; at < words_.size();) {
            auto const* found = word_at(words_, at);
            if (found == nullptr) {
                text::next(words_, at);
                continue;
            }
            if (found->figure && !found->figure->disputes.empty()) disputes_ = found->figure->disputes;
            figure(*found, at, into);
            at += found->word.size();
        }
    }

  private:
    void figure(Sought const& found, std::size_t from, std::vector<Said>& into) {
        auto at = from + found.word.size();
        auto unit = found.figure ? found.figure->unit : "";
        for (std::size_t far = 0; at < words_.size() && far < farthest; ++far) {
            if (is_digit(words_[at])) return number(found, from, at, unit, into);
            if (word_at(words_, at)) return;
            auto c = text::next(words_, at);
            if (c == U'，' || c == U'；' || c == U',' || c == U';') return;
        }
    }
    void number(Sought const& found, std::size_t from, std::size_t at, std::string const& unit, std::vector<Said>& into) {
        auto read = number_at(words_, at, unit);
        if (!read) return;
        auto between = words_.substr(from + found.word.size(), at - from - found.word.size());
        if (found.figure) {
            if (!found.figure->between.empty() && between.find(found.figure->between) == between.npos) return;
            for (auto const& other : found.figure->with)
                if (words_.find(other) == words_.npos) return;
            for (auto const& other : found.figure->not_between)
                if (between.find(other) != between.npos) return;
        }
        Said said{.words = std::string(words_.substr(from, read->end - from)), .number = read->value, .cells = {}};
        if (found.figure) said.cells = found.figure->cells;
        if (!found.figure)
            for (auto const& dispute : disputes_) said.cells.push_back("t4." + dispute + "_" + found.result);
        if (!said.cells.empty()) into.push_back(std::move(said));
    }

    std::string_view words_;
    std::vector<std::string> disputes_;
};

}  // namespace

std::vector<Said> figures_said(std::string_view text) {
    std::vector<Said> all;
    for (auto const& sentence : sentences(text)) Sentence(sentence).read(all);
    return all;
}

}  // namespace mingtang::reports
