#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/outcome.hpp"
#include "http/router.hpp"

namespace mingtang::http {

class Metrics;  // http/metrics.hpp

/// What a client may take of the server; every figure can be set in the configuration.
struct Limits {
    std::uint64_t header_bytes = 16 * 1024;
    std::uint64_t body_bytes = 1 * 1024 * 1024;      // for routes that name none
    std::uint64_t spool_bytes = 256 * 1024;          // bodies above this wait on disk
    std::uint64_t spool_total_bytes = 4ull << 30;    // on disk for all requests together; above: 503
    std::chrono::seconds header_time{10};            // until the header is whole
    std::chrono::seconds idle_time{30};              // kept-alive connection without a request
    std::chrono::seconds body_stall{10};             // no byte of the body for so long
    std::uint64_t body_bytes_per_second = 2 * 1024;  // slower over the whole body: cut off (408)
    std::chrono::seconds write_time{30};             // no byte taken by the client for so long
    int connections = 4096;
    int connections_per_address = 256;
    double requests_per_second = 50;  // per address, for requests that change or cost (not cached pages)
    double burst = 200;
    int queue = 1024;  // requests waiting for a worker; above: 503 with Retry-After
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free one, see Server::port()
    int workers = 0;            // 0: twice the cores, at least 4
    std::filesystem::path spool_dir;
    std::vector<std::string> trusted_proxies;  // whose X-Forwarded-For / -Proto are believed
    Limits limits;
    std::shared_ptr<Metrics> metrics;  // none: the server makes its own
    int io_threads = 2;
};

/// What the server asks of the program around it; several threads call at once.
struct Hooks {
    /// Called on a worker. Never throws for the client's faults; the server answers 503 for Unavailable and 500 for all else that it
    /// throws. May fill `params` of the request.
    std::function<Response(Request&)> handle;
    /// Max body for the method and path, 0 = no such route (answered by `handle` with an empty body). Called on an I/O thread.
    std::function<std::uint64_t(Method, std::string_view path)> max_body;
    /// The page for an error that the server itself answers (400, 408, 413, 414, 429, 431, 500, 503). Called on any thread, also while the
    /// store is away: it must not wait for anything. `code` has its sentence in refusals.json. Null or throwing: a bare text is sent.
    std::function<Response(int status, std::string const& code, Request const*, std::string const& incident)> error_page;
    /// A whole answer without a worker (page cache), tried on the I/O thread; must be quick and must not block.
    std::function<bool(Request const&, Response&)> quick;
    /// The pattern of the route that answers, empty where there is none: the log has it instead of the path, in which keys (calendar
    /// addresses) and names of files and people may stand. Null: none is known. Called on any thread.
    std::function<std::string(Method, std::string_view path)> pattern;
};

/// Beast and Asio live behind this door (design §1.4). `start` returns when the port listens; `stop` takes no new connection,
/// lets running requests end (at most `grace`; a handler that runs longer is still waited for, its client is not), then returns.
/// Thread-safe.
class Server {
  public:
    Server(ServerOptions options, Hooks hooks);
    ~Server();
    Done start();  // refusals: http.listen.address, http.listen.in_use, http.listen.denied, http.proxy.address, http.spool.folder
    std::uint16_t port() const;
    void stop(std::chrono::seconds grace = std::chrono::seconds(20));

    struct Figures {
        std::uint64_t requests = 0, refused = 0, timeouts = 0, errors = 0;
        int open_connections = 0, waiting = 0;
    };
    Figures figures() const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mingtang::http
