#pragma once
#include <mutex>

#include "mail/smtp.hpp"
#include "organ/context.hpp"

namespace mingtang::mail {

/// Sends what is queued. No database transaction is open while the network is waited for. Several nodes may do so at once: each claims a
/// mail before it sends it. A node that dies between sending and recording leaves its mail claimed for two minutes; then it is sent once
/// more, with the same Message-ID.
class Sender {
  public:
    /// `env` and `server` outlive it; `server` has passed `check`.
    Sender(organ::Environment const& env, Server const& server, Connect connect = connect_by_smtp)
        : env_(env), server_(server), connect_(std::move(connect)) {}
    /// Goes round every second until stopped; what fails is logged and tried again.
    void run(std::stop_token const& stop);
    /// Everything that is due. While the server is away, only one mail is tried, after pauses of up to five minutes.
    void round(std::stop_token const& stop = {});

    struct Figures {
        long long queued = 0, failed = 0;  // failed: refused or given up
    };
    /// As of the last round.
    Figures figures() const;

  private:
    std::vector<Message> due();
    bool claim(Message& message);
    Handed send(Message const& message, HandIn const& hand_in, std::stop_token const& stop);
    void record(Message const& before, Handed const& handed);
    void rest();
    organ::Environment const& env_;
    Server const& server_;
    Connect connect_;
    int failures_ = 0;
    Instant resume_at_;
    mutable std::mutex mutex_;
    Figures figures_;
};

}  // namespace mingtang::mail
