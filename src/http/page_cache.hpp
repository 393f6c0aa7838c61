#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"

namespace mingtang::http {

/// Public pages, rendered once and kept (packed for who asks for it) with an ETag, until one of the tags that they were rendered from is
/// touched. Thread-safe. `capacity_bytes` bounds memory; the longest unused page goes first. Variants, the pages that anybody can name more
/// of by writing another query, have a quarter of it to themselves and never push out the others.
///
/// A page that is rendered while its tag is touched must not be kept: take `mark()` before reading the store and hand it to `keep`.
class PageCache {
  public:
    explicit PageCache(std::size_t capacity_bytes = 64u << 20);
    ~PageCache();
    struct Page {
        int status = 200;
        std::vector<std::pair<std::string, std::string>> headers;  // Content-Type and the like, no cookies
        std::shared_ptr<CachedBody const> body;
    };
    std::uint64_t mark() const;
    std::optional<Page> find(std::string_view key) const;
    enum class Kind { page, variant };
    /// Keeps; nothing is kept when a tag of it was touched since `mark`. The page to send now is returned either way.
    Page keep(std::string key, Response rendered, std::vector<std::string> tags, std::uint64_t mark, Kind kind = Kind::page);
    void touch(std::span<std::string const> tags);
    void clear();
    struct Figures {
        std::uint64_t hits = 0, misses = 0, dropped = 0;
        std::size_t pages = 0, bytes = 0, variant_bytes = 0;  // the last is part of `bytes`
    };
    Figures figures() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// What tells two pages of one path apart: decoded path, query (pairs sorted by name; only those in `known` when it is given), whether JSON
/// is wanted, and the cookies that change how a page looks (values of up to 16 letters, digits and `_-`; others count as absent). Nothing
/// of who asks.
std::string page_cache_key(Request const& request, std::optional<std::span<std::string_view const>> known = {},
                           std::span<std::string_view const> look_cookies = {});

/// The answer made of a kept page.
Response to_response(PageCache::Page const& page);

}  // namespace mingtang::http
