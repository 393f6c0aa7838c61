#include "scan/redact/markup.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <set>

#include "base/text.hpp"
#include "scan/redact/tags.hpp"

namespace mingtang::scan {
namespace {

/// A character of the text and the bytes that stand for it.
struct Letter {
    char32_t c;
    std::size_t begin, end;
};

constexpr std::pair<std::string_view, char32_t> entities[] = {
    {"amp", '&'},     {"lt", '<'},        {"gt", '>'},      {"quot", '"'},   {"apos", '\''}, {"nbsp", 0xA0}, {"ensp", 0x2002},
    {"emsp", 0x2003}, {"shy", 0xAD},      {"commat", '@'},  {"period", '.'}, {"num", '#'},   {"lpar", '('},  {"rpar", ')'},
    {"colon", ':'},   {"thinsp", 0x2009}, {"zwnj", 0x200C}, {"zwj", 0x200D}, {"hyphen", '-'}};

/// The character of the entity at `at`, which moves behind it; 0 and unmoved where there is none.
char32_t entity(std::string_view bytes, std::size_t& at, std::size_t end) {
    auto stop = std::min(bytes.find(';', at), end);
    if (stop >= end || stop - at > 12) return 0;
    auto name = bytes.substr(at + 1, stop - at - 1);
    std::uint32_t code = 0;
    if (name.starts_with('#')) {
        bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        auto digits = name.substr(hex ? 2 : 1);
        auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
        if (digits.empty() || read.ptr != digits.data() + digits.size() || code == 0 || code > 0x10FFFF || (code >> 11) == 0x1B) return 0;
    } else {
        auto found = std::find_if(std::begin(entities), std::end(entities), [&](auto const& one) { return one.first == name; });
        if (found == std::end(entities)) return 0;
        code = found->second;
    }
    at = stop + 1;
    return code;
}

void read_letters(std::string_view bytes, std::size_t begin, std::size_t end, bool with_entities, std::vector<Letter>& to) {
    for (auto at = begin; at < end;) {
        auto from = at;
        char32_t c = with_entities && bytes[at] == '&' ? entity(bytes, at, end) : 0;
        if (c == 0) c = text::next(bytes.substr(0, end), at);
        to.push_back({c, from, at});
    }
}

/// Which kind of text a run is; what a reader sees, what was struck out, what a field is made from.
struct Piece {
    std::size_t from = 0, to = 0;  // letters
    bool deleted = false, inserted = false, apart = false, code = false;
};

/// Text that belongs together: a paragraph, a cell, a string.
struct Unit {
    std::vector<Letter> letters;
    std::vector<Piece> pieces;
};

bool is_block(std::string_view name) {
    static std::set<std::string_view> const names{"p",          "si",         "is",
                                                  "c",          "row",        "tr",
                                                  "tc",         "tbl",        "td",
                                                  "th",         "li",         "ul",
                                                  "ol",         "dl",         "dt",
                                                  "dd",         "div",        "table",
                                                  "thead",      "tbody",      "h",
                                                  "h1",         "h2",         "h3",
                                                  "h4",         "h5",         "h6",
                                                  "title",      "head",       "body",
                                                  "html",       "option",     "select",
                                                  "textarea",   "caption",    "comment",
                                                  "section",    "article",    "header",
                                                  "footer",     "aside",      "nav",
                                                  "main",       "pre",        "blockquote",
                                                  "figure",     "figcaption", "form",
                                                  "br",         "hr",         "definedName",
                                                  "v",          "f",          "formula1",
                                                  "formula2",   "property",   "lpstr",
                                                  "lpwstr",     "Cell",       "Row",
                                                  "TextObject", "list-item",  "table-cell",
                                                  "table-row",  "annotation", "pt",
                                                  "cm",         "text",       "threadedComment",
                                                  "author",     "bookmark"};
    return names.contains(name);
}

class Masker {
  public:
    Masker(std::string_view bytes, Markup kind, SoughtSet const& sought) : bytes_(bytes), html_(kind == Markup::html), sought_(sought) {}

    std::string masked() {
        units_.emplace_back();
        Tags tags(bytes_, html_);
        while (auto token = tags.next()) read(*token);
        while (!units_.empty()) end_unit();
        return written();
    }

  private:
    void read(Token const& token) {
        switch (token.kind) {
            case Token::Kind::text:
                return text(token.begin, token.end, true);
            case Token::Kind::cdata:
                return text(token.begin + 9, std::max(token.begin + 9, token.end - 3), false);
            case Token::Kind::comment:
            case Token::Kind::other:
                return alone(token.begin, token.end);
            case Token::Kind::start:
            case Token::Kind::empty:
                attributes(token);
                return html_ ? html_tag(token) : start(token);
            case Token::Kind::end:
                return html_ ? html_tag(token) : end(token);
        }
    }

    std::string lower_name(Token const& token) const {
        std::string name(token.local());
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return char(std::tolower(c)); });
        return name;
    }
    void html_tag(Token const& token) {
        auto name = lower_name(token);
        raw_ = token.kind == Token::Kind::start && (name == "script" || name == "style");
        if (!is_block(name) && !raw_ && name != "script") return;
        end_unit();
        units_.emplace_back();
    }

    void start(Token const& token) {
        auto name = token.local();
        if (name == "tab" || name == "br" || name == "cr") gap('\n');
        if (name == "noBreakHyphen") gap('-');
        if (token.kind == Token::Kind::empty) return;
        if (is_block(name)) units_.emplace_back();
        count(name, 1);
    }
    void end(Token const& token) {
        auto name = token.local();
        count(name, -1);
        if (is_block(name) && units_.size() > 1) end_unit();
    }
    void count(std::string_view name, int by) {
        if (name == "del" || name == "moveFrom" || name == "delText") deleted_ = std::max(0, deleted_ + by);
        if (name == "ins" || name == "moveTo") inserted_ = std::max(0, inserted_ + by);
        if (name == "rPh" || name == "Fallback") apart_ = std::max(0, apart_ + by);
        if (name == "instrText" || name == "delInstrText") code_ = std::max(0, code_ + by);
    }

    /// A blank that stands in no text: it may not be taken for a part of a number.
    void gap(char32_t c) {
        auto& unit = units_.back();
        unit.pieces.push_back({unit.letters.size(), unit.letters.size() + 1, deleted_ > 0, inserted_ > 0, apart_ > 0, code_ > 0});
        unit.letters.push_back({c, 0, 0});
    }

    void text(std::size_t begin, std::size_t end, bool entities) {
        auto& unit = units_.back();
        auto from = unit.letters.size();
        read_letters(bytes_, begin, end, entities && !raw_, unit.letters);
        unit.pieces.push_back({from, unit.letters.size(), deleted_ > 0, inserted_ > 0, apart_ > 0, code_ > 0});
    }

    void alone(std::size_t begin, std::size_t end) {
        std::vector<Letter> letters;
        read_letters(bytes_, begin, end, false, letters);
        look(letters);
    }
    void attributes(Token const& token) {
        Attributes all(bytes_, token);
        while (auto one = all.next()) {
            if (one->end == one->begin) continue;
            std::vector<Letter> letters;
            read_letters(bytes_, one->begin, one->end, true, letters);
            look(letters);
        }
    }

    /// Ways to read a unit: as it is seen, as it was before its changes, everything in its order, formulas, each run for itself.
    void end_unit() {
        auto unit = std::move(units_.back());
        units_.pop_back();
        std::set<std::vector<std::size_t>> ways;
        auto way = [&](auto belongs) {
            std::vector<std::size_t> chosen;
            for (std::size_t i = 0; i < unit.pieces.size(); ++i)
                if (belongs(unit.pieces[i])) chosen.push_back(i);
            if (!chosen.empty()) ways.insert(chosen);
        };
        way([](Piece const&) { return true; });
        way([](Piece const& piece) { return !piece.deleted && !piece.apart && !piece.code; });
        way([](Piece const& piece) { return !piece.inserted && !piece.apart && !piece.code; });
        way([](Piece const& piece) { return piece.code; });
        way([](Piece const& piece) { return piece.apart; });
        for (auto const& chosen : ways) {
            std::vector<Letter> letters;
            for (auto i : chosen)
                letters.insert(letters.end(), unit.letters.begin() + long(unit.pieces[i].from),
                               unit.letters.begin() + long(unit.pieces[i].to));
            look(letters);
        }
        if (unit.pieces.size() > 1)
            for (auto const& piece : unit.pieces) look({unit.letters.begin() + long(piece.from), unit.letters.begin() + long(piece.to)});
    }

    void look(std::vector<Letter> const& letters) {
        if (letters.size() < 2) return;
        std::u32string text;
        for (auto const& letter : letters) text += letter.c;
        auto found = sought_.find(text);
        if (found.empty()) return;
        Marks marks(text.size());
        for (auto const& match : found) sought_.mark(match, text, marks);
        for (std::size_t i = 0; i < letters.size(); ++i)
            if (marks.is_hidden(i) && letters[i].end > letters[i].begin)
                edits_.emplace(letters[i].begin, std::pair(letters[i].end, as_xml(marks.instead(i))));
    }

    std::string written() const {
        if (edits_.empty()) return std::string(bytes_);
        std::string out;
        out.reserve(bytes_.size());
        std::size_t at = 0;
        for (auto const& [begin, edit] : edits_) {
            if (begin < at) continue;
            out.append(bytes_, at, begin - at);
            out += edit.second;
            at = edit.first;
        }
        return out.append(bytes_, at);
    }

    std::string_view bytes_;
    bool html_;
    SoughtSet const& sought_;
    std::deque<Unit> units_;
    std::map<std::size_t, std::pair<std::size_t, std::string>> edits_;
    int deleted_ = 0, inserted_ = 0, apart_ = 0, code_ = 0;
    bool raw_ = false;
};

}  // namespace

std::string masked_markup(std::string_view utf8, Markup kind, SoughtSet const& sought) { return Masker(utf8, kind, sought).masked(); }

std::string as_xml(std::string_view text) { return text::escape_html(text); }

std::string unescaped(std::string_view raw) {
    std::vector<Letter> letters;
    read_letters(raw, 0, raw.size(), true, letters);
    std::string out;
    for (auto const& letter : letters) text::append(out, letter.c);
    return out;
}

}  // namespace mingtang::scan
