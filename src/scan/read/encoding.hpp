#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace mingtang::scan {

/// Text as UTF-8 without its byte order mark: UTF-16 by its mark, UTF-8 where it is well-formed, otherwise GB18030 (and with it GBK,
/// GB2312). A few broken characters become U+FFFD; nothing where too many are broken for it to be text.
std::optional<std::string> decoded(std::string_view bytes);

/// The name of a file as UTF-8, never empty.
std::string decoded_name(std::string_view bytes);

}  // namespace mingtang::scan
