#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "http/request.hpp"

namespace mingtang::http {

/// Who counts as one client: an IPv4 address, or the /64 of an IPv6 address.
std::string client_key(std::string const& address);
bool is_address(std::string const& text);

/// How many connections each client holds.
class ConnectionCounts {
  public:
    explicit ConnectionCounts(int most) : most_(most) {}
    bool take(std::string const& client);  // false: it holds as many as it may
    void give_back(std::string const& client);

  private:
    std::mutex mutex_;
    int most_;
    std::unordered_map<std::string, int> held_;
};

/// One token bucket for each client, in bounded memory: full buckets are forgotten first, being the same as none.
class RequestRates {
  public:
    using Time = std::chrono::steady_clock::time_point;
    RequestRates(double per_second, double burst, std::size_t most_clients = 65536)
        : per_second_(per_second), burst_(burst), most_clients_(most_clients) {}
    bool take(std::string const& client, Time now);

  private:
    struct Bucket {
        double tokens;
        Time at;
    };
    double tokens_at(Bucket const& bucket, Time now) const;
    void make_room(Time now);

    std::mutex mutex_;
    double per_second_, burst_;
    std::size_t most_clients_;
    std::unordered_map<std::string, Bucket> buckets_;
};

/// Peers whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses or networks (`10.0.0.0/8`).
class TrustedProxies {
  public:
    /// The entry that is neither address nor network, or the empty text.
    std::string read(std::vector<std::string> const& entries);
    bool trusts(std::string const& address) const;
    /// Sets `remote` (the last address in X-Forwarded-For that is no trusted proxy) and `secure` for a request from `peer`.
    void apply(std::string const& peer, Request& request) const;

  private:
    struct Network {
        std::string bytes;  // 4 or 16
        int bits;
    };
    std::vector<Network> networks_;
};

}  // namespace mingtang::http
