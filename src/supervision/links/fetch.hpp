#pragma once
#include <functional>
#include <stop_token>

#include "supervision/links/link.hpp"

namespace mingtang::supervision::links {

enum class Way { head, get };

struct Asked {
    std::string url;
    Way way = Way::head;
    std::size_t body_bytes = 0;  // read of the body at most; then the connection is closed
};
/// What came of one request, without following anything.
struct Answer {
    int status = 0;  // 0: no answer, then `trouble` says why
    Trouble trouble = Trouble::none;
    std::string location;  // of a redirection, whole
    std::string body;
    std::chrono::seconds retry_after{0};
    bool stopped = false;
};
using Fetch = std::function<Answer(Asked const& asked, std::stop_token const& stop)>;

/// Over HTTP or HTTPS by libcurl, certificates checked, no proxy, no cookies, no credentials. The address that a name resolves to is looked
/// at when the connection is made, so that neither a name nor a redirection leads into a private network (Trouble::private_address).
Fetch fetch_from_web(Settings const& settings, std::string agent);

}  // namespace mingtang::supervision::links
