#include "translog/store.hpp"

#include "translog/encoding.hpp"

namespace mingtang::translog::store {
namespace {

using storage::change;
using storage::select;
using storage::select_one;

std::string const log_columns = storage::column_list<LogRow>();
std::string const entry_columns = storage::column_list<EntryRow>();
std::string const witness_columns = storage::column_list<WitnessRow>();

}  // namespace

std::optional<LogRow> log(Transaction& tx) { return select_one<LogRow>(tx, "select " + log_columns + " from translog_log where one = 1"); }

std::optional<LogRow> locked_log(Transaction& tx) {
    return select_one<LogRow>(tx, "update translog_log set size = size where one = 1 returning " + log_columns);
}

void begin(Transaction& tx, LogRow const& row) {
    change(tx, "insert into translog_log (one, origin, size, seq, signed_size, checkpoint) values (1, :a, :b, :c, :d, :e)", row.origin,
           row.size, row.seq, row.signed_size, row.checkpoint);
}

void save_progress(Transaction& tx, long long size, long long seq) {
    change(tx, "update translog_log set size = :a, seq = :b where one = 1", size, seq);
}

void save_checkpoint(Transaction& tx, long long signed_size, std::string const& note) {
    change(tx, "update translog_log set signed_size = :a, checkpoint = :b where one = 1", signed_size, note);
}

std::vector<KeyRow> keys(Transaction& tx) {
    return select<KeyRow>(tx, "select " + storage::column_list<KeyRow>() + " from translog_key order by id desc");
}

std::vector<VerifierKey> active_keys(Transaction& tx) {
    std::vector<VerifierKey> active;
    for (auto const& row : keys(tx))
        if (auto key = VerifierKey::parse(row.vkey); key && !row.retired_at) active.push_back(std::move(*key));
    return active;
}

void add_key(Transaction& tx, std::string const& vkey, Instant now) {
    KeyRow row{.vkey = vkey, .made_at = now, .retired_at = {}};
    storage::insert(tx, "translog_key", row);
}

void retire_key(Transaction& tx, std::string const& vkey, Instant now) {
    change(tx, "update translog_key set retired_at = :a where vkey = :b", now, vkey);
}

void insert(Transaction& tx, EntryRow& row) { storage::insert(tx, "translog_entry", row); }

std::vector<EntryRow> entries(Transaction& tx, long long from, long long until) {
    return select<EntryRow>(tx, "select " + entry_columns + " from translog_entry where number >= :a and number < :b order by number", from,
                            until);
}

std::optional<EntryRow> last_entry(Transaction& tx, Id disclosure_id) {
    return select_one<EntryRow>(
        tx, "select " + entry_columns + " from translog_entry where disclosure_id = :a order by number desc limit 1", disclosure_id);
}

std::vector<EntryRow> entries_of(Transaction& tx, Id disclosure_id) {
    return select<EntryRow>(tx, "select " + entry_columns + " from translog_entry where disclosure_id = :a order by number", disclosure_id);
}

std::vector<Id> share_of_documents(Transaction& tx, int parts, int part) {
    return select<Id>(tx,
                      "select disclosure_id from translog_entry where disclosure_id % :a = :b union select disclosure_id from "
                      "disclosure_public where disclosure_id % :c = :d order by 1",
                      parts, part, parts, part);
}

std::vector<WitnessRow> witnesses(Transaction& tx) {
    return select<WitnessRow>(tx, "select " + witness_columns + " from translog_witness order by id");
}

std::optional<WitnessRow> witness(Transaction& tx, Id id) {
    return select_one<WitnessRow>(tx, "select " + witness_columns + " from translog_witness where id = :a", id);
}

void add_witness(Transaction& tx, std::string const& url, std::string const& vkey, Instant now) {
    WitnessRow row{.url = url, .vkey = vkey, .added_at = now};
    storage::insert(tx, "translog_witness", row);
}

void remove_witness(Transaction& tx, Id id) { change(tx, "delete from translog_witness where id = :a", id); }

bool claim_witness(Transaction& tx, WitnessRow const& row, Instant next_at) {
    return change(tx, "update translog_witness set next_at = :a where id = :b and next_at = :c", next_at, row.id, row.next_at) == 1;
}

void save_cosignature(Transaction& tx, Id id, long long size, std::string const& line, Instant signed_at) {
    change(tx,
           "update translog_witness set size = :a, line = :b, signed_at = :c, next_at = '', failures = 0, trouble = '', trouble_words = '' "
           "where id = :d",
           size, line, signed_at, id);
}

void save_trouble(Transaction& tx, Id id, long long failures, std::string const& trouble, std::string const& words, Instant next_at) {
    change(tx, "update translog_witness set failures = :a, trouble = :b, trouble_words = :c, next_at = :d where id = :e", failures, trouble,
           words, next_at, id);
}

std::string tile(Transaction& tx, int level, std::int64_t number) {
    auto text = select_one<std::string>(tx, "select hashes from translog_tile where level = :a and number = :b", level, number);
    return text ? from_base64(*text).value_or("") : "";
}

void save_tile(Transaction& tx, int level, std::int64_t number, std::string const& hashes) {
    change(tx,
           "insert into translog_tile (level, number, hashes) values (:a, :b, :c) on conflict (level, number) do update set hashes = "
           "excluded.hashes",
           level, number, base64(hashes));
}

Tiles tiles(Transaction& tx) {
    return [&tx](TileId const& id) { return tile(tx, id.level, id.number).substr(0, std::size_t(id.width) * hash_bytes); };
}

}  // namespace mingtang::translog::store
