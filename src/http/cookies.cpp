#include "http/cookies.hpp"

#include <stdexcept>

#include "base/text.hpp"
#include "http/target.hpp"

namespace mingtang::http {
namespace {

constexpr std::size_t most_cookies = 100;

bool is_cookie_octet(char c) { return c > 0x20 && c < 0x7F && c != '"' && c != ',' && c != ';' && c != '\\'; }

}  // namespace

Fields read_cookies(std::string_view header) {
    Fields cookies;
    for (std::size_t at = 0; at < header.size() && cookies.size() < most_cookies;) {
        auto end = std::min(header.find(';', at), header.size());
        auto pair = text::trim(header.substr(at, end - at));
        at = end + 1;
        auto equals = pair.find('=');
        if (equals == pair.npos || equals == 0 || !is_plain_text(pair)) continue;
        auto value = pair.substr(equals + 1);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        cookies.add(pair.substr(0, equals), std::move(value));
    }
    return cookies;
}

Response& set_cookie(Request const& request, Response& response, std::string_view name, std::string_view value, CookieOptions options) {
    bool fits = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return is_cookie_octet(c) && c != '='; }) &&
                std::all_of(value.begin(), value.end(), is_cookie_octet);
    if (!fits) throw std::invalid_argument("a cookie cannot hold this name or value");
    auto text = std::string(name) + "=" + std::string(value) + "; Path=" + std::string(options.path);
    if (options.max_age) text += "; Max-Age=" + std::to_string(options.max_age->count());
    if (options.http_only) text += "; HttpOnly";
    text += "; SameSite=" + std::string(options.same_site);
    if (request.secure) text += "; Secure";
    return response.add("Set-Cookie", std::move(text));
}

Response& drop_cookie(Request const& request, Response& response, std::string_view name) {
    CookieOptions options;
    options.max_age = std::chrono::seconds(0);
    return set_cookie(request, response, name, "", options);
}

}  // namespace mingtang::http
