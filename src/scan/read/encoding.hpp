#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace mingtang::scan {

/// Text as UTF-8 without its byte order mark: UTF-16 by its mark, UTF-8 where it is well-formed, otherwise GB18030 (and with it GBK,
/// GB2312). A few broken characters become U+FFFD; nothing where too many are broken for it to be text.
std::optional<std::string> decoded(std::string_view bytes);

enum class Encoding { utf8, utf16le, utf16be, gb18030 };
/// The encoding that `decoded` takes the bytes for.
Encoding encoding_of(std::string_view bytes);
/// UTF-8 in that encoding, without a byte order mark. Nothing where the system has no converter for it.
std::optional<std::string> encoded(std::string_view utf8, Encoding encoding);

/// Bytes read as GB18030, whatever they are.
std::optional<std::string> from_chinese(std::string_view bytes);

/// The name of a file as UTF-8, never empty.
std::string decoded_name(std::string_view bytes);

}  // namespace mingtang::scan
