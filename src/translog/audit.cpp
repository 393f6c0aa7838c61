#include "translog/audit.hpp"

#include "base/digest.hpp"
#include "translog/audit_log.hpp"
#include "translog/encoding.hpp"

namespace mingtang::translog {

bool LogAudit::fail(std::string code, std::vector<std::pair<std::string, std::string>> details) {
    report_.findings.push_back({"log_" + std::move(code), std::move(details)});
    return false;
}

std::optional<std::vector<Audited>> LogAudit::run(Memory const& memory) {
    report_.memory = memory;
    auto checkpoint = signed_checkpoint(memory);
    if (!checkpoint) return {};
    checkpoint_ = *checkpoint;
    if (!read_entries() || !compare_tiles()) return {};
    if (root_at(checkpoint_.size) != checkpoint_.root) return fail("root", {{"size", std::to_string(checkpoint_.size)}}), std::nullopt;
    if (!memory.checkpoint.empty()) {
        auto note = parse_note(memory.checkpoint);
        auto before = note ? Checkpoint::parse(note->text) : std::nullopt;
        if (!before || before->origin != checkpoint_.origin) return fail("origin", {{"origin", checkpoint_.origin}}), std::nullopt;
        if (before->size > checkpoint_.size)
            return fail("shrunk", {{"before", std::to_string(before->size)}, {"size", std::to_string(checkpoint_.size)}}), std::nullopt;
        if (root_at(before->size) != before->root) return fail("rewritten", {{"before", std::to_string(before->size)}}), std::nullopt;
    }
    report_.log_holds = true;
    return std::move(entries_);
}

std::optional<Checkpoint> LogAudit::signed_checkpoint(Memory const& memory) {
    auto answer = site_.get("/log/checkpoint");
    if (answer.status != 200) return fail("missing", {{"path", "/log/checkpoint"}}), std::nullopt;
    auto note = parse_note(answer.body);
    auto checkpoint = note ? Checkpoint::parse(note->text) : std::nullopt;
    if (!checkpoint) return fail("checkpoint"), std::nullopt;
    if (!learn_keys(memory, *note) || !is_witnessed(*note)) return {};
    report_.memory.checkpoint = answer.body;
    return checkpoint;
}

/// A new key counts when it signed together with one that was trusted before.
bool LogAudit::learn_keys(Memory const& memory, Note const& note) {
    std::vector<VerifierKey> named;
    auto answer = site_.get("/log/vkey");
    std::string_view rest = answer.body;
    while (auto line = answer.status == 200 ? take_until(rest, "\n") : std::nullopt)
        if (auto key = VerifierKey::parse(*line)) named.push_back(std::move(*key));
    auto trusted = memory.keys.empty() ? named : memory.keys;
    if (verified_by(note, trusted) < 1) return fail("signature");
    std::erase_if(named, [&](auto const& key) { return verified_by(note, {key}) != 1; });
    report_.memory.keys = named.empty() ? trusted : named;
    return true;
}

bool LogAudit::is_witnessed(Note const& note) {
    int have = 0;
    for (auto const& witness : quorum_.witnesses) {
        if (verified_by(note, {witness}) < 0) return fail("cosignature", {{"name", witness.name()}});
        have += cosigned_at(note, witness).has_value();
    }
    if (have >= quorum_.least) return true;
    return fail("quorum", {{"have", std::to_string(have)}, {"least", std::to_string(quorum_.least)}});
}

bool LogAudit::read_entries() {
    for (std::int64_t number = 0; number * tile_width < checkpoint_.size; ++number) {
        TileId id{.level = entries_level, .number = number, .width = width_in(checkpoint_.size, entries_level, number)};
        auto answer = site_.get("/log/" + path_of(id));
        auto bundle = answer.status == 200 ? entries_of(answer.body, id.width) : std::nullopt;
        if (!bundle) return fail("bundle", {{"path", path_of(id)}});
        for (auto const& text : *bundle)
            if (!take(text)) return false;
        for (auto& [at, hashes] : edge_.take_changed()) tiles_[at] = std::move(hashes);
        progress_("entries", report_.entries = edge_.size());
    }
    return true;
}

bool LogAudit::take(std::string const& text) {
    auto number = edge_.size();
    std::vector<std::pair<std::string, std::string>> where{{"number", std::to_string(number)}};
    auto entry = parse_entry(text);
    if (!entry) return fail("entry", where);
    auto& [before, live] = last_[entry->document];
    bool begins = entry->type == Type::publish, ends = entry->type == Type::withdraw || entry->type == Type::archive;
    if (entry->previous != before || begins != before.empty() || (ends && !live)) return fail("order", where);
    before = sha256(text);
    live = entry->is_live();
    edge_.add(leaf_hash(text));
    entries_.push_back({number, std::move(*entry)});
    return true;
}

bool LogAudit::compare_tiles() {
    for (auto const& [at, hashes] : tiles_) {
        TileId id{.level = at.first, .number = at.second, .width = int(hashes.size() / hash_bytes)};
        if (auto answer = site_.get("/log/" + path_of(id)); answer.status != 200 || answer.body != hashes)
            return fail("tile", {{"path", path_of(id)}});
    }
    return true;
}

Hash LogAudit::root_at(std::int64_t size) {
    TileNodes nodes(size, [this](TileId const& id) {
        return tiles_.at({id.level, id.number}).substr(0, std::size_t(id.width) * hash_bytes);
    });
    return root_of(size, nodes.nodes());
}

Report audit(Source& site, Memory const& memory, std::function<void(std::string_view, long long)> const& progress, Quorum const& quorum) {
    Report report;
    if (auto entries = LogAudit(site, report, progress, quorum).run(memory))
        compare_pages(site, *entries, report, progress);
    else
        report.memory = memory;
    return report;
}

}  // namespace mingtang::translog
