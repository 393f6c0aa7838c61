#include "markup/address.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace mingtang::markup {
namespace {

constexpr std::size_t longest = 2048;

/// As browsers read an address: blanks and controls at the ends, tabs and line ends anywhere do not count.
std::string strip(std::string_view href) {
    auto unseen = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; };
    while (!href.empty() && unseen(href.front())) href.remove_prefix(1);
    while (!href.empty() && unseen(href.back())) href.remove_suffix(1);
    std::string out;
    for (char c : href)
        if (c != '\t' && c != '\n' && c != '\r') out += c;
    return out;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// The part before the first colon, lower case, when it stands before any slash, question mark or hash; `none` says that there is no colon
/// there.
std::string scheme_of(std::string_view href, bool& none) {
    auto end = href.find_first_of(":/?#");
    none = end == std::string_view::npos || href[end] != ':';
    if (none) return {};
    std::string scheme(href.substr(0, end));
    std::transform(scheme.begin(), scheme.end(), scheme.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return scheme;
}

bool has_forbidden(std::string_view href) {
    if (!text::is_utf8(href) || text::has_controls(href)) return true;
    for (std::size_t at = 0; at < href.size();) {
        auto c = text::next(href, at);
        if ((c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xFFFD)
            return true;
    }
    return href.find('\\') != std::string_view::npos;
}

std::string encode(std::string_view rest) {
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    bool in_fragment = false;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        char c = rest[i];
        bool broken_percent = c == '%' && !(i + 2 < rest.size() && is_hex(rest[i + 1]) && is_hex(rest[i + 2]));
        bool second_hash = c == '#' && in_fragment;
        if (c == '#') in_fragment = true;
        if (broken_percent || second_hash || std::string_view(" \"<>^`{|}[]").find(c) != std::string_view::npos) {
            out += {'%', hex[static_cast<unsigned char>(c) >> 4], hex[static_cast<unsigned char>(c) & 15]};
        } else {
            out += c;
        }
    }
    // U+00A0 and U+3000 are blanks to a reader but not allowed in an address.
    for (auto [blank, code] : {std::pair<std::string_view, std::string_view>{"\u00A0", "%C2%A0"}, {"\u3000", "%E3%80%80"}})
        for (std::size_t at = 0; (at = out.find(blank, at)) != std::string::npos;) out.replace(at, blank.size(), code);
    return out;
}

bool is_host(std::string_view authority) {
    auto colon = authority.find(':');
    auto host = authority.substr(0, colon);
    if (colon != std::string_view::npos) {
        auto port = authority.substr(colon + 1);
        if (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit) || std::stoi(std::string(port)) > 65535)
            return false;
    }
    if (host.empty() || host.size() > 253 || host.front() == '.' || host.front() == '-') return false;
    if (host.find("..") != std::string_view::npos) return false;
    return std::all_of(host.begin(), host.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_'; });
}

std::string web_address(std::string_view scheme, std::string_view rest) {
    if (!rest.starts_with("//")) return {};
    rest.remove_prefix(2);
    auto end = std::min(rest.find_first_of("/?#"), rest.size());
    if (!is_host(rest.substr(0, end))) return {};
    return std::string(scheme) + "://" + std::string(rest.substr(0, end)) + encode(rest.substr(end));
}

std::string mail_address(std::string_view rest) {
    auto at = rest.find('@');
    auto end = std::min(rest.find('?'), rest.size());
    if (at == 0 || at == std::string_view::npos || at > end || !is_host(rest.substr(at + 1, end - at - 1))) return {};
    auto plain = [](char c) { return is_letter(c) || is_digit(c) || std::string_view("._+-").find(c) != std::string_view::npos; };
    if (!std::all_of(rest.begin(), rest.begin() + long(at), plain)) return {};
    return "mailto:" + std::string(rest.substr(0, end)) + encode(rest.substr(end));
}

}  // namespace

std::string safe_link(std::string_view href) {
    auto clean = strip(href);
    if (clean.empty() || clean.size() > longest || has_forbidden(clean)) return {};
    bool relative = false;
    auto scheme = scheme_of(clean, relative);
    auto rest = relative ? std::string_view(clean) : std::string_view(clean).substr(scheme.size() + 1);
    std::string out;
    if (relative) {
        out = clean.starts_with("//") ? web_address("https", clean) : encode(clean);
    } else if (scheme == "http" || scheme == "https") {
        out = web_address(scheme, rest);
    } else if (scheme == "mailto") {
        out = mail_address(rest);
    }
    return out.size() > longest ? std::string() : out;
}

bool is_foreign(std::string_view safe_href) { return safe_href.starts_with("http://") || safe_href.starts_with("https://"); }

std::string safe_image(std::string_view src) {
    auto clean = strip(src);
    if (!clean.starts_with("/files/") || clean.size() > longest || has_forbidden(clean)) return {};
    if (clean.find("..") != std::string::npos || clean.find("//") != std::string::npos) return {};
    auto encoded = encode(clean);
    return encoded.size() > longest ? std::string() : encoded;
}

}  // namespace mingtang::markup
