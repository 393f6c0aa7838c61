#pragma once
#include <mutex>
#include <stop_token>

#include "base/outcome.hpp"
#include "translog/store.hpp"

namespace mingtang::translog {

/// Names a witness that shall cosign every checkpoint. `url`: the address before `/add-checkpoint`. Refuses
/// translog.witness.{not_begun,url,vkey,known}.
Outcome<VerifierKey> add_witness(storage::Transaction& tx, std::string url, std::string const& vkey, Instant now);
/// Its cosignatures are served no longer. Refuses translog.witness.unknown.
Outcome<VerifierKey> remove_witness(storage::Transaction& tx, std::string const& name);

/// What a witness answered.
struct Posted {
    int status = 0;
    std::string body;
};
/// Throws Unreachable; gives up when `stop` is requested.
using Post = std::function<Posted(std::string const& url, std::string const& body, std::stop_token const& stop)>;
/// Over HTTP or HTTPS (certificates are checked), without redirections.
Posted post_to_web(std::string const& url, std::string const& body, std::stop_token const& stop);

/// Carries each new checkpoint to the witnesses and keeps what they sign. A witness that fails is asked again later and later, at the
/// latest every ten minutes; what it said stands in its row. Several nodes may do so at once.
class Courier {
  public:
    Courier(storage::Database& database, Clock const& clock, Post post = post_to_web)
        : database_(database), clock_(clock), post_(std::move(post)) {}
    /// Goes round every second until stopped; what fails is logged and tried again.
    void run(std::stop_token const& stop);
    /// All witnesses that are due, at the same time; returns when each has answered.
    void round(std::stop_token const& stop = {});

    struct Figures {
        long long entries = 0;  // in the published checkpoint
        int witnesses = 0, cosigned = 0, failing = 0;
    };
    /// As of the last round.
    Figures figures() const;

  private:
    struct Result;
    std::vector<store::WitnessRow> due();
    void visit(store::WitnessRow const& row, std::stop_token const& stop);
    Result submit(store::WitnessRow const& row, std::stop_token const& stop);
    storage::Database& database_;
    Clock const& clock_;
    Post post_;
    mutable std::mutex mutex_;
    Figures figures_;
};

}  // namespace mingtang::translog
