#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>

#include "http/addresses.hpp"
#include "http/body.hpp"
#include "http/metrics.hpp"
#include "http/server.hpp"
#include "http/workers.hpp"

namespace mingtang::http {

/// What all connections of one server share.
struct Shared {
    Shared(ServerOptions options, Hooks hooks);

    ServerOptions options;
    Hooks hooks;
    std::shared_ptr<Metrics> metrics;
    Spool spool;
    ConnectionCounts counts;
    RequestRates rates;
    TrustedProxies proxies;
    Workers workers;

    std::atomic<std::uint64_t> requests{0}, refused{0}, timeouts{0}, errors{0};
    std::atomic<bool> stopping{false};   // no further request on a connection
    std::atomic<bool> abandoned{false};  // what still waits for a worker is not handled any more

    void opened() { ++open_; }
    void closed();
    int open() const { return open_; }
    bool wait_until_none_open(std::chrono::steady_clock::duration at_most);

  private:
    std::atomic<int> open_{0};
    std::mutex mutex_;
    std::condition_variable none_open_;
};

/// The page for a fault that the server answers itself; never throws. Adds Retry-After where waiting helps.
Response fault_page(Shared const& shared, Fault const& fault, Request const* request, std::string const& incident);

/// What the log calls the request: its method and the pattern of its route, or `-`; never the path.
std::string logged(Shared const& shared, Request const& request);

/// Runs the handler: its exceptions become 500 and 503, its text is compressed. For workers.
Response handled(Shared& shared, Request& request, BodyTaker* body);

/// Short, unguessable and easy to read out on the telephone.
std::string new_incident();

}  // namespace mingtang::http
