// Whatever the path, the router finds at most one route, and its parts are pieces of the path.
#include <cstdlib>

#include "http/router.hpp"

using namespace mingtang::http;

namespace {

Router made() {
    Router router;
    auto nothing = [](Request const&) { return Response{}; };
    for (auto pattern : {"/", "/a", "/a/{id}", "/a/{id}/b", "/a/new", "/{x}/{y}/{z}", "/a/{rest...}", "/f/{x}/{rest...}"})
        router.add({{Method::get, pattern, nothing}});
    router.add({{Method::post, "/a/{id}", nothing}});
    return router;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    static Router const router = made();
    std::string_view path(reinterpret_cast<char const*>(data), size);
    for (auto method : {Method::get, Method::head, Method::post, Method::other}) {
        auto match = router.find(method, path);
        if (match.route && !match.allowed.empty()) std::abort();
        for (auto const& [name, value] : match.params)
            if (value.empty() || path.find(value) == path.npos) std::abort();
    }
    return 0;
}
