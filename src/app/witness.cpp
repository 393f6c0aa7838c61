#include "app/witness.hpp"

#include "app/listening.hpp"
#include "http/metrics.hpp"
#include "http/server.hpp"
#include "translog/module.hpp"

namespace mingtang::app {
namespace {

http::Response dispatch(http::Router const& router, http::Request& request) {
    auto match = router.find(request.method, request.path);
    if (!match.route) return match.allowed.empty() ? http::text("not found\n", 404) : http::text("method not allowed\n", 405);
    request.params = std::move(match.params);
    return match.route->handler(request);
}

}  // namespace

std::filesystem::path witness_folder(Config const& config) { return config.data / "witness"; }

Done serve_witness(Config const& config, translog::Witness const& witness, std::function<void(int)> const& on_ready) {
    auto listen = listen_of(config.listen);
    if (!listen) return listen.error();
    block_signals();
    SystemClock clock;
    auto metrics = std::make_shared<http::Metrics>();
    http::Router router;
    router.add(translog::witness_routes(witness, clock));
    router.add({{http::Method::get, "/metrics", [&metrics](http::Request const&) {
                     auto response = http::text(metrics->exposition());
                     return std::move(response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8"));
                 }}});
    http::Limits limits;
    limits.requests_per_second = config.requests_per_second;
    limits.burst = 4.0 * limits.requests_per_second;
    limits.connections_per_address = config.connections_per_address;
    http::ServerOptions options{.address = listen->address,
                                .port = listen->port,
                                .workers = config.workers,
                                .spool_dir = config.data / "spool",
                                .trusted_proxies = config.trusted_proxies,
                                .limits = limits,
                                .metrics = metrics};
    auto max_body = [&router](http::Method method, std::string_view path) -> std::uint64_t {
        auto match = router.find(method, path);
        return match.route ? match.route->max_body : 0;
    };
    http::Server server(options, {.handle = [&router](http::Request& request) { return dispatch(router, request); },
                                  .max_body = max_body,
                                  .error_page = {},
                                  .quick = {},
                                  .pattern =
                                      [&router](http::Method method, std::string_view path) {
                                          auto match = router.find(method, path);
                                          return match.route ? match.route->pattern : std::string();
                                      }});
    if (auto started = server.start(); !started) return started.error();
    if (on_ready) on_ready(server.port());
    wait_for_signal();
    server.stop();
    return {};
}

}  // namespace mingtang::app
