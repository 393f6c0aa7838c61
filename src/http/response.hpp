#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace mingtang::http {

/// A body rendered once and kept with its encodings (page_cache.hpp).
struct CachedBody {
    std::string identity, gzip, brotli;  // the last two may be empty: not worth it
    std::string etag;
};

/// A file sent from disk with ranges.
struct FileBody {
    std::filesystem::path path;
    std::string etag;
};

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
/// 303 after a form, so that reloading does not send it again. `location` is a path of this site.
Response see_other(std::string location);
Response moved(std::string location);  // 301
Response file(std::filesystem::path path, std::string content_type, std::string etag);

}  // namespace mingtang::http
