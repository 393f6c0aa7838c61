#include "http/compress.hpp"
#include "http/response.hpp"

namespace mingtang::http {

CachedBody::CachedBody(std::string identity, std::string etag, bool shrinks)
    : identity_(std::move(identity)), etag_(std::move(etag)), shrinks_(shrinks) {}

std::string const& CachedBody::packed(Coding coding) const {
    constexpr int brotli_quality = 5, gzip_level = 6;
    auto& packed = coding == Coding::brotli ? brotli_ : gzip_;
    if (!shrinks_ || coding == Coding::identity) return packed.bytes;
    std::call_once(packed.once, [&] {
        auto bytes = coding == Coding::brotli ? brotli(identity_, brotli_quality) : gzip(identity_, gzip_level);
        if (bytes.size() < identity_.size()) packed.bytes = std::move(bytes);
        packed.bytes.shrink_to_fit();
    });
    return packed.bytes;
}

}  // namespace mingtang::http
