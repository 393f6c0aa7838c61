#pragma once
#include <string_view>

namespace mingtang::scan {

enum class Format { empty, plain, html, xml, rtf, zip, pdf, ole, image, archive, binary };

/// By its first bytes, never by a name.
Format format_of(std::string_view bytes);

}  // namespace mingtang::scan
