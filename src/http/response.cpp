#include "http/response.hpp"

#include "base/text.hpp"

namespace mingtang::http {
namespace {

bool same_name(std::string_view a, std::string_view b) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

void check(std::string_view name, std::string_view value) {
    using namespace std::string_view_literals;
    if (name.empty() || name.find_first_of("\r\n\0: "sv) != name.npos || value.find_first_of("\r\n\0"sv) != value.npos)
        throw std::invalid_argument("header " + text::percent_encode(name) + " would break the answer");
}

/// Bytes that may stand in a Location as they are; all else is percent-encoded.
std::string location_of(std::string_view from) {
    std::string out;
    for (unsigned char c : from) {
        if (c > 0x20 && c < 0x7F && c != '"' && c != '<' && c != '>' && c != '\\' && c != '^' && c != '`' && c != '{' && c != '|' &&
            c != '}') {
            out += char(c);
        } else {
            out += text::percent_encode(std::string_view(reinterpret_cast<char const*>(&c), 1));
        }
    }
    return out;
}

Response with_type(std::string body, char const* type, int status) {
    Response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", type);
    response.body = std::move(body);
    return response;
}

}  // namespace

Response& Response::set(std::string name, std::string value) {
    check(name, value);
    for (auto& [key, old] : headers) {
        if (!same_name(key, name)) continue;
        old = std::move(value);
        return *this;
    }
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Response& Response::add(std::string name, std::string value) {
    check(name, value);
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

std::string const* Response::header(std::string_view name) const {
    for (auto const& [key, value] : headers)
        if (same_name(key, name)) return &value;
    return nullptr;
}

Response html(std::string page, int status) { return with_type(std::move(page), "text/html; charset=utf-8", status); }
Response json(std::string text, int status) { return with_type(std::move(text), "application/json; charset=utf-8", status); }
Response text(std::string plain, int status) { return with_type(std::move(plain), "text/plain; charset=utf-8", status); }

Response see_other(std::string_view location) {
    bool ours = location.starts_with('/') && !location.starts_with("//") && !location.starts_with("/\\");
    Response response;
    response.status = 303;
    response.headers.emplace_back("Location", ours ? location_of(location) : "/");
    return response;
}

Response moved(std::string_view location) {
    Response response;
    response.status = 301;
    response.headers.emplace_back("Location", location_of(location));
    return response;
}

Response file(std::filesystem::path path, std::string content_type, std::string etag) {
    Response response;
    response.set("Content-Type", std::move(content_type));
    response.body = FileBody{std::move(path), std::move(etag)};
    return response;
}

Response& as_attachment(Response& response, std::string_view file_name) {
    auto name = text::one_line(file_name);
    std::string plain;
    for (char c : name) plain += c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '%' ? c : '_';
    response.set("Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + text::percent_encode(name));
    response.set("Content-Security-Policy", "sandbox; default-src 'none'");
    return response;
}

std::string_view reason_of(int status) {
    switch (status) {
        case 100:
            return "Continue";
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 416:
            return "Range Not Satisfiable";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Status";
    }
}

}  // namespace mingtang::http
