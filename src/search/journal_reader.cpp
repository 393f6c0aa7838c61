#include "search/journal_reader.hpp"

#include <set>

#include "base/text.hpp"
#include "catalogue/store.hpp"
#include "disclosure/store.hpp"
#include "disclosure/store_texts.hpp"
#include "markup/markup.hpp"
#include "organ/store.hpp"

namespace mingtang::search {
namespace {

namespace store = disclosure::store;

/// Names under which the unit's documents are found: its own, former ones, those of units merged into it.
std::vector<std::string> other_names(storage::Transaction& tx, organ::Unit const& unit) {
    std::vector<std::string> names{unit.short_name};
    for (auto const& former : organ::store::former_names(tx, unit.id)) names.push_back(former.name);
    auto successor = organ::store::successor(tx, unit);
    if (successor.id != unit.id) names.push_back(successor.name);
    return names;
}

/// Which disclosures an event may have changed for readers: one of its own, or all of a renamed unit.
void add_touched(storage::Transaction& tx, journal::Event const& event, std::set<Id>& touched) {
    static std::set<std::string> const own{"disclosure.published", "disclosure.revised", "disclosure.withdrawn", "disclosure.archived",
                                           "disclosure.attachments_read"};
    if (own.contains(event.name)) touched.insert(event.subject_id());
    if (event.name == "organ.unit_renamed" || event.name == "organ.units_merged" || event.name == "organ.unit_changed") {
        for (auto id : storage::select<Id>(tx, "select disclosure_id from disclosure_public where unit_id = :a", event.subject_id()))
            touched.insert(id);
    }
}

}  // namespace

std::optional<Document> document_of(storage::Transaction& tx, Id disclosure_id) {
    auto row = store::public_row(tx, disclosure_id);
    if (!row) return {};
    auto record = store::disclosure(tx, disclosure_id).value();
    auto edition = store::edition(tx, row->edition_id).value();
    auto unit = organ::store::unit_by_id(tx, row->unit_id).value_or(organ::Unit{});
    auto item = catalogue::store::item(tx, row->catalogue_item_id);
    Document document{.id = disclosure_id,
                      .source_id = record.source_id,
                      .index_number = row->index_number,
                      .document_number = row->document_number,
                      .title = row->title,
                      .body_text = markup::to_text(store::text_of(tx, row->edition_id)),
                      .summary = row->summary,
                      .url = "/disclosure/" + std::to_string(disclosure_id),
                      .keywords = {edition.keywords},
                      .subjects = text::split(row->subjects, ','),
                      .unit_code = unit.code,
                      .unit_name = unit.name,
                      .unit_names = other_names(tx, unit),
                      .kind = std::string(to_text(row->kind)),
                      .validity = std::string(to_text(row->validity)),
                      .catalogue_item = item ? item->code : "",
                      .published_on = row->published_on,
                      .published_at = row->published_at};
    for (auto const& attachment : store::attachments_of(tx, row->edition_id)) {
        document.attachment_names.push_back(attachment.name);
        if (auto words = store::kept_words(tx, attachment.sha256)) document.attachment_texts.push_back(std::move(*words));
    }
    return document;
}

void JournalReader::take(std::vector<journal::Event> const& events) {
    auto tx = database_.read();
    std::set<Id> touched;
    for (auto const& event : events) add_touched(tx, event, touched);
    for (auto id : touched) {
        if (auto document = document_of(tx, id)) {
            index_.put(*document);
        } else {
            index_.remove(id);
        }
    }
    index_.commit(events.back().seq);
}

void rebuild(storage::Database& database, std::filesystem::path const& folder, std::function<void(long long, long long)> const& progress) {
    auto fresh = Index::rebuild(folder);
    auto tx = database.read();
    auto head = journal::head(tx);
    auto all = store::public_count(tx, {});
    long long done = 0;
    std::optional<store::Cursor> after;
    for (;;) {
        auto rows = store::public_list(tx, {}, after, 1000);
        if (rows.empty()) break;
        for (auto const& row : rows) fresh.put(document_of(tx, row.disclosure_id).value());
        after = store::Cursor{rows.back().published_on, rows.back().disclosure_id};
        fresh.commit(head);
        progress(done += static_cast<long long>(rows.size()), all);
    }
    fresh.commit(head);
    fresh.go_live();
}

}  // namespace mingtang::search
