#include "translog/log.hpp"

#include <spdlog/spdlog.h>

#include "translog/encoding.hpp"

namespace mingtang::translog {
namespace {

constexpr int events_at_once = 2000;

/// What was signed here before by a key of the log, in use or retired.
Checkpoint checkpoint_of(std::string const& note_text, std::vector<VerifierKey> const& ever) {
    auto note = parse_note(note_text);
    auto checkpoint = note ? Checkpoint::parse(note->text) : std::nullopt;
    if (!checkpoint || verified_by(*note, ever) < 1)
        throw std::runtime_error("the log's last checkpoint does not bear its signature: nothing is signed");
    return *checkpoint;
}

std::vector<std::string> partial_tiles(storage::Transaction& tx, std::int64_t size) {
    std::vector<std::string> partial;
    for (int level = 0; size >> (level * tile_height); ++level) {
        auto number = (size >> (level * tile_height)) / tile_width;
        auto hashes = store::tile(tx, level, number);
        if (hashes.size() != std::size_t(width_in(size, level, number)) * hash_bytes)
            throw std::runtime_error(path_of({.level = level, .number = number}) + " of the log is not as long as its size says");
        partial.push_back(std::move(hashes));
    }
    return partial;
}

/// The keys of this node that are in use, the newest first.
std::vector<SigningKey> signing_keys(storage::Transaction& tx, Keyring const& keyring) {
    auto active = store::active_keys(tx);
    std::vector<SigningKey> keys;
    for (auto& key : keyring.keys())
        if (std::find(active.begin(), active.end(), key.verifier()) != active.end()) keys.push_back(std::move(key));
    return keys;
}

bool is_signed_by_all(std::string const& note_text, std::vector<SigningKey> const& keys) {
    auto note = parse_note(note_text);
    if (!note || note->signatures.size() != keys.size()) return false;
    return std::all_of(keys.begin(), keys.end(), [&](auto const& key) { return verified_by(*note, {key.verifier()}) == 1; });
}

}  // namespace

void append(storage::Transaction& tx, long long size, std::vector<store::EntryRow>& rows) {
    Edge edge(size, partial_tiles(tx, size));
    for (auto& row : rows) {
        row.number = edge.size();
        store::insert(tx, row);
        edge.add(leaf_hash(row.entry));
    }
    for (auto const& [id, hashes] : edge.take_changed()) store::save_tile(tx, id.first, id.second, hashes);
}

Outcome<VerifierKey> Log::begin(std::string const& origin, Instant now) {
    if (!is_key_name(origin) || origin.ends_with('/') || origin.find("://") != origin.npos)
        return Refusal{"translog.begin.origin", "", {{"origin", origin}}};
    auto tx = database_.write();
    if (store::log(tx)) return Refusal{"translog.begin.done_before"};
    auto key = SigningKey::generate(origin);
    store::begin(tx, {.origin = origin, .checkpoint = {}});
    store::add_key(tx, key.verifier().text(), now);
    keyring_.save({key});
    tx.commit();
    return key.verifier();
}

Outcome<VerifierKey> Log::rotate(Instant now) {
    auto tx = database_.write();
    auto row = store::locked_log(tx);
    if (!row) return Refusal{"translog.rotate.not_begun"};
    if (store::active_keys(tx).size() > 1) return Refusal{"translog.rotate.under_way"};
    auto keys = signing_keys(tx, keyring_);
    if (keys.empty()) return Refusal{"translog.rotate.no_key", "", {{"file", keyring_.key_file().string()}}};
    keys.insert(keys.begin(), SigningKey::generate(row->origin));
    store::add_key(tx, keys.front().verifier().text(), now);
    keyring_.save(keys);
    tx.commit();
    return keys.front().verifier();
}

Outcome<VerifierKey> Log::finish_rotation(Instant now) {
    auto tx = database_.write();
    if (!store::locked_log(tx)) return Refusal{"translog.rotate.not_begun"};
    auto active = store::active_keys(tx);
    auto keys = signing_keys(tx, keyring_);
    if (active.size() < 2) return Refusal{"translog.rotate.not_under_way"};
    if (keys.empty() || !(keys.front().verifier() == active.front()))
        return Refusal{"translog.rotate.no_key", "", {{"file", keyring_.key_file().string()}}};
    for (std::size_t i = 1; i < active.size(); ++i) store::retire_key(tx, active[i].text(), now);
    tx.commit();
    keyring_.save({keys.front()});
    return keys.front().verifier();
}

void Log::follow() {
    while (take_batch()) sign();
    sign();
}

long long Log::position() {
    auto tx = database_.read();
    auto row = store::log(tx);
    if (!row) return 0;
    return row->signed_size < row->size || row->checkpoint.empty() ? std::max(row->seq - 1, 0LL) : row->seq;
}

/// True when there may be more.
bool Log::take_batch() {
    store::LogRow row;
    std::vector<journal::Event> events;
    std::vector<store::EntryRow> rows;
    {
        auto tx = database_.read();
        auto found = store::log(tx);
        if (!found) return false;
        row = *found;
        events = journal::read_after(tx, std::max(row.seq, skipped_), events_at_once);
        if (events.empty()) return false;
        rows = entries_for(tx, events);
    }
    // Events that are nothing for the log cost no write of their own: they are looked at again after a restart.
    if (rows.empty() && events.back().seq - row.seq < events_at_once)
        skipped_ = events.back().seq;
    else
        integrate(row, std::move(rows), events.back().seq);
    return true;
}

/// False when another writer was faster; then nothing has changed here.
bool Log::integrate(store::LogRow const& expected, std::vector<store::EntryRow> rows, long long seq) {
    auto tx = database_.write();
    auto row = store::locked_log(tx);
    if (!row || row->size != expected.size || row->seq != expected.seq) return false;
    append(tx, row->size, rows);
    store::save_progress(tx, row->size + static_cast<long long>(rows.size()), seq);
    tx.commit();
    return true;
}

/// What was ever published or signed here must be the beginning of the tree that is to be signed.
void Log::check_history(storage::Transaction& tx, store::LogRow const& row, Nodes const& nodes) const {
    std::vector<VerifierKey> ever;
    for (auto const& key : store::keys(tx)) ever.push_back(VerifierKey::parse(key.vkey).value());
    for (auto const& text : {row.checkpoint, keyring_.last_signed()}) {
        if (text.empty()) continue;
        auto before = checkpoint_of(text, ever);
        if (before.origin != row.origin) continue;
        if (before.size > row.size || root_of(before.size, nodes) != before.root)
            throw std::runtime_error("the log does not continue the checkpoint of size " + std::to_string(before.size) +
                                     " that was signed before: nothing is signed");
    }
}

/// The published checkpoint covers every entry and bears the signatures of all keys in use.
bool Log::is_signed() {
    auto tx = database_.read();
    auto row = store::log(tx);
    return !row || (row->size == row->signed_size && is_signed_by_all(row->checkpoint, signing_keys(tx, keyring_)));
}

void Log::sign() {
    if (is_signed()) return;
    auto tx = database_.write();
    auto row = store::locked_log(tx).value();
    auto keys = signing_keys(tx, keyring_);
    if (keys.empty()) {
        if (!std::exchange(warned_, true))
            spdlog::warn("the publication log is not signed on this node: {} is missing", keyring_.key_file().string());
        return;
    }
    TileNodes nodes(row.size, store::tiles(tx));
    check_history(tx, row, nodes.nodes());
    Note note{.text = Checkpoint{row.origin, row.size, root_of(row.size, nodes.nodes())}.text(), .signatures = {}};
    for (auto const& key : keys) note.signatures.push_back(key.sign(note.text));
    keyring_.remember_signed(note.serialised());
    store::save_checkpoint(tx, row.size, note.serialised());
    tx.commit();
}

}  // namespace mingtang::translog
