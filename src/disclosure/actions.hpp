#pragma once
#include <filesystem>

#include "disclosure/disclosure.hpp"
#include "disclosure/lookout.hpp"
#include "disclosure/workflow.hpp"
#include "organ/context.hpp"

/// One function per verb. Each finds the record as the actor may see it, asks the workflow, asks the rules, saves, writes one event.
/// Refusals: `disclosure.find.not_found`, `disclosure.<verb>.not_now`, `.forbidden`, and those of rules.hpp.
namespace mingtang::disclosure {

using organ::Context;

/// What the form of a draft holds, as typed (well-formed UTF-8); `write_form` reads and checks it. Enumerations by their stored names,
/// dates as YYYY-MM-DD, subjects as codes, keywords parted by 、 or commas. Empty members clear.
struct DraftForm {
    std::string title, document_number, kind, catalogue_item_id, source_kind, source_name, produced_on, keywords, summary, validity,
        valid_until_on, scope, way, ground, review_again_on, special_period, interprets;  // `interprets`: an index number
    std::vector<std::string> subjects;
    std::string body;  // HTML of the editor; sanitised here
};

/// Puts the form into the edition; refuses what cannot be read, naming the field: disclosure.save.{too_long,bad_date,unknown_kind,…}.
/// Returns the sanitised text.
Outcome<std::string> write_form(Context& in, DraftForm const& form, Edition& edition);
/// The same form of a stored edition.
DraftForm form_of(Context& in, Edition const& edition);

/// A new disclosure of the unit with its first edition in drafting.
Outcome<Edition> start(Context& in, Id unit_id, DraftForm const& form);
/// Saves a draft. `lock_version` is what the typist's page was made from; when somebody saved since: `disclosure.save.conflict`.
Outcome<Edition> save(Context& in, Id edition_id, int lock_version, DraftForm const& form);

/// A file that came in for a draft. `name` loses path parts, controls and bidi marks; content must fit the type that its name says.
/// Refuses disclosure.attach.{empty,too_large,bad_type,wrong_content,name,too_many}.
struct IncomingFile {
    std::string name, content_type;
    std::filesystem::path path;
};
Outcome<Attachment> attach(Context& in, Id edition_id, IncomingFile const& file);
Done detach(Context& in, Id edition_id, Id attachment_id);

Outcome<Edition> file(Context& in, Id edition_id, std::string const& remark);
Outcome<Edition> file_emergency(Context& in, Id edition_id, std::string const& remark);
Outcome<Edition> recall(Context& in, Id edition_id, std::string const& remark);
Outcome<Edition> drop(Context& in, Id edition_id);

Outcome<Edition> pass(Context& in, Id edition_id, std::string const& remark);
/// Needs a remark that says what to mend.
Outcome<Edition> send_back(Context& in, Id edition_id, std::string const& remark);
struct ReviewForm {
    std::string checked, basis, referred_to;
    Conclusion conclusion = Conclusion::may_be_public;
};
/// Records the secrecy review and moves on by its conclusion: may_be_public → clear, referred → refer, the others → back to the drafter.
Outcome<Edition> review_secrecy(Context& in, Id edition_id, ReviewForm const& form);
Outcome<Remark> remark(Context& in, Id edition_id, std::string const& quote, std::string const& words);
Done settle_remark(Context& in, Id remark_id);

/// From in_recheck, scheduled, or (release) emergency_cleared; puts the public row in and supersedes the edition before.
Outcome<Edition> publish(Context& in, Id edition_id, std::string const& remark);
Outcome<Edition> schedule(Context& in, Id edition_id, Instant at);
Outcome<Edition> unschedule(Context& in, Id edition_id);
/// A new edition in drafting, a copy of the public one; the old one stays public until the new one is published.
Outcome<Edition> revise(Context& in, Id disclosure_id, std::string const& reason);
Outcome<Disclosure> withdraw(Context& in, Id disclosure_id, std::string const& reason);
Outcome<Disclosure> archive(Context& in, Id disclosure_id, std::string const& remark);
/// Publishes what is scheduled up to now; returns how many. A refusal of one is journalled and does not stop the others.
int publish_scheduled(Context& in);

/// What comes in through an import with the recorded consent of the office (`mingtang import documents --publish`): filed, reviewed as
/// stated, published in one step by the system, with its own date. Without `publish` a draft of the unit stays.
struct ImportedDocument {
    std::string source_id, source_url, source_digest;
    DraftForm form;  // body already HTML
    Date published_on;
    std::vector<IncomingFile> files;
    std::string secrecy_basis;                // why these may be public: "已在原网站公开" …
    FilesAhead const* files_ahead = nullptr;  // what was found in the files; they are looked through here where it is missing
};
/// `held`: in, but filed and not published, since certain personal data was found in it; it waits in the unit's queue.
enum class Imported { added, revised, unchanged, held };
/// Refuses disclosure.import.under_way where an earlier import of the same document is in somebody's hands.
Outcome<Imported> import_document(Context& in, Id unit_id, ImportedDocument const& document, bool publish, Id* disclosure_id = nullptr);

}  // namespace mingtang::disclosure
