#pragma once
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "journal/journal.hpp"

namespace mingtang::journal {

/// Something that follows the journal: it keeps its own position, so that it can be dropped and rebuilt.
class Reader {
  public:
    virtual ~Reader() = default;
    virtual std::string name() const = 0;
    /// Number of the last event taken in for good.
    virtual long long position() = 0;
    /// Takes events in order; when it returns they are taken in for good. What it throws is logged and the same events come again later.
    virtual void take(std::vector<Event> const& events) = 0;
    virtual int batch() const { return 500; }
};

/// Runs each reader on a thread of its own until destroyed.
class Followers {
  public:
    Followers(storage::Database& database, Bell& bell, std::vector<std::shared_ptr<Reader>> readers);
    ~Followers();
    /// Waits until every reader has taken event `seq`; false after `patience`.
    bool caught_up(long long seq, std::chrono::milliseconds patience);
    struct State {
        std::string name, trouble;
        long long position = 0;
    };
    std::vector<State> states() const;

  private:
    struct Running;
    void follow(std::stop_token stop, Running& running);
    bool step(Running& running);
    storage::Database& database_;
    Bell& bell_;
    std::vector<std::unique_ptr<Running>> running_;
};

/// Lets one reader take everything there is, on the caller's thread (import, reindex, tests).
void catch_up(storage::Database& database, Reader& reader);

}  // namespace mingtang::journal
