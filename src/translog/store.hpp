#pragma once
#include "storage/record.hpp"
#include "translog/entry.hpp"
#include "translog/note.hpp"
#include "translog/tile.hpp"

/// All SQL of the module. What is read of the log with `signed_size` bounds is what the public may read.
namespace mingtang::translog::store {

using storage::Transaction;

struct LogRow {
    std::string origin;
    long long size = 0, seq = 0, signed_size = 0;
    std::string checkpoint;
    template <class V>
    static void columns(V&& v, storage::OneOf<LogRow> auto& r) {
        v("origin", r.origin), v("size", r.size), v("seq", r.seq), v("signed_size", r.signed_size), v("checkpoint", r.checkpoint);
    }
};
struct KeyRow {
    Id id = 0;
    std::string vkey;
    Instant made_at, retired_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<KeyRow> auto& r) {
        v("id", r.id), v("vkey", r.vkey), v("made_at", r.made_at), v("retired_at", r.retired_at);
    }
};
struct EntryRow {
    long long number = 0, seq = 0;
    Id disclosure_id = 0;
    std::string entry;
    template <class V>
    static void columns(V&& v, storage::OneOf<EntryRow> auto& r) {
        v("number", r.number), v("seq", r.seq), v("disclosure_id", r.disclosure_id), v("entry", r.entry);
    }
};

/// A witness of the log: what it signed last, and what went wrong since.
struct WitnessRow {
    Id id = 0;
    std::string url, vkey;
    Instant added_at;
    long long size = 0;
    std::string line;  // empty: it has signed nothing yet
    Instant signed_at, next_at;
    long long failures = 0;
    std::string trouble, trouble_words;  // unreachable, answer, unknown, ahead, fork, signature; and of what
    VerifierKey key() const { return VerifierKey::parse(vkey, KeyKind::witness).value(); }
    template <class V>
    static void columns(V&& v, storage::OneOf<WitnessRow> auto& r) {
        v("id", r.id), v("url", r.url), v("vkey", r.vkey), v("added_at", r.added_at), v("size", r.size), v("line", r.line);
        v("signed_at", r.signed_at), v("next_at", r.next_at), v("failures", r.failures), v("trouble", r.trouble);
        v("trouble_words", r.trouble_words);
    }
};

/// Nothing before the log has begun.
std::optional<LogRow> log(Transaction& tx);
/// The same for a writer: nobody else writes the log until the transaction ends.
std::optional<LogRow> locked_log(Transaction& tx);
void begin(Transaction& tx, LogRow const& row);
void save_progress(Transaction& tx, long long size, long long seq);
void save_checkpoint(Transaction& tx, long long signed_size, std::string const& note);

/// Newest first.
std::vector<KeyRow> keys(Transaction& tx);
std::vector<VerifierKey> active_keys(Transaction& tx);
void add_key(Transaction& tx, std::string const& vkey, Instant now);
void retire_key(Transaction& tx, std::string const& vkey, Instant now);

void insert(Transaction& tx, EntryRow& row);
std::vector<EntryRow> entries(Transaction& tx, long long from, long long until);
std::optional<EntryRow> last_entry(Transaction& tx, Id disclosure_id);
/// Of one document, oldest first.
std::vector<EntryRow> entries_of(Transaction& tx, Id disclosure_id);
/// Documents that stand in the log or are public, of every `parts` one: those whose number leaves `part`.
std::vector<Id> share_of_documents(Transaction& tx, int parts, int part);

/// In the order they were added.
std::vector<WitnessRow> witnesses(Transaction& tx);
std::optional<WitnessRow> witness(Transaction& tx, Id id);
void add_witness(Transaction& tx, std::string const& url, std::string const& vkey, Instant now);
void remove_witness(Transaction& tx, Id id);
/// False when `row` is no longer what stands there.
bool claim_witness(Transaction& tx, WitnessRow const& row, Instant next_at);
void save_cosignature(Transaction& tx, Id id, long long size, std::string const& line, Instant signed_at);
void save_trouble(Transaction& tx, Id id, long long failures, std::string const& trouble, std::string const& words, Instant next_at);

/// Raw hashes, the empty text where there is no such tile.
std::string tile(Transaction& tx, int level, std::int64_t number);
void save_tile(Transaction& tx, int level, std::int64_t number, std::string const& hashes);
/// Reads tiles for `TileNodes`; `tx` outlives it.
Tiles tiles(Transaction& tx);

}  // namespace mingtang::translog::store
