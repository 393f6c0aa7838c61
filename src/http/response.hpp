#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace mingtang::http {

enum class Coding { identity, gzip, brotli };

/// A body rendered once and kept (page_cache.hpp); packed when somebody first asks for that coding. Thread-safe.
class CachedBody {
  public:
    /// `shrinks`: worth trying to pack.
    CachedBody(std::string identity, std::string etag, bool shrinks);
    std::string const& identity() const { return identity_; }
    std::string const& etag() const { return etag_; }
    bool shrinks() const { return shrinks_; }
    /// Empty where packing gains nothing.
    std::string const& packed(Coding coding) const;

  private:
    struct Packed {
        std::once_flag once;
        std::string bytes;
    };
    std::string identity_, etag_;
    bool shrinks_;
    mutable Packed gzip_, brotli_;
};

/// A file sent from disk with ranges.
struct FileBody {
    std::filesystem::path path;
    std::string etag;
};

/// Thrown by handlers while something that they stand on (database, disk) is away for the moment: answered 503, not 500.
struct Unavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A header value with a line end or NUL is a bug of the caller: `set` and `add` throw std::invalid_argument.
///
/// The server adds what every answer needs unless the response names it: Date, security headers (a strict CSP on HTML), Vary, ETag,
/// Cache-Control (`no-cache` for cached bodies, `private, no-cache` for other HTML), and compresses texts above 1 KiB.
struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::variant<std::string, std::shared_ptr<CachedBody const>, FileBody> body;

    Response& set(std::string name, std::string value);  // replaces
    Response& add(std::string name, std::string value);  // adds one more (Set-Cookie)
    std::string const* header(std::string_view name) const;
};

Response html(std::string page, int status = 200);
Response json(std::string text, int status = 200);
Response text(std::string plain, int status = 200);
/// 303 after a form, so that reloading does not send it again. `location` is a path of this site; anything else leads to `/`, so that a
/// `next` field of a form can be handed in as it came.
Response see_other(std::string_view location);
Response moved(std::string_view location);  // 301
Response file(std::filesystem::path path, std::string content_type, std::string etag);
/// Makes the response a download under `file_name` (RFC 6266, any characters) that no browser runs as a page of this site.
Response& as_attachment(Response& response, std::string_view file_name);
std::string_view reason_of(int status);

}  // namespace mingtang::http
