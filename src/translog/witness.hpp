#pragma once
#include <filesystem>
#include <vector>

#include "base/date.hpp"
#include "base/outcome.hpp"
#include "translog/note.hpp"

namespace mingtang::translog {

/// A witness of other sites' logs (C2SP tlog-witness): signs that it has seen a checkpoint which continues all that it signed before.
///
/// Its folder holds the file `key` and in `logs/` one file for each log that it watches: the keys that it trusts and the last tree that it
/// signed. What it signs is on disk before the signature leaves; looking, comparing and writing are one step under the folder's lock, so
/// that threads and processes never sign two trees of one log that do not continue each other. Thread-safe.
class Witness {
  public:
    explicit Witness(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Makes the key. Refuses translog.witness.{done_before,name}.
    Outcome<VerifierKey> begin(std::string const& name);
    /// Nothing before `begin`. Throws std::runtime_error when the file holds anything else than a key of a witness.
    std::optional<SigningKey> key() const;

    /// What it knows of a log.
    struct Log {
        std::string origin;
        std::vector<VerifierKey> keys;
        std::int64_t size = 0;  // of the last tree that it signed; 0: none
        std::string root;
    };
    /// From now on these keys, and no others, speak for the log of this origin; the last tree stays what it was.
    void trust(std::string const& origin, std::vector<VerifierKey> const& keys);
    /// By origin.
    std::vector<Log> logs() const;

    struct Answer {
        int status = 200;
        std::string type, body;
    };
    /// The protocol's one request, answered with 200, 400, 403, 404, 409 or 422.
    Answer add_checkpoint(std::string_view request, Instant now) const;

  private:
    std::filesystem::path file_of(std::string const& origin) const;
    std::optional<Log> find(std::string const& origin) const;
    void save(Log const& log) const;
    std::filesystem::path folder_;
};

}  // namespace mingtang::translog
