#include "http/reply.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>

#include "base/text.hpp"
#include "http/compress.hpp"

namespace mingtang::http {
namespace {

constexpr std::size_t worth_compressing = 1024;
constexpr std::string_view html_headers =
    "Referrer-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n";
constexpr std::string_view strict_policy =
    "Content-Security-Policy: default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'\r\n";

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
    return s;
}

/// Calls `row` for each part of a comma-separated list.
template <class Row>
void each(std::string_view list, Row row) {
    while (!list.empty()) {
        auto end = std::min(list.find(','), list.size());
        if (auto part = trimmed(list.substr(0, end)); !part.empty()) row(part);
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

/// `q=0.5` as 500; without it 1000; broken 0.
int quality_of(std::string_view parameters) {
    auto at = parameters.find("q=");
    if (at == parameters.npos) return 1000;
    auto number = trimmed(parameters.substr(at + 2));
    if (number.empty() || (number[0] != '0' && number[0] != '1')) return 0;
    int quality = (number[0] - '0') * 1000, unit = 100;
    for (std::size_t i = 2; i < number.size() && i < 5 && number[1] == '.' && number[i] >= '0' && number[i] <= '9'; ++i, unit /= 10)
        quality += (number[i] - '0') * unit;
    return std::min(quality, 1000);
}

/// The opaque part of an entity tag: without `W/` and quotes, and without the `-gz` or `-br` that we add for a coding.
std::string_view opaque(std::string_view etag) {
    if (etag.starts_with("W/")) etag.remove_prefix(2);
    if (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"') etag = etag.substr(1, etag.size() - 2);
    if (etag.ends_with("-gz") || etag.ends_with("-br")) etag.remove_suffix(3);
    return etag;
}

std::string quoted(std::string_view etag, Coding coding) {
    std::string out = "\"";
    out += opaque(etag);
    if (coding != Coding::identity) out += coding == Coding::gzip ? "-gz" : "-br";
    return out += '"';
}

void line(std::string& head, std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
}

void line(std::string& head, std::string_view name, std::uint64_t value) {
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    line(head, name, std::string_view(digits, std::size_t(end - digits)));
}

bool is_html(Response const& response) {
    auto type = response.header("Content-Type");
    return type && type->starts_with("text/html");
}

/// What is chosen of a response before its head is written.
struct Choice {
    Coding coding = Coding::identity;
    std::string etag;
    bool varies = false, ranges = false;
    std::string content_range;
};

void choose_cached(Request const& request, CachedBody const& body, Reply& reply, Choice& choice) {
    choice.varies = body.shrinks();
    if (choice.varies) choice.coding = best_coding(request.headers["accept-encoding"], true, true);
    if (choice.coding != Coding::identity && body.packed(choice.coding).empty()) choice.coding = Coding::identity;
    reply.bytes = choice.coding == Coding::identity ? body.identity() : body.packed(choice.coding);
    if (!body.etag().empty()) choice.etag = quoted(body.etag(), choice.coding);
}

bool choose_file(Request const& request, FileBody const& body, Reply& reply, Choice& choice) {
    reply.file = OpenFile(::open(body.path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    struct stat found {};
    if (reply.file.handle() < 0 || ::fstat(reply.file.handle(), &found) != 0 || !S_ISREG(found.st_mode)) return false;
    auto size = std::uint64_t(found.st_size);
    reply.slice = {0, size};
    choice.ranges = true;
    if (!body.etag.empty()) choice.etag = quoted(body.etag, Coding::identity);
    auto const& if_range = request.headers["if-range"];
    bool applies = reply.status == 200 && (if_range.empty() || (!choice.etag.empty() && if_range == choice.etag));
    if (request.method != Method::get || !applies) return true;
    auto asked = read_range(request.headers["range"], size);
    if (asked.kind == RangeAsked::Kind::none) return true;
    if (asked.kind == RangeAsked::Kind::outside) {
        reply.status = 416;
        reply.slice = {0, 0};
        choice.content_range = "bytes */" + std::to_string(size);
        return true;
    }
    reply.status = 206;
    reply.slice = asked.slice;
    choice.content_range = "bytes " + std::to_string(asked.slice.from) + "-" + std::to_string(asked.slice.from + asked.slice.length - 1) +
                           "/" + std::to_string(size);
    return true;
}

void write_fixed(std::string& head, Response const& response, Reply const& reply, Wire const& wire) {
    head += "HTTP/1.1 ";
    head += std::to_string(reply.status);
    head += ' ';
    head += reason_of(reply.status);
    head += "\r\n";
    line(head, "Date", wire.date);
    if (!wire.keep_alive) head += "Connection: close\r\n";
    if (wire.keep_alive && wire.http_1_0) head += "Connection: keep-alive\r\n";
    head += "X-Content-Type-Options: nosniff\r\n";
    if (!is_html(response)) return;
    head += html_headers;
    if (!response.header("Content-Security-Policy")) head += strict_policy;
    if (!response.header("Cache-Control"))
        head += response.body.index() == 1 ? "Cache-Control: no-cache\r\n" : "Cache-Control: private, no-cache\r\n";
}

void write_chosen(std::string& head, Response const& response, Choice const& choice) {
    if (choice.coding != Coding::identity) line(head, "Content-Encoding", choice.coding == Coding::gzip ? "gzip" : "br");
    if (choice.varies && !response.header("Vary")) head += "Vary: Accept-Encoding\r\n";
    if (!choice.etag.empty() && !response.header("ETag")) line(head, "ETag", choice.etag);
    if (choice.ranges) head += "Accept-Ranges: bytes\r\n";
    if (!choice.content_range.empty()) line(head, "Content-Range", choice.content_range);
}

bool has_no_body(int status) { return status == 204 || status == 304 || status < 200; }

}  // namespace

OpenFile::~OpenFile() {
    if (handle_ >= 0) ::close(handle_);
}

Coding best_coding(std::string_view accept, bool has_gzip, bool has_brotli) {
    int gzip = -1, brotli = -1, any = -1;
    each(accept, [&](std::string_view part) {
        auto semicolon = std::min(part.find(';'), part.size());
        auto name = trimmed(part.substr(0, semicolon));
        auto quality = quality_of(part.substr(semicolon));
        if (name == "gzip" || name == "x-gzip") gzip = quality;
        if (name == "br") brotli = quality;
        if (name == "*") any = quality;
    });
    if (gzip < 0) gzip = any;
    if (brotli < 0) brotli = any;
    if (has_brotli && brotli > 0 && (brotli >= gzip || !has_gzip)) return Coding::brotli;
    return has_gzip && gzip > 0 ? Coding::gzip : Coding::identity;
}

bool matches(std::string_view if_none_match, std::string_view etag) {
    bool found = trimmed(if_none_match) == "*";
    each(if_none_match, [&](std::string_view part) { found = found || opaque(part) == opaque(etag); });
    return found;
}

RangeAsked read_range(std::string_view range, std::uint64_t size) {
    if (!range.starts_with("bytes=")) return {};
    range = trimmed(range.substr(6));
    auto dash = range.find('-');
    if (dash == range.npos || range.find(',') != range.npos) return {};
    auto number = [](std::string_view digits) -> std::optional<std::uint64_t> {
        std::uint64_t value = 0;
        auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc() || end != digits.data() + digits.size()) return {};
        return value;
    };
    auto first = number(range.substr(0, dash)), last = number(range.substr(dash + 1));
    using Kind = RangeAsked::Kind;
    if (dash == 0) {  // the last so many bytes
        if (!last) return {};
        if (*last == 0 || size == 0) return {Kind::outside, {}};
        auto length = std::min(*last, size);
        return {Kind::part, {size - length, length}};
    }
    if (!first || (!last && dash + 1 != range.size()) || (last && *last < *first)) return {};
    if (*first >= size) return {Kind::outside, {}};
    auto end = last ? std::min(*last, size - 1) : size - 1;
    return {Kind::part, {*first, end - *first + 1}};
}

void compress(Request const& request, Response& response) {
    if (auto cached = std::get_if<std::shared_ptr<CachedBody const>>(&response.body); cached && *cached) {
        auto coding = best_coding(request.headers["accept-encoding"], true, true);
        if (coding != Coding::identity) (*cached)->packed(coding);  // here, on a worker, not while sending
        return;
    }
    auto bytes = std::get_if<std::string>(&response.body);
    auto type = response.header("Content-Type");
    if (!bytes || bytes->size() < worth_compressing || !type || !shrinks(*type) || response.header("Content-Encoding")) return;
    auto coding = best_coding(request.headers["accept-encoding"], true, true);
    if (auto vary = response.header("Vary")) {
        if (vary->find("Accept-Encoding") == vary->npos) response.set("Vary", *vary + ", Accept-Encoding");
    } else {
        response.set("Vary", "Accept-Encoding");
    }
    if (coding == Coding::identity) return;
    constexpr int quick_brotli = 4, quick_gzip = 5;
    auto packed = coding == Coding::brotli ? brotli(*bytes, quick_brotli) : gzip(*bytes, quick_gzip);
    if (packed.size() >= bytes->size()) return;
    *bytes = std::move(packed);
    response.set("Content-Encoding", coding == Coding::brotli ? "br" : "gzip");
}

std::optional<Reply> make_reply(Request const& request, Response const& response, Wire const& wire, std::string reused) {
    Reply reply;
    reply.status = response.status;
    reply.head = std::move(reused);
    reply.head.clear();
    Choice choice;
    if (auto text = std::get_if<std::string>(&response.body)) reply.bytes = *text;
    if (auto cached = std::get_if<std::shared_ptr<CachedBody const>>(&response.body); cached && *cached)
        choose_cached(request, **cached, reply, choice);
    if (auto file = std::get_if<FileBody>(&response.body); file && !choose_file(request, *file, reply, choice)) return {};

    auto const& if_none_match = request.headers["if-none-match"];
    std::string_view etag = choice.etag;
    if (auto own = response.header("ETag")) etag = *own;
    bool unchanged = !if_none_match.empty() && !etag.empty() && request.is_safe() && response.status == 200 && matches(if_none_match, etag);
    if (unchanged) reply.status = 304, choice.content_range.clear();

    auto length = reply.file.handle() >= 0 ? reply.slice.length : reply.bytes.size();
    write_fixed(reply.head, response, reply, wire);
    for (auto const& [name, value] : response.headers) line(reply.head, name, value);
    write_chosen(reply.head, response, choice);
    if (!has_no_body(reply.status)) line(reply.head, "Content-Length", length);
    reply.head += "\r\n";
    if (has_no_body(reply.status) || request.method == Method::head) {
        reply.bytes = {};
        reply.slice = {0, 0};
    }
    return reply;
}

}  // namespace mingtang::http
