#pragma once
#include <string>
#include <string_view>

namespace mingtang::http {

std::string gzip(std::string_view bytes, int level);
std::string brotli(std::string_view bytes, int quality);
/// Texts, JSON, XML, scripts, SVG: types that shrink.
bool shrinks(std::string_view content_type);

}  // namespace mingtang::http
