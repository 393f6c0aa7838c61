#pragma once
#include "translog/store.hpp"

namespace mingtang::translog {

/// What the public may read: everything below the published checkpoint. Nothing for what lies beyond it. The checkpoint bears the
/// cosignatures that have come for it.
std::optional<std::string> published_checkpoint(storage::Transaction& tx);
/// The bytes of a tile or of an entry bundle. Partial ones are cut from what there is, so that those of every size ever published stay.
std::optional<std::string> published_tile(storage::Transaction& tx, TileId const& tile);
/// That entry `number` stands in the log as published now.
std::optional<ProofFile> published_proof(storage::Transaction& tx, std::int64_t number);
/// The verifier keys in use, one a line, the newest first.
std::string published_keys(storage::Transaction& tx);

/// The witnesses of the log in the order they were added, with the time of their cosignature under the published checkpoint; no time: it
/// has not come (yet).
struct Cosigner {
    VerifierKey key;
    std::string url;
    Instant time;
};
std::vector<Cosigner> cosigners(storage::Transaction& tx);
/// Their verifier keys, one a line.
std::string witness_keys(storage::Transaction& tx);

/// The entries of a document below the published checkpoint, oldest first: for its page and for the notice of a withdrawn one.
struct Numbered {
    std::int64_t number = 0;
    Entry entry;
};
std::vector<Numbered> published_entries(storage::Transaction& tx, Id disclosure_id);

/// Reads the whole log and compares tiles, hashes of documents' earlier entries, checkpoint and signatures. `fault` is empty when all is
/// well, else a code: entries, entry, previous, tile, root, signature, ahead; `where` says of what.
struct Check {
    std::string fault, where;
    long long entries = 0;
};
Check check(storage::Transaction& tx);

}  // namespace mingtang::translog
