#include "base/text.hpp"
#include "disclosure/actions/common.hpp"
#include "markup/markup.hpp"

namespace mingtang::disclosure {
namespace {

/// Steps of the workflow that an import takes in the name of the office, each recorded. What holds certain personal data stays filed.
Outcome<Edition> through(Context& in, Edition edition, ImportedDocument const& document) {
    edition.published_on = document.published_on;
    store::save(in.tx, edition);
    auto filed = file_looked(in, edition.id, document.secrecy_basis, document.files_ahead);
    if (!filed) return filed.error();
    if (filed->way == Way::proactive && !has_no_open_find(in, edition.id)) return filed;
    auto passed = pass(in, edition.id, document.secrecy_basis);
    if (!passed) return passed.error();
    auto cleared = review_secrecy(in, edition.id, {.checked = document.secrecy_basis, .basis = document.secrecy_basis});
    if (!cleared) return cleared.error();
    return publish(in, edition.id, document.secrecy_basis);
}

Done attach_all(Context& in, Id edition_id, std::vector<IncomingFile> const& files) {
    for (auto const& file : files)
        if (auto done = attach(in, edition_id, file); !done) return done.error();
    return {};
}

Outcome<Edition> fresh(Context& in, Id unit_id, ImportedDocument const& document) {
    auto edition = start(in, unit_id, document.form);
    if (!edition) return edition.error();
    auto record = store::disclosure(in.tx, edition->disclosure_id).value();
    record.source_id = document.source_id;
    record.source_url = document.source_url;
    record.source_digest = document.source_digest;
    record.source_version = edition->lock_version;
    store::save(in.tx, record);
    return edition;
}

/// Whether nobody but imports has touched the edition that is under way.
bool is_as_imported(Context& in, Disclosure const& record, Edition const& newest) {
    if (newest.author_id != 0 || newest.lock_version != record.source_version) return false;
    auto steps = store::steps_of(in.tx, record.id);
    return steps.empty() || steps.back().edition_id != newest.id || steps.back().person_id == 0;
}

Outcome<Edition> changed(Context& in, Disclosure record, ImportedDocument const& document, std::string const& reason) {
    auto newest = store::edition(in.tx, record.newest_edition_id).value();
    Refusal under_way{"disclosure.import.under_way", "", {{"title", newest.title}, {"state", std::string(to_text(newest.state))}}};
    bool is_open = newest.state == State::drafting || newest.state == State::in_review;
    if (is_open && !is_as_imported(in, record, newest)) return under_way;
    if (newest.state == State::in_review) {  // held by an earlier import, and mended since
        auto recalled = recall(in, newest.id, reason);
        if (!recalled) return recalled.error();
        newest = *recalled;
    }
    if (newest.state != State::drafting && record.public_edition_id == 0) return under_way;
    if (newest.state != State::drafting) {
        auto draft = revise(in, record.id, reason);
        if (!draft) return draft.error();
        newest = *draft;
        record = store::disclosure(in.tx, record.id).value();
    }
    for (auto const& attachment : store::attachments_of(in.tx, newest.id)) store::remove_attachment(in.tx, attachment.id);
    auto saved = save(in, newest.id, newest.lock_version, document.form);
    if (!saved) return saved.error();
    record.source_digest = document.source_digest;
    record.source_version = saved->lock_version;
    store::save(in.tx, record);
    return saved;
}

}  // namespace

Outcome<Imported> import_document(Context& in, Id unit_id, ImportedDocument const& document, bool publish, Id* disclosure_id) {
    auto record = store::disclosure_by_source(in.tx, unit_id, document.source_id);
    if (record && disclosure_id) *disclosure_id = record->id;
    if (record && record->source_digest == document.source_digest) return Imported::unchanged;
    auto edition = record ? changed(in, *record, document, document.secrecy_basis) : fresh(in, unit_id, document);
    if (!edition) return edition.error();
    if (disclosure_id) *disclosure_id = edition->disclosure_id;
    if (auto done = attach_all(in, edition->id, document.files); !done) return done.error();
    if (publish) {
        auto done = through(in, *edition, document);
        if (!done) return done.error();
        if (done->state == State::in_review) return Imported::held;
    }
    return record ? Imported::revised : Imported::added;
}

}  // namespace mingtang::disclosure
