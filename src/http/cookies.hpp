#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"

namespace mingtang::http {

/// Reads a Cookie header; pairs that are no plain text are left out, at most 100 are kept.
Fields read_cookies(std::string_view header);

struct CookieOptions {
    std::optional<std::chrono::seconds> max_age;  // none: until the browser closes
    bool http_only = true;
    std::string_view same_site = "Lax";
    std::string_view path = "/";
};
/// `Secure` is set when the request came over TLS. `value` holds what RFC 6265 lets a cookie hold, else std::invalid_argument.
Response& set_cookie(Request const& request, Response& response, std::string_view name, std::string_view value, CookieOptions options = {});
Response& drop_cookie(Request const& request, Response& response, std::string_view name);

}  // namespace mingtang::http
