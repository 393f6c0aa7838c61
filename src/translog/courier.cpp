#include "translog/courier.hpp"

#include <spdlog/spdlog.h>

#include <thread>

#include "base/rounds.hpp"
#include "translog/audit.hpp"
#include "translog/encoding.hpp"

namespace mingtang::translog {
namespace {

using namespace std::chrono_literals;
constexpr auto at_work = 60s;  // longer than a visit may take: until then no other node goes there
constexpr auto fresh = 24h;    // an unchanged checkpoint is cosigned anew after this

std::chrono::milliseconds pause_after(long long failures) {
    return std::min<std::chrono::milliseconds>(1s * (1LL << std::min(failures, 10LL)), 10min);
}

bool is_due(store::WitnessRow const& row, store::LogRow const& log, Instant now) {
    if (row.next_at && now < row.next_at) return false;
    return row.line.empty() || row.size < log.signed_size || row.signed_at + fresh < now || !row.trouble.empty();
}

struct Parcel {
    std::string text;  // of the checkpoint, which is what is signed
    std::string request;
    long long size = 0;
};

/// The request for a witness that has seen `old` entries; nothing when that is more than there are.
std::optional<Parcel> pack(storage::Transaction& tx, long long old) {
    auto log = store::log(tx).value();
    if (old > log.signed_size) return {};
    TileNodes nodes(log.signed_size, store::tiles(tx));
    Parcel parcel{.text = parse_note(log.checkpoint).value().text, .request = "old " + std::to_string(old) + "\n", .size = log.signed_size};
    for (auto const& hash : consistency_proof(old, log.signed_size, nodes.nodes())) parcel.request += base64(hash) + "\n";
    parcel.request += "\n" + log.checkpoint;
    return parcel;
}

bool is_address(std::string_view url) {
    auto scheme = url.starts_with("https://") ? 8u : url.starts_with("http://") ? 7u : 0u;
    return scheme && url.size() > scheme && url.find_first_of(" ?#\\\"<>") == url.npos &&
           std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

Outcome<VerifierKey> add_witness(storage::Transaction& tx, std::string url, std::string const& vkey, Instant now) {
    while (url.ends_with('/')) url.pop_back();
    if (!store::locked_log(tx)) return Refusal{"translog.witness.not_begun"};
    if (!is_address(url)) return Refusal{"translog.witness.url", "", {{"url", url}}};
    auto key = VerifierKey::parse(vkey, KeyKind::witness);
    if (!key) return Refusal{"translog.witness.vkey", "", {{"vkey", vkey}}};
    for (auto const& row : store::witnesses(tx))
        if (row.key().name() == key->name()) return Refusal{"translog.witness.known", "", {{"name", key->name()}}};
    store::add_witness(tx, url, vkey, now);
    return *key;
}

Outcome<VerifierKey> remove_witness(storage::Transaction& tx, std::string const& name) {
    for (auto const& row : store::witnesses(tx))
        if (auto key = row.key(); key.name() == name) return store::remove_witness(tx, row.id), key;
    return Refusal{"translog.witness.unknown", "", {{"name", name}}};
}

struct Courier::Result {
    long long size = 0;
    std::string line;
    Instant time;
    std::string trouble, words;
    static Result failed(std::string trouble, std::string words = {}) {
        Result result;
        result.trouble = std::move(trouble), result.words = std::move(words);
        return result;
    }
    /// The line of `key` out of the answer, when it signs the parcel.
    static Result of(Parcel const& parcel, VerifierKey const& key, std::string const& lines) {
        auto note = parse_note(parcel.text + "\n" + lines);
        auto time = note && note->text == parcel.text ? cosigned_at(*note, key) : std::nullopt;
        if (!time) return failed("signature");
        Result result{.size = parcel.size, .line = {}, .time = *time, .trouble = {}, .words = {}};
        for (auto const& one : note->signatures)
            if (one.name == key.name() && one.key_id == key.key_id()) result.line = line_of(one);
        return result;
    }
    static Result of_status(int status) {
        if (status == 403 || status == 404) return failed("unknown", std::to_string(status));
        return failed(status == 422 ? "fork" : "answer", std::to_string(status));
    }
};

void Courier::run(std::stop_token const& stop) {
    in_rounds(stop, "witnesses of the publication log", 1s, [&] { round(stop); });
}

void Courier::round(std::stop_token const& stop) {
    std::vector<std::jthread> visits;
    for (auto const& row : due())
        visits.emplace_back([this, row, &stop] {
            try {
                visit(row, stop);
            } catch (std::exception const& trouble) {
                spdlog::warn("witness {}: {}", row.url, trouble.what());
            }
        });
    visits.clear();
    due();
}

Courier::Figures Courier::figures() const {
    std::lock_guard lock(mutex_);
    return figures_;
}

std::vector<store::WitnessRow> Courier::due() {
    auto tx = database_.read();
    auto log = store::log(tx);
    if (!log || log->checkpoint.empty()) return {};
    auto now = clock_.now();
    Figures figures{.entries = log->signed_size};
    std::vector<store::WitnessRow> rows;
    for (auto& row : store::witnesses(tx)) {
        ++figures.witnesses;
        figures.cosigned += !row.line.empty() && row.size == log->signed_size;
        figures.failing += !row.trouble.empty();
        if (is_due(row, *log, now)) rows.push_back(std::move(row));
    }
    std::lock_guard lock(mutex_);
    figures_ = figures;
    return rows;
}

void Courier::visit(store::WitnessRow const& row, std::stop_token const& stop) {
    {
        auto tx = database_.write();
        if (!store::claim_witness(tx, row, clock_.now() + at_work)) return;  // another node is there
        tx.commit();
    }
    auto result = submit(row, stop);
    auto tx = database_.write();
    if (result.trouble.empty()) {
        store::save_cosignature(tx, row.id, result.size, result.line, result.time);
    } else if (stop.stop_requested()) {
        store::claim_witness(tx, store::witness(tx, row.id).value_or(row), {});
    } else {
        if (result.trouble != row.trouble)
            spdlog::warn("witness {} does not cosign the publication log: {} {}", row.url, result.trouble, result.words);
        store::save_trouble(tx, row.id, row.failures + 1, result.trouble, result.words, clock_.now() + pause_after(row.failures));
    }
    tx.commit();
}

/// The witness says which size it knows when we think of another one.
Courier::Result Courier::submit(store::WitnessRow const& row, std::stop_token const& stop) {
    auto key = row.key();
    auto old = row.size;
    try {
        for (int tries = 0; tries < 3; ++tries) {
            auto parcel = [&] {
                auto tx = database_.read();
                return pack(tx, old);
            }();
            if (!parcel) return Result::failed("ahead", std::to_string(old));
            auto answer = post_(row.url + "/add-checkpoint", parcel->request, stop);
            if (answer.status == 200) return Result::of(*parcel, key, answer.body);
            auto known = answer.status == 409 && answer.body.ends_with('\n')
                             ? from_decimal(std::string_view(answer.body).substr(0, answer.body.size() - 1))
                             : std::nullopt;
            if (!known || *known == old) return Result::of_status(answer.status);
            old = *known;
        }
        return Result::of_status(409);
    } catch (Unreachable const& away) {
        return Result::failed("unreachable", away.what());
    }
}

}  // namespace mingtang::translog
