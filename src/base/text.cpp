#include "base/text.hpp"

namespace mingtang::text {
namespace {

constexpr char32_t broken = 0xFFFD;

bool is_blank(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x3000 || c == 0xA0 || c == 0xFEFF || c == 0x2028 || c == 0x2029;
}

/// Marks that change how a line reads without being seen: bidi embeddings, isolates and zero-width characters.
bool is_unseen(char32_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xAD;
}

/// Length of the well-formed sequence at `at`, 0 when there is none. Table 3-7 of the Unicode standard.
std::size_t sequence(std::string_view s, std::size_t at) {
    auto byte = [&](std::size_t i) -> unsigned { return at + i < s.size() ? static_cast<unsigned char>(s[at + i]) : 0u; };
    auto tail = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) { return byte(i) >= low && byte(i) <= high; };
    unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) return tail(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) && tail(2) ? 3 : 0;
    if (lead >= 0xF0 && lead <= 0xF4) return tail(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) && tail(2) && tail(3) ? 4 : 0;
    return 0;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        auto n = sequence(bytes, at);
        if (n == 0) return false;
        at += n;
    }
    return true;
}

char32_t next(std::string_view s, std::size_t& at) {
    auto n = sequence(s, at);
    if (n == 0) return ++at, broken;
    auto byte = [&](std::size_t i) { return char32_t(static_cast<unsigned char>(s[at + i])); };
    char32_t c = byte(0);
    if (n == 2) c = (c & 0x1F) << 6 | (byte(1) & 0x3F);
    if (n == 3) c = (c & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    if (n == 4) c = (c & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    at += n;
    return c;
}

void append(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += char(c);
    } else if (c < 0x800) {
        out += {char(0xC0 | c >> 6), char(0x80 | (c & 0x3F))};
    } else if (c < 0x10000) {
        out += {char(0xE0 | c >> 12), char(0x80 | (c >> 6 & 0x3F)), char(0x80 | (c & 0x3F))};
    } else {
        out += {char(0xF0 | c >> 18), char(0x80 | (c >> 12 & 0x3F)), char(0x80 | (c >> 6 & 0x3F)), char(0x80 | (c & 0x3F))};
    }
}

std::size_t length(std::string_view utf8) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < utf8.size(); ++count) next(utf8, at);
    return count;
}

std::string shorten(std::string_view utf8, std::size_t count) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < count && at < utf8.size(); ++i) next(utf8, at);
    return at >= utf8.size() ? std::string(utf8) : std::string(utf8.substr(0, at)) + "…";
}

std::string trim(std::string_view utf8) {
    std::size_t from = utf8.size(), to = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        auto start = at;
        if (is_blank(next(utf8, at))) continue;
        from = std::min(from, start);
        to = at;
    }
    return from >= to ? std::string() : std::string(utf8.substr(from, to - from));
}

std::string one_line(std::string_view utf8) {
    std::string out;
    bool gap = false;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        auto from = at;
        auto c = next(utf8, at);
        if (is_unseen(c)) continue;
        if (is_blank(c) || c < 0x20 || (c >= 0x7F && c < 0xA0)) {
            gap = true;
            continue;
        }
        if (gap && !out.empty()) out += ' ';
        gap = false;
        if (c == broken) {
            append(out, c);
        } else {
            out.append(utf8, from, at - from);
        }
    }
    return out;
}

bool has_controls(std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();) {
        auto c = next(utf8, at);
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0)) return true;
    }
    return false;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        auto end = std::min(text.find(separator, at), text.size());
        if (auto part = trim(text.substr(at, end - at)); !part.empty()) parts.push_back(std::move(part));
        at = end + 1;
    }
    return parts;
}

std::string join(std::vector<std::string> const& parts, std::string_view separator) {
    std::string out;
    for (auto const& part : parts) {
        if (!out.empty()) out += separator;
        out += part;
    }
    return out;
}

std::string size_words(long long bytes) {
    if (bytes < 1024) return std::to_string(bytes) + " B";
    if (bytes < 1024 * 1024) return std::to_string((bytes + 512) / 1024) + " KB";
    auto tenths = (bytes * 10 + 512 * 1024) / (1024 * 1024);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string percent_encode(std::string_view bytes) {
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    for (unsigned char c : bytes) {
        bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out += char(c);
        } else {
            out += {'%', hex[c >> 4], hex[c & 15]};
        }
    }
    return out;
}

}  // namespace mingtang::text
