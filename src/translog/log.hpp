#pragma once
#include "base/outcome.hpp"
#include "journal/journal.hpp"
#include "translog/keyring.hpp"
#include "translog/store.hpp"

namespace mingtang::translog {

/// Writes the log: takes the journal in once and in order, then signs. Several nodes and processes may do so at once: the row of the log is
/// locked while entries come in. One object is for one thread.
///
/// Entries, their tiles and the journal's position are one transaction. A checkpoint is signed over what is committed only, is remembered
/// in the keyring, and is published after that; what was signed before must be the beginning of what is signed now
/// (docs/adr/0011-publication-log.md).
class Log {
  public:
    Log(storage::Database& database, std::filesystem::path const& folder) : database_(database), keyring_(folder) {}

    /// Begins the log with a new key. Refuses translog.begin.{done_before,origin}.
    Outcome<VerifierKey> begin(std::string const& origin, Instant now);
    /// A second, newer key: checkpoints carry both signatures from now on. Refuses translog.rotate.{not_begun,under_way,no_key}.
    Outcome<VerifierKey> rotate(Instant now);
    /// Only the newer key signs from now on, the other is destroyed. Refuses translog.rotate.{not_begun,not_under_way}.
    Outcome<VerifierKey> finish_rotation(Instant now);

    /// Takes in what the journal has and signs. Nothing before the log has begun. Throws std::runtime_error rather than signing what does
    /// not continue what was signed before.
    void follow();
    /// Number of the last event taken in for good; one less while entries wait to be signed, so that the last event comes again.
    long long position();
    Keyring const& keyring() const { return keyring_; }

  private:
    bool take_batch();
    bool integrate(store::LogRow const& expected, std::vector<store::EntryRow> rows, long long seq);
    bool is_signed();
    void sign();
    void check_history(storage::Transaction& tx, store::LogRow const& row, Nodes const& nodes) const;
    storage::Database& database_;
    Keyring keyring_;
    long long skipped_ = 0;  // events up to here hold nothing for the log, though the stored position is behind
    bool warned_ = false;
};

/// Adds entries as they come to the log of `tx`, which is locked by `store::locked_log`: rows and tiles. Numbers them.
void append(storage::Transaction& tx, long long size, std::vector<store::EntryRow>& rows);

/// The entries that these events make, in order; what is looked up is the state of `tx`.
std::vector<store::EntryRow> entries_for(storage::Transaction& tx, std::vector<journal::Event> const& events);

}  // namespace mingtang::translog
