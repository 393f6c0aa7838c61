#include "base/digest.hpp"
#include "catalogue/store.hpp"
#include "disclosure/store.hpp"
#include "organ/store.hpp"
#include "translog/log.hpp"

namespace mingtang::translog {
namespace {

/// What the public could read of an edition.
Entry hashed(storage::Transaction& tx, disclosure::Edition const& edition) {
    namespace of = disclosure::store;
    auto record = of::disclosure(tx, edition.disclosure_id).value();
    auto unit = organ::store::unit_by_id(tx, edition.unit_id);
    auto item = edition.catalogue_item_id ? catalogue::store::item(tx, edition.catalogue_item_id) : std::nullopt;
    auto html = of::text_of(tx, edition.id);
    Entry entry{.document = record.id,
                .edition = edition.number,
                .index_number = record.index_number,
                .unit = unit ? unit->code : "",
                .catalogue_item = item ? item->code : "",
                .published_on = edition.published_on,
                .time = {},
                .title_sha256 = sha256(edition.title),
                .html_sha256 = sha256(html),
                .text_sha256 = sha256(visible_characters(html)),
                .attachments = {},
                .previous = {}};
    for (auto const& attachment : of::attachments_of(tx, edition.id)) entry.attachments.push_back(attachment.sha256);
    return entry;
}

/// The next entry of a document, or nothing: what was never public leaves no trace.
std::optional<Entry> next_entry(storage::Transaction& tx, journal::Event const& event, std::optional<Entry> const& last) {
    std::string_view name = event.name;
    if (name != "disclosure.published" && name != "disclosure.revised" && name != "disclosure.withdrawn" && name != "disclosure.archived")
        return {};
    bool live = last && last->is_live();
    auto data = event.object();
    auto const* shown = data.if_contains("public");
    bool is_public = shown && shown->is_bool() && shown->get_bool();
    if (name == "disclosure.published" || name == "disclosure.revised") {
        if (is_public) {
            auto entry = hashed(tx, disclosure::store::edition(tx, json::number(data, "edition_id")).value());
            entry.type = last ? Type::revise : Type::publish;
            return entry;
        }
        if (!live) return {};  // else the revision took the document out of the public's reach
    } else if (!live) {
        return {};
    }
    auto entry = *last;
    entry.type = name == "disclosure.archived" ? Type::archive : Type::withdraw;
    return entry;
}

}  // namespace

std::vector<store::EntryRow> entries_for(storage::Transaction& tx, std::vector<journal::Event> const& events) {
    std::vector<store::EntryRow> rows;
    std::map<Id, std::string> last_of;
    for (auto const& event : events) {
        if (!event.name.starts_with("disclosure.")) continue;
        auto id = event.subject_id();
        std::string before;
        if (auto found = last_of.find(id); found != last_of.end()) {
            before = found->second;
        } else if (auto row = store::last_entry(tx, id)) {
            before = row->entry;
        }
        auto last = before.empty() ? std::nullopt : parse_entry(before);
        if (!before.empty() && !last)
            throw std::runtime_error("the last entry of document " + std::to_string(id) + " in the log cannot be read");
        auto entry = next_entry(tx, event, last);
        if (!entry) continue;
        entry->time = event.at;
        entry->previous = before.empty() ? "" : sha256(before);
        rows.push_back({.seq = event.seq, .disclosure_id = id, .entry = text_of(*entry)});
        last_of[id] = rows.back().entry;
    }
    return rows;
}

}  // namespace mingtang::translog
