#include "law/document_number.hpp"

#include <optional>

#include "base/text.hpp"

namespace mingtang::law {
namespace {

bool is_open(char32_t c) {
    return c == '(' || c == '[' || c == 0xFF08 || c == 0xFF3B || c == 0x3014 || c == 0x3010 || c == 0xFE5D || c == 0xFE59 || c == 0x2772;
}
bool is_close(char32_t c) {
    return c == ')' || c == ']' || c == 0xFF09 || c == 0xFF3D || c == 0x3015 || c == 0x3011 || c == 0xFE5E || c == 0xFE5A || c == 0x2773;
}

char32_t to_half_width(char32_t c) { return c >= 0xFF10 && c <= 0xFF19 ? c - 0xFF10 + '0' : c; }

/// One line without blanks, brackets as 〔〕, digits as ASCII.
std::string fold(std::string_view text) {
    std::string out;
    auto line = text::one_line(text);
    for (std::size_t at = 0; at < line.size();) {
        auto c = to_half_width(text::next(line, at));
        if (c == ' ') continue;
        text::append(out, is_open(c) ? U'〔' : is_close(c) ? U'〕' : c);
    }
    return out;
}

std::string_view constexpr open = "〔", close = "〕", ordinal = "第", mark = "号";

/// The value of one to `longest` digits, nothing for anything else.
std::optional<int> digits(std::string_view text, std::size_t longest) {
    if (text.empty() || text.size() > longest) return {};
    int value = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    return value;
}

bool is_agency(std::string_view agency) {
    auto count = text::length(agency);
    if (count == 0 || count > 24) return false;
    for (std::size_t at = 0; at < agency.size();) {
        auto c = text::next(agency, at);
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        bool han = (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF) || c == 0x3007;
        if (!letter && !han && c != 0xB7) return false;
    }
    return true;
}

}  // namespace

std::string DocumentNumber::text() const {
    return agency + std::string(open) + std::to_string(year) + std::string(close) + std::to_string(number) + std::string(mark);
}

Outcome<DocumentNumber> parse_document_number(std::string_view text) {
    auto refused = [&](std::string reason) {
        return Refusal{"law.document_number." + reason, "", {{"text", text::shorten(text::one_line(text), 60)}}, "document_number"};
    };
    if (text.size() > 400 || !text::is_utf8(text)) return refused("malformed");
    auto folded = fold(text);
    auto from = folded.find(open), to = folded.find(close);
    if (from == std::string::npos || to == std::string::npos || to < from || !folded.ends_with(mark)) return refused("malformed");
    auto agency = folded.substr(0, from), year_text = folded.substr(from + open.size(), to - from - open.size());
    auto count = folded.substr(to + close.size(), folded.size() - to - close.size() - mark.size());
    if (count.starts_with(ordinal)) return refused("ordinal");
    auto year = digits(year_text, 4), number = digits(count, 6);
    if (!is_agency(agency) || !number) return refused("malformed");
    if (!year || year_text.size() != 4 || *year < 1949 || *year > 2199) return refused("year");
    if (count[0] == '0') return refused("leading_zero");
    return DocumentNumber{agency, *year, *number};
}

std::string normalise_document_number(std::string_view text) {
    if (auto parsed = parse_document_number(text)) return parsed->text();
    std::string out;
    auto line = text::one_line(text);
    for (std::size_t at = 0; at < line.size();) text::append(out, to_half_width(text::next(line, at)));
    return out;
}

}  // namespace mingtang::law
