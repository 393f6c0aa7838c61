#pragma once
#include <string>
#include <string_view>

namespace mingtang::markup {

/// The address of a link as it may stand in a page: http, https, mailto, a relative address or #…; percent-encoded where HTML wants it.
/// Empty when it is of another kind (`javascript:`, however it is disguised), malformed, names a user, or is longer than 2,048 bytes.
std::string safe_link(std::string_view href);
/// True for links that leave the site, as far as the address says: those with a host.
bool is_foreign(std::string_view safe_href);
/// The address of a picture of our own (`/files/…`), or empty.
std::string safe_image(std::string_view src);

}  // namespace mingtang::markup
