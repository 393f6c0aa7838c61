// Whatever the target, what is taken of it is plain text; what is taken is read the same when it is encoded and read again.
#include <cstdlib>

#include "base/text.hpp"
#include "http/cookies.hpp"
#include "http/reply.hpp"
#include "http/target.hpp"

using namespace mingtang::http;

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<char const*>(data), size);
    Request request;
    if (!read_target(bytes, request)) {
        if (!request.path.starts_with('/') || !is_plain_text(request.path) || request.path.find("/../") != std::string::npos) std::abort();
        std::string again = "/?";
        for (auto const& [name, value] : request.query) {
            if (!is_plain_text(name) || !is_plain_text(value)) std::abort();
            again += mingtang::text::percent_encode(name) + "=" + mingtang::text::percent_encode(value) + "&";
        }
        Request second;
        if (again.size() <= 8192 && (read_target(again, second) || second.query.size() != request.query.size())) std::abort();
    }
    for (auto const& [name, value] : read_cookies(bytes))
        if (!is_plain_text(name) || !is_plain_text(value)) std::abort();
    auto asked = read_range(bytes, 1000);
    if (asked.slice.from + asked.slice.length > 1000) std::abort();
    best_coding(bytes, true, true);
    matches(bytes, "abc");
    return 0;
}
