#include "scan/redact/tags.hpp"

#include <algorithm>

namespace mingtang::scan {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80 || c == '_'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

bool same_letters(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::optional<Token> Tags::next() {
    if (at_ >= bytes_.size()) return std::nullopt;
    auto const from = at_;
    auto until = [&](std::string_view mark, Token::Kind kind) {
        auto end = bytes_.find(mark, at_);
        at_ = end == bytes_.npos ? bytes_.size() : end + mark.size();
        return Token{kind, from, at_, {}};
    };
    auto rest = bytes_.substr(at_);
    if (raw_.empty()) {
        if (rest.starts_with("<!--")) return until("-->", Token::Kind::comment);
        if (rest.starts_with("<![CDATA[")) return until("]]>", Token::Kind::cdata);
        if (rest.starts_with("<?")) return until(html_ ? ">" : "?>", Token::Kind::other);
        if (rest.starts_with("<!")) return until(">", Token::Kind::other);
    }
    bool closes_raw = !raw_.empty() && rest.starts_with("</") && same_letters(rest.substr(2, raw_.size()), raw_);
    bool opens = rest.size() > 1 && rest[0] == '<' && (is_letter(rest[1]) || (rest[1] == '/' && rest.size() > 2 && is_letter(rest[2])));
    if (raw_.empty() ? opens : closes_raw) return tag();
    auto end = bytes_.find('<', at_ + 1);
    at_ = end == bytes_.npos ? bytes_.size() : end;
    return Token{Token::Kind::text, from, at_, {}};
}

Token Tags::tag() {
    auto const from = at_;
    bool closing = bytes_[at_ + 1] == '/';
    auto name_from = at_ + (closing ? 2 : 1), name_to = name_from;
    while (name_to < bytes_.size() && !is_blank(bytes_[name_to]) && bytes_[name_to] != '>' && bytes_[name_to] != '/') ++name_to;
    at_ = end_of_tag(name_to);
    auto name = bytes_.substr(name_from, name_to - name_from);
    bool empty = at_ - from > 2 && bytes_[at_ - 1] == '>' && bytes_[at_ - 2] == '/';
    raw_ = {};
    bool raw = html_ && !closing && !empty && (same_letters(name, "script") || same_letters(name, "style"));
    if (raw) raw_ = name;
    return {closing ? Token::Kind::end : empty ? Token::Kind::empty : Token::Kind::start, from, at_, name};
}

std::size_t Tags::end_of_tag(std::size_t from) const {
    char quote = 0;
    for (auto at = from; at < bytes_.size(); ++at) {
        char c = bytes_[at];
        if (quote != 0)
            quote = c == quote ? 0 : quote;
        else if ((c == '"' || c == '\'') && at > 0 && (bytes_[at - 1] == '=' || is_blank(bytes_[at - 1])))
            quote = c;
        else if (c == '>')
            return at + 1;
    }
    return bytes_.size();
}

Attributes::Attributes(std::string_view bytes, Token const& tag)
    : bytes_(bytes), at_(tag.begin + 1 + tag.name.size()), end_(tag.end > 0 && bytes[tag.end - 1] == '>' ? tag.end - 1 : tag.end) {}

std::optional<AttributeAt> Attributes::next() {
    auto skip = [&] {
        while (at_ < end_ && is_blank(bytes_[at_])) ++at_;
    };
    while (at_ < end_ && (is_blank(bytes_[at_]) || bytes_[at_] == '/')) ++at_;
    if (at_ >= end_) return std::nullopt;
    auto from = at_;
    while (at_ < end_ && !is_blank(bytes_[at_]) && bytes_[at_] != '=' && (bytes_[at_] != '/' || at_ + 1 < end_)) ++at_;
    AttributeAt found{bytes_.substr(from, at_ - from), at_, at_};
    if (at_ == from) ++at_;
    skip();
    if (at_ >= end_ || bytes_[at_] != '=') return found;
    ++at_;
    skip();
    bool quoted = at_ < end_ && (bytes_[at_] == '"' || bytes_[at_] == '\'');
    char const quote = quoted ? bytes_[at_++] : ' ';
    found.begin = at_;
    while (at_ < end_ && (quoted ? bytes_[at_] != quote : !is_blank(bytes_[at_]))) ++at_;
    found.end = at_;
    if (quoted && at_ < end_) ++at_;
    return found;
}

std::string_view attribute_of(std::string_view bytes, Token const& tag, std::string_view local_name) {
    Attributes all(bytes, tag);
    while (auto one = all.next())
        if (one->local() == local_name) return bytes.substr(one->begin, one->end - one->begin);
    return {};
}

}  // namespace mingtang::scan
