#pragma once
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"
#include "storage/record.hpp"

namespace mingtang::journal {

/// One thing that happened, as it stands in the journal for good. `data` is a JSON object in canonical form and holds no personal data of
/// citizens. `hash` = SHA-256 of the canonical JSON of all other fields and of the hash before (docs/formats/event.md).
struct Event {
    long long seq = 0;
    Instant at;
    Id actor_id = 0;      // person of the staff; 0: the system
    Id unit_id = 0;       // whose affair it is; 0: the whole site
    std::string name;     // "disclosure.published"
    std::string subject;  // "disclosure:123"
    std::string data = "{}";
    std::string hash;
    template <class V>
    static void columns(V&& v, storage::OneOf<Event> auto& r) {
        v("seq", r.seq), v("at", r.at), v("actor_id", r.actor_id), v("unit_id", r.unit_id), v("name", r.name), v("subject", r.subject),
            v("data", r.data), v("hash", r.hash);
    }
    json::object object() const { return boost::json::parse(data).as_object(); }
    /// The number after the colon of the subject.
    Id subject_id() const;
};

/// Waits until every action before this one has ended, and keeps those behind it waiting until the transaction ends: what an action read
/// is then still true when it writes. SQLite lets one writer in anyway; PostgreSQL would let two read the same row, pass the same check
/// and write over each other.
void take_turn(storage::Transaction& tx);
/// Appends in the caller's writing transaction: the event exists exactly when the change does. Returns its number; numbers have no gaps.
long long append(storage::Transaction& tx, Event event);

/// Events after `seq`, oldest first, at most `limit`.
std::vector<Event> read_after(storage::Transaction& tx, long long seq, int limit = 500);
/// Newest first, before `seq` (0: from the end), of one subject, person or name prefix where given.
struct Selection {
    std::string subject, name_prefix;
    Id actor_id = 0, unit_id = 0;
    long long before = 0;
    int limit = 50;
};
std::vector<Event> read_back(storage::Transaction& tx, Selection const& selection);
long long head(storage::Transaction& tx);

/// Recomputes the whole chain; the number of the first event that does not fit, or nothing. `verified` counts those that fit.
std::optional<long long> first_broken(storage::Transaction& tx, long long& verified);

long long position(storage::Transaction& tx, std::string const& reader);
void save_position(storage::Transaction& tx, std::string const& reader, long long seq);

/// Wakes the readers after a commit. Thread-safe.
class Bell {
  public:
    void ring();
    /// Waits until a ring after `heard`, or for `patience`; returns the count to hand in next time.
    std::uint64_t wait(std::uint64_t heard, std::chrono::milliseconds patience);

  private:
    std::mutex mutex_;
    std::condition_variable rung_;
    std::uint64_t rings_ = 0;
};

}  // namespace mingtang::journal
