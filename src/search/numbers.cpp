#include <algorithm>
#include <tuple>

#include "base/text.hpp"
#include "search/analysis.hpp"

namespace mingtang::search {
namespace {

constexpr std::size_t longest_sign = 12;
constexpr std::u32string_view opening = U"〔[(【「『《〈<〖{﹝", closing = U"〕])】」』》〉>〗}﹞";

bool is_blank(char32_t c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x3000; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_sign(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 'a' && c <= 'z') || c >= 0x20000; }

/// Reads folded characters from a place on; `fits` goes false at the first thing that does not fit.
struct Reader {
    std::vector<Folded> const& text;
    std::size_t at;

    void blanks() {
        while (at < text.size() && is_blank(text[at].c)) ++at;
    }
    bool one_of(std::u32string_view set) { return at < text.size() && set.find(text[at].c) != set.npos && ++at; }
    std::string digits(std::size_t most) {
        std::string out;
        for (; at < text.size() && is_digit(text[at].c) && out.size() <= most; ++at) out += char(text[at].c);
        return out.size() > most ? std::string() : out;
    }
};

/// Reads `2019〕第14号` (bracketed) or `2019 14号` at a digit.
std::optional<DocumentNumber> read_number(std::vector<Folded> const& text, std::size_t at, bool bracketed) {
    Reader in{text, at};
    auto year = in.digits(4);
    if (year.size() != 4 || year < "1900" || year > "2199") return {};
    in.blanks();
    auto separated = in.at;
    in.one_of(U"年");
    in.blanks();
    if (bracketed && !in.one_of(closing)) return {};
    while (!bracketed && in.one_of(U"-–—_/ ")) {
    }
    if (!bracketed && in.at == separated && in.at == at + 4) return {};
    in.blanks();
    in.one_of(U"第");
    in.blanks();
    auto number = in.digits(6);
    if (number.empty()) return {};
    auto end = in.at;
    in.blanks();
    bool named = in.one_of(U"号");
    if (!named && !bracketed) return {};
    auto zeros = std::min(number.find_first_not_of('0'), number.size() - 1);
    return DocumentNumber{{}, std::stoi(year), number.substr(zeros), 0, text[(named ? in.at : end) - 1].to};
}

/// The issuer's sign that ends before `at`.
std::pair<std::string, std::uint32_t> read_sign(std::vector<Folded> const& text, std::size_t at) {
    auto first = at;
    std::u32string sign;
    while (first > 0 && sign.size() < longest_sign && (is_sign(text[first - 1].c) || (is_blank(text[first - 1].c) && at - first < 2))) {
        --first;
        if (!is_blank(text[first].c)) sign.insert(sign.begin(), text[first].c);
    }
    while (first < at && is_blank(text[first].c)) ++first;
    std::string utf8;
    for (auto c : sign) text::append(utf8, c);
    return {utf8, text[first].from};
}

bool is_index_character(char32_t c) { return is_digit(c) || (c >= 'a' && c <= 'z'); }

}  // namespace

std::vector<DocumentNumber> document_numbers(std::string_view utf8) {
    std::vector<DocumentNumber> out;
    if (std::none_of(utf8.begin(), utf8.end(), [](char c) { return is_digit(char32_t(c)) || (c & 0x80); })) return out;
    auto folded = fold(utf8);
    for (std::size_t i = 0; i < folded.size(); ++i) {
        if (!is_digit(folded[i].c)) continue;
        auto before = i;
        while (before > 0 && is_blank(folded[before - 1].c)) --before;
        bool bracketed = before > 0 && opening.find(folded[before - 1].c) != opening.npos;
        auto sign_end = bracketed ? before - 1 : before;
        bool has_sign = sign_end > 0 && (is_sign(folded[sign_end - 1].c) || is_blank(folded[sign_end - 1].c));
        auto found = bracketed || has_sign ? read_number(folded, i, bracketed) : std::nullopt;
        if (found) {
            std::tie(found->sign, found->from) = read_sign(folded, sign_end);
            out.push_back(*found);
        }
        while (i + 1 < folded.size() && is_digit(folded[i + 1].c)) ++i;
    }
    return out;
}

std::string index_number_key(std::string_view utf8) {
    std::string key;
    std::size_t head = 0, digits = 0;
    for (auto const& f : fold(utf8)) {
        if (is_blank(f.c)) continue;
        char32_t c = f.c == U'–' || f.c == U'—' || f.c == U'−' ? U'-' : f.c;
        bool tail = c == '/' || c == '-' || c == '_';
        if (key.size() >= 64 || (!is_index_character(c) && !tail)) return {};
        if (tail && head == 0) head = key.size();
        digits += is_digit(c);
        key += char(c);
    }
    if (head == 0) head = key.size();
    return head >= 6 && digits >= 4 ? key : std::string();
}

}  // namespace mingtang::search
