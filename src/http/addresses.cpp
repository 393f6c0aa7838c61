#include "http/addresses.hpp"

#include <arpa/inet.h>

#include <charconv>

#include "base/text.hpp"

namespace mingtang::http {
namespace {

/// The 4 or 16 bytes of an address (`::ffff:1.2.3.4` is 1.2.3.4), or nothing.
std::string bytes_of(std::string const& address) {
    char bytes[16];
    if (::inet_pton(AF_INET, address.c_str(), bytes) == 1) return std::string(bytes, 4);
    if (::inet_pton(AF_INET6, address.c_str(), bytes) != 1) return {};
    std::string all(bytes, 16);
    static std::string const mapped = std::string(10, '\0') + "\xff\xff";
    return all.starts_with(mapped) ? all.substr(12) : all;
}

bool same_bits(std::string const& a, std::string const& b, int bits) {
    if (a.size() != b.size()) return false;
    for (int i = 0; i < bits; ++i)
        if ((a[std::size_t(i / 8)] ^ b[std::size_t(i / 8)]) & (0x80 >> (i % 8))) return false;
    return true;
}

}  // namespace

bool is_address(std::string const& text) { return !bytes_of(text).empty(); }

std::string client_key(std::string const& address) {
    auto bytes = bytes_of(address);
    return bytes.size() == 16 ? bytes.substr(0, 8) : bytes;
}

bool ConnectionCounts::take(std::string const& client) {
    std::lock_guard lock(mutex_);
    auto& held = held_[client];
    if (held >= most_) return false;
    ++held;
    return true;
}

void ConnectionCounts::give_back(std::string const& client) {
    std::lock_guard lock(mutex_);
    auto at = held_.find(client);
    if (at != held_.end() && --at->second <= 0) held_.erase(at);
}

bool RequestRates::take(std::string const& client, Time now) {
    std::lock_guard lock(mutex_);
    auto at = buckets_.find(client);
    if (at == buckets_.end()) {
        if (buckets_.size() >= most_clients_) make_room(now);
        at = buckets_.emplace(client, Bucket{burst_, now}).first;
    }
    auto& bucket = at->second;
    bucket = {tokens_at(bucket, now), now};
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

double RequestRates::tokens_at(Bucket const& bucket, Time now) const {
    return std::min(burst_, bucket.tokens + per_second_ * std::chrono::duration<double>(now - bucket.at).count());
}

void RequestRates::make_room(Time now) {
    std::erase_if(buckets_, [&](auto const& row) { return tokens_at(row.second, now) >= burst_; });
    while (buckets_.size() >= most_clients_ && !buckets_.empty()) buckets_.erase(buckets_.begin());
}

std::string TrustedProxies::read(std::vector<std::string> const& entries) {
    for (auto const& entry : entries) {
        auto slash = entry.find('/');
        auto bytes = bytes_of(entry.substr(0, slash));
        int bits = int(bytes.size()) * 8;
        if (slash != entry.npos) {
            auto digits = entry.substr(slash + 1);
            int asked = -1;
            auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), asked);
            if (error != std::errc() || end != digits.data() + digits.size() || asked < 0 || asked > bits) return entry;
            bits = asked;
        }
        if (bytes.empty()) return entry;
        networks_.push_back({bytes, bits});
    }
    return {};
}

bool TrustedProxies::trusts(std::string const& address) const {
    if (networks_.empty()) return false;
    auto bytes = bytes_of(address);
    return std::any_of(networks_.begin(), networks_.end(),
                       [&](auto const& network) { return same_bits(bytes, network.bytes, network.bits); });
}

void TrustedProxies::apply(std::string const& peer, Request& request) const {
    request.remote = peer;
    if (!trusts(peer)) return;
    request.secure = request.headers["x-forwarded-proto"] == "https";
    std::string all;
    for (auto const& line : request.headers.all("x-forwarded-for")) all += line + ",";
    auto hops = text::split(all, ',');
    for (auto hop = hops.rbegin(); hop != hops.rend() && is_address(*hop); ++hop) {
        request.remote = *hop;
        if (!trusts(*hop)) return;
    }
}

}  // namespace mingtang::http
