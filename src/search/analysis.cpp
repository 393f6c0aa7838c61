#include "search/analysis.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <opencc/SimpleConverter.hpp>

#include <array>
#include <stdexcept>

#include "base/text.hpp"

namespace mingtang::search {
namespace {

constexpr std::size_t longest_word = 64;      // bytes; Xapian takes terms of up to 245
constexpr char32_t alone_no_more = 0x110000;  // not one character after folding, or able to join with what stands before it

icu::Normalizer2 const& casefold() {
    UErrorCode status = U_ZERO_ERROR;
    auto const* found = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKC case folding");
    return *found;
}

bool is_ideograph(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF); }

/// What each character of the basic plane becomes, when it becomes one character whatever stands around it.
class FoldTable {
  public:
    FoldTable() : to_(0x10000, alone_no_more) {
        for (char32_t c = 0; c < to_.size(); ++c) to_[c] = folded_alone(c);
        simplify();
    }
    char32_t operator[](char32_t c) const { return c < to_.size() ? to_[c] : alone_no_more; }
    char32_t simplified(char32_t c) const { return is_ideograph(c) && to_[c] != alone_no_more ? to_[c] : c; }

  private:
    static char32_t folded_alone(char32_t c) {
        if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
        if ((c >= 0xD800 && c <= 0xDFFF) || !casefold().hasBoundaryBefore(UChar32(c))) return alone_no_more;
        if (c >= 0x3400 && c <= 0x9FFF) return c;
        UErrorCode status = U_ZERO_ERROR;
        auto out = casefold().normalize(icu::UnicodeString(UChar32(c)), status);
        return U_SUCCESS(status) && out.countChar32() == 1 ? char32_t(out.char32At(0)) : alone_no_more;
    }

    void simplify() {
        std::string lines;
        for (char32_t c = 0; c < to_.size(); ++c)
            if (is_ideograph(c) && to_[c] != alone_no_more) text::append(lines, to_[c]), lines += '\n';
        std::string simple = opencc::SimpleConverter("t2s.json").Convert(lines);
        std::size_t at = 0;
        for (char32_t c = 0; c < to_.size(); ++c) {
            if (!is_ideograph(c) || to_[c] == alone_no_more) continue;
            to_[c] = text::next(simple, at);
            at = simple.find('\n', at) + 1;
        }
    }

    std::vector<char32_t> to_;
};

FoldTable const& table() {
    static FoldTable const made;
    return made;
}

/// Folds characters that belong together (a letter and its marks, a ligature); each result stands for the whole stretch.
void fold_together(std::u32string const& stretch, std::uint32_t from, std::uint32_t to, std::vector<Folded>& out) {
    UErrorCode status = U_ZERO_ERROR;
    auto const* raw = reinterpret_cast<UChar32 const*>(stretch.data());
    auto result = casefold().normalize(icu::UnicodeString::fromUTF32(raw, int32_t(stretch.size())), status);
    if (U_FAILURE(status)) return;
    for (int32_t i = 0; i < result.length(); i = result.moveIndex32(i, 1))
        out.push_back({table().simplified(char32_t(result.char32At(i))), from, to});
}

bool is_han(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005 || c == 0x3007 ||
           (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

enum class Kind { han, digit, letter, blank, other };

Kind kind_of(char32_t c) {
    if (c < 0x80) {
        if (c >= '0' && c <= '9') return Kind::digit;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Kind::letter;
        return c == ' ' || (c >= '\t' && c <= '\r') ? Kind::blank : Kind::other;
    }
    if (is_han(c)) return Kind::han;
    if (u_isdigit(UChar32(c))) return Kind::digit;
    if (u_isalpha(UChar32(c)) || (U_GET_GC_MASK(UChar32(c)) & U_GC_M_MASK)) return Kind::letter;
    return u_isUWhiteSpace(UChar32(c)) ? Kind::blank : Kind::other;
}

}  // namespace

std::vector<Folded> fold(std::string_view utf8) {
    std::vector<Folded> out;
    out.reserve(utf8.size() / 2);
    auto const& known = table();
    std::u32string stretch;
    for (std::size_t at = 0; at < utf8.size();) {
        auto from = std::uint32_t(at);
        char32_t c = text::next(utf8, at);
        auto after = at;
        bool joined =
            after < utf8.size() && static_cast<unsigned char>(utf8[after]) >= 0x80 && known[text::next(utf8, after)] == alone_no_more;
        if (known[c] != alone_no_more && !joined) {
            out.push_back({known[c], from, std::uint32_t(at)});
            continue;
        }
        stretch.assign(1, c);
        while (at < utf8.size() && stretch.size() < 32) {
            after = at;
            char32_t next = text::next(utf8, after);
            if (casefold().hasBoundaryBefore(UChar32(next))) break;
            stretch += next;
            at = after;
        }
        fold_together(stretch, from, std::uint32_t(at), out);
    }
    return out;
}

std::string folded_text(std::string_view utf8) {
    std::string out;
    for (auto const& f : fold(utf8)) text::append(out, f.c);
    return out;
}

std::vector<Token> tokens(std::vector<Folded> const& folded) {
    std::vector<Token> out;
    out.reserve(folded.size());
    bool joined = false, open = false;
    Kind last = Kind::other;
    for (auto const& f : folded) {
        Kind kind = kind_of(f.c);
        if (kind == Kind::blank || kind == Kind::other) {
            joined = joined && kind == Kind::blank;
            open = false;
            continue;
        }
        if (open && kind != Kind::han && kind == last && out.back().text.size() < longest_word) {
            text::append(out.back().text, f.c);
            out.back().to = f.to;
            continue;
        }
        auto& token = out.emplace_back(Token{{}, f.from, f.to, kind == Kind::han, joined});
        text::append(token.text, f.c);
        joined = open = true;
        last = kind;
    }
    return out;
}

std::vector<Token> tokens(std::string_view utf8) { return tokens(fold(utf8)); }

std::string pair_term(Token const& a, Token const& b) { return a.han && b.han ? a.text + b.text : a.text + " " + b.text; }

}  // namespace mingtang::search
