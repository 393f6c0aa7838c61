#pragma once
#include "disclosure/actions.hpp"
#include "disclosure/lookout.hpp"
#include "disclosure/store_findings.hpp"

/// Looking through editions for personal data and secrets, and what is decided about a finding. See docs/adr/0010-findings.md.
namespace mingtang::disclosure {

/// Looks through the edition if its content or the detectors changed since the last look: reads it, looks (slow, no transaction open), and
/// stores what was found with one event. The step that follows (`file`, `publish`, …) then finds the look done; without this it looks
/// itself, inside its transaction. Does nothing for who may not see the edition.
void scan_ahead(organ::Environment const& env, organ::Actor const& actor, Id edition_id, Occasion occasion);
/// The same for what `publish_scheduled` will publish now.
void scan_scheduled_ahead(organ::Environment const& env);

/// `disclosure.publish.certain_find` {count, where} while a certain finding is open.
Done has_no_open_find(Context& in, Id edition_id);

/// Findings chosen on a page: single ones, all of a place and kind, or all certain ones. Only open ones count.
struct ChosenFindings {
    std::vector<Id> ids;
    std::vector<FindingGroup> groups;  // by part, attachment, kind and certainty
    bool all_certain = false;
};

/// law: ogi-2019:15, what harms a third party is made public only with its consent, or where the organ finds that the public interest would
/// suffer much. The chosen findings may be published all the same, for that reason; the same value at the same part needs no second
/// exception in later looks and editions. Not by the author. Refuses disclosure.except.{no_reason,own_draft,nothing}.
Outcome<Edition> except_findings(Context& in, Id edition_id, ChosenFindings const& chosen, std::string const& reason);

/// A masked rendition of an edition, made before the transaction in which it takes the place of what was there.
struct Masking {
    Material before;                              // what it was made from
    Material after;                               // new attachments bear -1, -2 … by their place in the list
    std::map<std::size_t, std::string> contents;  // of the new attachments, by their place in the list
    std::set<std::string> values;                 // `key_of_value` of what it masks
    Looked looked;                                // the new text and files, looked through again
};

/// True for what `make_masking` can take out: not a secrecy mark, nor what could not be read.
bool can_mask(scan::Kind kind);

/// A value goes wherever it stands in the same part. Slow: no transaction may be open. Refuses
/// disclosure.mask.{conflict,nothing,unsupported, still_there}, disclosure.review.own_draft and those of scan::redact_in_child.
Outcome<Masking> make_masking(organ::Environment const& env, organ::Actor const& actor, Id edition_id, int lock_version,
                              ChosenFindings const& chosen);
/// Writes it: new content, so that a secrecy review of the old is void. Refuses disclosure.mask.conflict where somebody wrote meanwhile.
Outcome<Edition> mask(Context& in, Masking const& masking);

}  // namespace mingtang::disclosure
