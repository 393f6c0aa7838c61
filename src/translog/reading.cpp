#include "translog/reading.hpp"

#include "base/digest.hpp"

namespace mingtang::translog {
namespace {

constexpr long long entries_at_once = 8 * tile_width;

std::optional<store::LogRow> published(storage::Transaction& tx) {
    auto row = store::log(tx);
    if (!row || row->checkpoint.empty()) return {};
    return row;
}

/// The time of the witness' signature when it belongs to the checkpoint.
std::optional<Instant> time_under(store::LogRow const& log, store::WitnessRow const& witness) {
    if (witness.line.empty() || witness.size != log.signed_size) return {};
    auto note = parse_note(log.checkpoint + witness.line);
    return note ? cosigned_at(*note, witness.key()) : std::nullopt;
}

std::string with_cosignatures(storage::Transaction& tx, store::LogRow const& log) {
    auto note = log.checkpoint;
    for (auto const& witness : store::witnesses(tx))
        if (time_under(log, witness)) note += witness.line;
    return note;
}

std::string bundle(storage::Transaction& tx, TileId const& id) {
    std::string bytes;
    auto from = id.number * tile_width;
    for (auto const& row : store::entries(tx, from, from + id.width)) add_to_bundle(bytes, row.entry);
    return bytes;
}

/// Goes over the entries in order.
class Walk {
  public:
    explicit Walk(storage::Transaction& tx) : tx_(tx) {}
    Check run(store::LogRow const& row) {
        row_ = row;
        for (long long at = 0; at < row.size && good(); at += entries_at_once)
            take(store::entries(tx_, at, std::min(at + entries_at_once, row.size)));
        if (good() && edge_.size() != row.size) fail("entries", std::to_string(edge_.size()));
        if (good()) compare_tiles();
        if (good()) compare_checkpoint();
        found_.entries = edge_.size();
        return found_;
    }

  private:
    bool good() const { return found_.fault.empty(); }
    void fail(std::string fault, std::string where) { found_ = {std::move(fault), std::move(where), 0}; }

    void take(std::vector<store::EntryRow> const& rows) {
        for (auto const& row : rows) {
            auto where = std::to_string(row.number);
            auto entry = parse_entry(row.entry);
            if (row.number != edge_.size() || !entry || entry->document != row.disclosure_id) return fail("entry", where);
            auto& before = before_[row.disclosure_id];
            if (entry->previous != before) return fail("previous", where);
            before = sha256(row.entry);
            edge_.add(leaf_hash(row.entry));
            if (edge_.size() == row_.signed_size) remember_signed();
        }
        compare_tiles();
    }

    void remember_signed() {
        compare_tiles();
        TileNodes nodes(row_.signed_size, store::tiles(tx_));
        if (good()) signed_root_ = root_of(row_.signed_size, nodes.nodes());
    }

    /// Tiles below may have grown since: what was computed is then their beginning.
    void compare_tiles() {
        for (auto const& [id, hashes] : edge_.take_changed()) {
            auto stored = store::tile(tx_, id.first, id.second);
            auto width = std::size_t(width_in(row_.size, id.first, id.second)) * hash_bytes;
            if (stored.size() != width || !stored.starts_with(hashes))
                return fail("tile", path_of({.level = id.first, .number = id.second}));
        }
    }

    void compare_checkpoint() {
        if (row_.checkpoint.empty()) return fail("signature", "0");
        auto note = parse_note(row_.checkpoint);
        auto checkpoint = note ? Checkpoint::parse(note->text) : std::nullopt;
        auto keys = store::active_keys(tx_);
        if (!checkpoint || verified_by(*note, keys) < 1) return fail("signature", std::to_string(row_.signed_size));
        auto root = row_.signed_size == 0 ? empty_root() : signed_root_;
        if (checkpoint->origin != row_.origin || checkpoint->size != row_.signed_size || checkpoint->root != root)
            return fail("root", std::to_string(row_.signed_size));
    }

    storage::Transaction& tx_;
    store::LogRow row_;
    Edge edge_{0, {}};
    std::map<Id, std::string> before_;
    Hash signed_root_;
    Check found_;
};

}  // namespace

std::optional<std::string> published_checkpoint(storage::Transaction& tx) {
    auto row = published(tx);
    if (!row) return {};
    return with_cosignatures(tx, *row);
}

std::optional<std::string> published_tile(storage::Transaction& tx, TileId const& id) {
    auto row = published(tx);
    if (!row || id.width > width_in(row->signed_size, id.level, id.number)) return {};
    auto bytes = id.level == entries_level ? bundle(tx, id) : store::tiles(tx)(id);
    if (bytes.empty()) return {};
    return bytes;
}

std::optional<ProofFile> published_proof(storage::Transaction& tx, std::int64_t number) {
    auto row = published(tx);
    if (!row || number < 0 || number >= row->signed_size) return {};
    TileNodes nodes(row->signed_size, store::tiles(tx));
    return ProofFile{.index = number,
                     .proof = inclusion_proof(number, row->signed_size, nodes.nodes()),
                     .checkpoint = with_cosignatures(tx, *row),
                     .extra = {}};
}

std::string published_keys(storage::Transaction& tx) {
    std::string lines;
    for (auto const& key : store::active_keys(tx)) lines += key.text() + "\n";
    return lines;
}

std::vector<Cosigner> cosigners(storage::Transaction& tx) {
    std::vector<Cosigner> all;
    auto row = published(tx);
    for (auto const& witness : store::witnesses(tx))
        all.push_back({witness.key(), witness.url, row ? time_under(*row, witness).value_or(Instant()) : Instant()});
    return all;
}

std::string witness_keys(storage::Transaction& tx) {
    std::string lines;
    for (auto const& witness : store::witnesses(tx)) lines += witness.vkey + "\n";
    return lines;
}

std::vector<Numbered> published_entries(storage::Transaction& tx, Id disclosure_id) {
    std::vector<Numbered> all;
    auto row = published(tx);
    if (!row) return all;
    for (auto const& one : store::entries_of(tx, disclosure_id))
        if (auto entry = stored_entry(one.entry); entry && one.number < row->signed_size) all.push_back({one.number, std::move(*entry)});
    return all;
}

Check check(storage::Transaction& tx) {
    auto row = store::log(tx);
    if (!row) return {};
    return Walk(tx).run(*row);
}

}  // namespace mingtang::translog
