#include "app/log_look.hpp"

#include "app/own_site.hpp"
#include "base/text.hpp"
#include "disclosure/store.hpp"
#include "supervision/store.hpp"
#include "supervision/words.hpp"
#include "translog/audit_log.hpp"
#include "translog/reading.hpp"

namespace mingtang::app {
namespace {

constexpr int parts = 28, most_events = 20000;
constexpr std::size_t most_changed = 2000;

using supervision::FindingKind;
using supervision::FindingState;

std::set<Id> changed_since(storage::Transaction& tx, long long seq) {
    std::set<Id> changed;
    for (auto const& event : journal::read_back(tx, {.name_prefix = "disclosure.", .limit = most_events})) {
        if (event.seq <= seq || changed.size() == most_changed) break;
        changed.insert(event.subject_id());
    }
    return changed;
}

std::set<Id> differed(storage::Transaction& tx) {
    std::set<Id> ids;
    for (auto const& one : supervision::store::findings(tx, {.state = {}, .kind = FindingKind::log_differs, .limit = 5000}))
        if (one.state != FindingState::gone)
            if (auto colon = one.subject.find(':'); colon != one.subject.npos) ids.insert(std::stoll(one.subject.substr(colon + 1)));
    return ids;
}

/// Whose turn it is. The number of the last patrol tells the part.
std::set<Id> chosen(storage::Transaction& tx) {
    auto last = supervision::store::last_patrol(tx);
    auto ids = changed_since(tx, last ? last->seq : 0);
    ids.merge(differed(tx));
    for (auto id : translog::store::share_of_documents(tx, parts, last ? int(last->id % parts) : 0)) ids.insert(id);
    return ids;
}

/// Whether an event that makes an entry has not come into the log yet.
bool is_under_way(storage::Transaction& tx, Id id, long long logged) {
    for (auto const& event : journal::read_back(tx, {.subject = "disclosure:" + std::to_string(id), .limit = 100})) {
        if (event.seq <= logged) return false;
        for (std::string_view name : {"disclosure.published", "disclosure.revised", "disclosure.withdrawn", "disclosure.archived"})
            if (event.name == name) return true;
    }
    return false;
}

/// The entries of a document; nothing while newer ones are on their way.
std::optional<std::vector<translog::Audited>> entries_of(storage::Transaction& tx, Id id) {
    auto log = translog::store::log(tx);
    if (!log || is_under_way(tx, id, log->seq)) return {};
    std::vector<translog::Audited> entries;
    for (auto& one : translog::published_entries(tx, id)) entries.push_back({one.number, std::move(one.entry)});
    if (entries.size() != translog::store::entries_of(tx, id).size()) return {};
    return entries;
}

std::vector<translog::Finding> differences(organ::Environment const& env, translog::Source& site, Id id) {
    std::vector<translog::Audited> entries;
    {
        auto tx = env.database.read();
        auto found = entries_of(tx, id);
        if (!found) return {};
        entries = std::move(*found);
        if (entries.empty()) {
            if (!disclosure::store::public_row(tx, id)) return {};
            return {{"not_logged", {{"page", "/disclosure/" + std::to_string(id)}}}};
        }
    }
    return translog::compare_document(site, entries);
}

supervision::Finding told(organ::Environment const& env, Id id, std::vector<translog::Finding> const& differences) {
    std::vector<std::string> sentences;
    for (auto const& one : differences) sentences.push_back(filled(supervision::word("log", one.code), one.details));
    auto tx = env.database.read();
    auto record = disclosure::store::disclosure(tx, id);
    auto edition = record ? disclosure::store::edition(tx, record->newest_edition_id) : std::nullopt;
    return {.kind = FindingKind::log_differs,
            .unit_id = record ? record->unit_id : 0,
            .subject = "disclosure:" + std::to_string(id),
            .title = edition ? edition->title : "/disclosure/" + std::to_string(id),
            .detail = text::shorten(text::join(sentences, "；"), 500)};
}

}  // namespace

std::vector<supervision::Finding> look_at_log(organ::Environment const& env, translog::Source& site, supervision::GoesOn const& goes_on) {
    std::set<Id> ids;
    {
        auto tx = env.database.read();
        auto log = translog::store::log(tx);
        if (!log || log->checkpoint.empty()) return {};
        ids = chosen(tx);
    }
    std::vector<supervision::Finding> all;
    for (auto id : ids) {
        if (!goes_on()) break;
        auto seen = differences(env, site, id);
        // What is published just now looks like a difference: only what stays is one.
        if (!seen.empty()) seen = differences(env, site, id);
        if (!seen.empty()) all.push_back(told(env, id, seen));
    }
    return all;
}

supervision::Look log_look(organ::Environment const& env) {
    return [&env](supervision::GoesOn const& goes_on) {
        auto site = own_site(env);
        return look_at_log(env, *site, goes_on);
    };
}

}  // namespace mingtang::app
