#include "markup/tokens.hpp"

#include <algorithm>

namespace mingtang::markup {
namespace {

constexpr std::size_t most_attributes = 100;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
    return out;
}

bool same_name(std::string_view text, std::string_view name) {
    return text.size() == name.size() && std::equal(text.begin(), text.end(), name.begin(), [](char a, char b) { return lower(a) == b; });
}

}  // namespace

bool Token::has(std::string_view wanted) const {
    return std::any_of(attributes.begin(), attributes.end(), [&](auto const& pair) { return pair.first == wanted; });
}

std::string_view Token::attribute(std::string_view wanted) const {
    for (auto const& [key, value] : attributes)
        if (key == wanted) return value;
    return {};
}

bool Tokens::next(Token& token) {
    token = Token{};
    if (at_ >= html_.size()) return false;
    if (html_[at_] != '<') return read_text(token), true;
    auto after = at_ + 1 < html_.size() ? html_[at_ + 1] : ' ';
    bool end_tag = after == '/' && at_ + 2 < html_.size() && is_letter(html_[at_ + 2]);
    if (is_letter(after) || end_tag) return read_tag(token);
    if (after == '!' || after == '?' || after == '/') return read_comment(token);
    read_text(token);
    return true;
}

void Tokens::read_text(Token& token) {
    auto end = std::min(html_.find('<', at_ + 1), html_.size());
    token.name = html_.substr(at_, end - at_);
    at_ = end;
}

bool Tokens::read_comment(Token& token) {
    token.kind = Token::Kind::comment;
    if (starts("<!-->") || starts("<!--->")) {
        at_ = html_.find('>', at_) + 1;
        return true;
    }
    if (starts("<!--")) {
        auto plain = html_.find("-->", at_ + 4), odd = html_.find("--!>", at_ + 4);
        auto end = std::min(plain, odd);
        at_ = end == std::string_view::npos ? html_.size() : end + (end == odd ? 4 : 3);
        return true;
    }
    auto end = html_.find('>', at_);
    bool doctype = lower(html_.substr(at_, 9)) == "<!doctype";
    at_ = end == std::string_view::npos ? html_.size() : end + 1;
    if (doctype) token.kind = Token::Kind::text;
    return true;
}

bool Tokens::read_tag(Token& token) {
    auto at = at_ + 1;
    token.kind = html_[at] == '/' ? Token::Kind::end : Token::Kind::start;
    if (html_[at] == '/') ++at;
    auto from = at;
    while (at < html_.size() && !is_blank(html_[at]) && html_[at] != '/' && html_[at] != '>') ++at;
    token.name = lower(html_.substr(from, at - from));
    while (at < html_.size() && html_[at] != '>') read_attribute(token, at);
    if (at >= html_.size()) {
        token = Token{Token::Kind::text, std::string(html_.substr(at_)), {}};
        at_ = html_.size();
        return true;
    }
    at_ = at + 1;
    return true;
}

void Tokens::read_attribute(Token& token, std::size_t& at) const {
    auto skip_blanks = [&] {
        while (at < html_.size() && is_blank(html_[at])) ++at;
    };
    while (at < html_.size() && (is_blank(html_[at]) || html_[at] == '/')) ++at;
    if (at >= html_.size() || html_[at] == '>') return;
    auto from = at++;
    while (at < html_.size() && !is_blank(html_[at]) && html_[at] != '/' && html_[at] != '>' && html_[at] != '=') ++at;
    auto name = html_.substr(from, at - from);
    skip_blanks();
    std::string_view value;
    if (at < html_.size() && html_[at] == '=') {
        ++at;
        skip_blanks();
        if (at < html_.size() && (html_[at] == '"' || html_[at] == '\'')) {
            auto end = html_.find(html_[at], at + 1);
            value = html_.substr(at + 1, end == std::string_view::npos ? end : end - at - 1);
            at = end == std::string_view::npos ? html_.size() : end + 1;
        } else {
            from = at;
            while (at < html_.size() && !is_blank(html_[at]) && html_[at] != '>') ++at;
            value = html_.substr(from, at - from);
        }
    }
    if (token.attributes.size() >= most_attributes || name.size() > 64) return;
    auto lowered = lower(name);
    if (!token.has(lowered)) token.attributes.emplace_back(std::move(lowered), value);
}

void Tokens::skip_past_end_of(std::string_view name, bool raw) {
    if (never_ended_.contains(name)) return;
    for (auto at = html_.find("</", at_); at != std::string_view::npos; at = html_.find("</", at + 2)) {
        auto after = at + 2 + name.size();
        if (!same_name(html_.substr(at + 2, name.size()), name)) continue;
        if (after < html_.size() && !is_blank(html_[after]) && html_[after] != '/' && html_[after] != '>') continue;
        auto close = html_.find('>', after);
        at_ = close == std::string_view::npos ? html_.size() : close + 1;
        return;
    }
    if (raw) {
        at_ = html_.size();
    } else {
        never_ended_.emplace(name);
    }
}

}  // namespace mingtang::markup
