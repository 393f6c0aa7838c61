#include "supervision/links/robots.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace mingtang::supervision::links {
namespace {

constexpr std::size_t most_read = 500 << 10;

char lowered(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }
std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lowered);
    return out;
}

/// The product token at the beginning of a line's value: `Mingtang-Patrol/1.0` is `mingtang-patrol`.
std::string token_of(std::string_view value) {
    if (value.starts_with('*')) return "*";
    auto end = std::find_if(value.begin(), value.end(), [](char c) {
        auto l = lowered(c);
        return !((l >= 'a' && l <= 'z') || c == '-' || c == '_');
    });
    return lower(value.substr(0, std::size_t(end - value.begin())));
}

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    auto l = lowered(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

/// One way to write each path: bytes beyond ASCII encoded, letters, digits and `-._~` not, hexadecimal digits in capitals.
std::string normal(std::string_view path) {
    std::string out;
    auto put = [&](unsigned char byte, bool was_encoded) {
        bool unreserved = (byte < 0x80 && std::isalnum(byte)) || byte == '-' || byte == '.' || byte == '_' || byte == '~';
        if (unreserved || (!was_encoded && byte > ' ' && byte < 0x7F)) {
            out += char(byte);
        } else {
            constexpr char digits[] = "0123456789ABCDEF";
            out += '%', out += digits[byte >> 4], out += digits[byte & 15];
        }
    };
    for (std::size_t at = 0; at < path.size(); ++at) {
        bool coded = path[at] == '%' && at + 2 < path.size() && digit(path[at + 1]) >= 0 && digit(path[at + 2]) >= 0;
        if (coded) {
            put(static_cast<unsigned char>(digit(path[at + 1]) * 16 + digit(path[at + 2])), true);
            at += 2;
        } else {
            put(static_cast<unsigned char>(path[at]), false);
        }
    }
    return out;
}

/// Whether `path` begins with the pattern; linear but for the stars, which are tried from the last one only.
bool fits(std::string_view pattern, std::string_view path) {
    bool to_the_end = pattern.ends_with('$');
    if (to_the_end) pattern.remove_suffix(1);
    std::size_t p = 0, at = 0, star = pattern.npos, from = 0;
    while (true) {
        if (p == pattern.size() && (!to_the_end || at == path.size())) return true;
        if (p < pattern.size() && pattern[p] == '*') {
            star = ++p;
            from = at;
        } else if (p < pattern.size() && at < path.size() && pattern[p] == path[at]) {
            ++p, ++at;
        } else if (star != pattern.npos && from < path.size()) {
            p = star;
            at = ++from;
        } else {
            return false;
        }
    }
}

struct Line {
    std::string key, value;
};

Line line_of(std::string_view text) {
    auto colon = (text = text.substr(0, text.find('#'))).find(':');
    if (colon == text.npos) return {};
    return {lower(text::trim(text.substr(0, colon))), text::trim(text.substr(colon + 1))};
}

std::vector<Line> lines_of(std::string_view text) {
    text = text.substr(0, most_read);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<Line> lines;
    while (!text.empty()) {
        auto end = std::min(text.find_first_of("\r\n"), text.size());
        if (auto line = line_of(text.substr(0, end)); !line.key.empty()) lines.push_back(std::move(line));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

Robots::Robots(std::string_view text, std::string_view token) {
    auto lines = lines_of(text);
    auto own = lower(token);
    bool named =
        std::any_of(lines.begin(), lines.end(), [&](Line const& line) { return line.key == "user-agent" && token_of(line.value) == own; });
    bool ours = false, naming = false;
    for (auto const& line : lines) {
        if (line.key == "user-agent") {
            ours = (naming && ours) || token_of(line.value) == (named ? own : "*");
            naming = true;
            continue;
        }
        bool rule = line.key == "allow" || line.key == "disallow";
        if (rule || line.key == "crawl-delay") naming = false;
        if (!ours) continue;
        if (rule && !line.value.empty()) rules_.push_back({normal(line.value), line.key == "allow"});
        if (line.key == "crawl-delay") std::from_chars(line.value.data(), line.value.data() + line.value.size(), delay_);
    }
    delay_ = std::clamp(delay_, 0, 60);
}

bool Robots::allows(std::string_view path) const {
    if (path == "/robots.txt") return true;
    auto asked = normal(path);
    Rule const* best = nullptr;
    for (auto const& rule : rules_) {
        bool wins =
            best == nullptr || rule.pattern.size() > best->pattern.size() || (rule.pattern.size() == best->pattern.size() && rule.allow);
        if (wins && fits(rule.pattern, asked)) best = &rule;
    }
    return best == nullptr || best->allow;
}

}  // namespace mingtang::supervision::links
