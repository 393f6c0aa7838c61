#include "disclosure/mask_text.hpp"

#include "base/text.hpp"
#include "markup/node.hpp"

namespace mingtang::disclosure {
namespace {

bool is_blank(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000; }

/// A character of a text, and which text it stands in; `of` is null between blocks.
struct Character {
    char32_t c = 0;
    std::string* of = nullptr;
    std::string out;  // what is written in its place
};

void add(std::string& text, std::vector<Character>& to) {
    for (std::size_t at = 0; at < text.size();) {
        auto c = text::next(text, at);
        std::string same;
        text::append(same, c);
        to.push_back({c, &text, std::move(same)});
    }
}

void add(markup::Node& node, std::vector<Character>& to) {
    if (node.is_text()) return add(node.text, to);
    bool parts = !markup::is_inline(node.tag) || node.tag == "br" || node.tag == "img";
    if (parts) to.push_back({});
    for (auto& child : node.children) add(child, to);
    if (parts) to.push_back({});
}

std::u32string without_blanks(std::string_view value) {
    std::u32string out;
    for (std::size_t at = 0; at < value.size();)
        if (auto c = text::next(value, at); !is_blank(c)) out += c;
    return out;
}

/// One past the last character of the value that begins at `from`; 0 where it does not.
std::size_t end_of(std::vector<Character> const& all, std::size_t from, std::u32string_view value) {
    if (all[from].c != value[0]) return 0;
    std::size_t matched = 0, at = from;
    for (; at < all.size() && matched < value.size(); ++at) {
        if (all[at].of == nullptr) return 0;
        if (all[at].c == value[matched]) {
            ++matched;
        } else if (!is_blank(all[at].c)) {
            return 0;
        }
    }
    return matched == value.size() ? at : 0;
}

void replace(std::vector<Character>& all, std::vector<Replacement> const& replacements) {
    std::unordered_multimap<char32_t, std::pair<std::u32string, std::string const*>> by_first;
    for (auto const& [value, masked] : replacements)
        if (auto plain = without_blanks(value); !plain.empty()) by_first.emplace(plain[0], std::pair(plain, &masked));
    for (std::size_t at = 0; at < all.size();) {
        std::size_t longest = 0;
        std::string const* put = nullptr;
        auto [from, to] = by_first.equal_range(all[at].c);
        for (auto one = from; all[at].of != nullptr && one != to; ++one)
            if (auto end = end_of(all, at, one->second.first); end > longest) longest = end, put = one->second.second;
        if (put == nullptr) {
            ++at;
            continue;
        }
        all[at].out = *put;
        while (++at < longest) all[at].out.clear();
    }
}

/// Each text again from its characters.
void write(std::vector<Character> const& all) {
    std::unordered_map<std::string*, std::string> texts;
    for (auto const& character : all)
        if (character.of != nullptr) texts[character.of] += character.out;
    for (auto& [to, text] : texts) *to = std::move(text);
}

}  // namespace

std::string masked_html(std::string_view html, std::vector<Replacement> const& replacements) {
    auto root = markup::parse_clean(html);
    std::vector<Character> all;
    add(root, all);
    replace(all, replacements);
    write(all);
    return markup::serialise(root);
}

std::string masked_line(std::string_view text, std::vector<Replacement> const& replacements) {
    std::string line(text);
    std::vector<Character> all;
    add(line, all);
    replace(all, replacements);
    write(all);
    return line;
}

}  // namespace mingtang::disclosure
