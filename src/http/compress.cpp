#include "http/compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <stdexcept>

namespace mingtang::http {

std::string gzip(std::string_view bytes, int level) {
    z_stream stream{};
    constexpr int gzip_window = 15 + 16;
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("gzip does not start");
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    auto result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::runtime_error("gzip did not end");
    return out;
}

std::string brotli(std::string_view bytes, int quality) {
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
    if (size == 0) throw std::runtime_error("too large for brotli");
    std::string out(size, '\0');
    if (!BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                               reinterpret_cast<std::uint8_t const*>(bytes.data()), &size, reinterpret_cast<std::uint8_t*>(out.data())))
        throw std::runtime_error("brotli did not end");
    out.resize(size);
    return out;
}

bool shrinks(std::string_view type) {
    for (auto start : {"text/", "application/json", "application/javascript", "application/xml", "application/atom+xml",
                       "application/manifest+json", "application/geo+json", "image/svg+xml", "application/rss+xml"})
        if (type.starts_with(start)) return true;
    return false;
}

}  // namespace mingtang::http
