#pragma once
#include <functional>
#include <memory>
#include <string>

namespace mingtang::http {

/// What /metrics tells (Prometheus text format). Thread-safe. One for the program; hand it to the server and call `exposition` in the
/// route.
class Metrics {
  public:
    Metrics();
    ~Metrics();
    std::string exposition() const;

    /// A figure that is read when asked for: `watch("mingtang_page_cache_bytes", "…", [&] { return … })`. `counter`: it only grows.
    void watch(std::string name, std::string help, std::function<double()> read, bool counter = false);
    /// Ends a watch; call it before what `read` looks at goes away.
    void forget(std::string const& name);

    void answered(int status);          // any answer
    void handled(double seconds);       // an answer of a worker, from the whole request to the whole response
    void timed_out(char const* phase);  // header, body, write, idle
    void refused(char const* why);      // address, rate, queue, spool, connections

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mingtang::http
