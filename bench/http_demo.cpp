// A small site on top of src/http alone, for bench/http_page.sh and tests/http/slow.sh: http_demo PORT PAGE_FILE [SPOOL_DIR [CONNECTIONS]]
#include <csignal>
#include <fstream>
#include <iostream>
#include <sstream>

#include "http/page_cache.hpp"
#include "http/server.hpp"

using namespace mingtang;

namespace {

std::string content_of(char const* file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
}

http::Routes routes(http::PageCache& cache, std::string const& page) {
    return {
        {http::Method::get, "/page",
         [&](http::Request const& request) {
             auto mark = cache.mark();
             return http::to_response(cache.keep(http::page_cache_key(request), http::html(page), {"page"}, mark));
         }},
        {http::Method::get, "/rendered", [&](http::Request const&) { return http::html(page); }},
        {http::Method::post, "/form", [](http::Request const& request) { return http::text(std::to_string(request.form.size()) + "\n"); }},
        {http::Method::post, "/upload",
         [](http::Request const& request) { return http::text(std::to_string(request.uploads.size()) + "\n"); }, 64u << 20}};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return std::cerr << "usage: http_demo PORT PAGE_FILE [SPOOL_DIR [CONNECTIONS]]\n", 2;
    spdlog::set_level(spdlog::level::warn);
    auto page = content_of(argv[2]);
    http::PageCache cache;
    http::Router router;
    router.add(routes(cache, page));

    http::ServerOptions options;
    options.port = std::uint16_t(std::stoi(argv[1]));
    options.spool_dir = argc > 3 ? argv[3] : "/tmp/http_demo_spool";
    options.limits.requests_per_second = options.limits.burst = 1e9;
    if (argc > 4) options.limits.connections = std::stoi(argv[4]);
    options.limits.connections_per_address = options.limits.connections;
    http::Hooks hooks;
    hooks.handle = [&](http::Request& request) {
        auto match = router.find(request.method, request.path);
        return match.route ? match.route->handler(request) : http::text("nothing here\n", 404);
    };
    hooks.max_body = [&](http::Method method, std::string_view path) -> std::uint64_t {
        auto match = router.find(method, path);
        if (!match.route) return 0;
        return match.route->max_body ? match.route->max_body : options.limits.body_bytes;
    };
    hooks.quick = [&](http::Request const& request, http::Response& response) {
        auto found = cache.find(http::page_cache_key(request));
        if (found) response = http::to_response(*found);
        return found.has_value();
    };
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before the server's threads, which inherit it
    http::Server server(options, hooks);
    if (auto done = server.start(); !done) return std::cerr << done.error().code << "\n", 1;
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
}
