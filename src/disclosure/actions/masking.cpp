// Masks what was found: text in place, files as new renditions that prove themselves (scan/redact/redact.hpp).
#include "base/digest.hpp"
#include "base/text.hpp"
#include "disclosure/actions/chosen.hpp"
#include "disclosure/actions/common.hpp"
#include "disclosure/mask_text.hpp"
#include "disclosure/words.hpp"
#include "scan/redact/redact.hpp"
#include "scan/words.hpp"

namespace mingtang::disclosure {
namespace {

/// The edition as it stands, and what is asked to go.
Outcome<Masking> begin_masking(Context& in, Id edition_id, int lock_version, ChosenFindings const& chosen) {
    auto found = find_for(in, edition_id, Action::mask);
    if (!found) return found.error();
    if (auto may = may_review(*found, in.actor.person_id); !may) return may.error();
    Masking made{.before = material_of(in.tx, *found)};
    if (found->lock_version != lock_version || !is_looked_through(in.tx, edition_id, made.before.edition.digest))
        return Refusal{"disclosure.mask.conflict"};
    auto findings = chosen_findings(in.tx, edition_id, chosen);
    if (findings.empty()) return Refusal{"disclosure.mask.nothing"};
    for (auto const& finding : findings)
        if (can_mask(finding.kind)) made.values.insert(key_of_value(finding));
    if (made.values.empty()) return Refusal{"disclosure.mask.unsupported", "", {{"kind", scan::in_words(findings[0].kind)}}};
    made.after = made.before;
    return made;
}

std::vector<Replacement> replacements(std::vector<Value> const& values, Part part, std::set<std::string> const& asked) {
    std::vector<Replacement> all;
    for (auto const& value : values)
        if (!value.text.empty() && asked.contains(key_of_value(part, 0, value.finding.kind, value.digest)))
            all.emplace_back(value.text, value.finding.masked);
    return all;
}

void mask_line(std::string& line, Part part, Masking const& made, Lookout const& with) {
    auto all = replacements(values_in_line(line, part, with), part, made.values);
    if (!all.empty()) line = masked_line(line, all);
}

void mask_texts(Masking& made, Lookout const& with) {
    mask_line(made.after.edition.title, Part::title, made, with);
    mask_line(made.after.edition.summary, Part::summary, made, with);
    mask_line(made.after.edition.keywords, Part::keywords, made, with);
    auto all = replacements(values_in_text(made.before.html, with), Part::body, made.values);
    if (!all.empty()) made.after.html = masked_html(made.before.html, all);
}

bool is_asked(Masking const& made, Attachment const& attachment) {
    auto prefix = key_of_value(Part::attachment, attachment.id, {}, "");
    prefix.resize(prefix.find('\n', prefix.find('\n') + 1) + 1);  // part and attachment
    auto at = made.values.lower_bound(prefix);
    return at != made.values.end() && at->starts_with(prefix);
}

Done mask_file(Masking& made, std::size_t place, Lookout const& with) {
    auto const& before = made.before.attachments[place];
    auto bytes = with.content(before);
    if (!bytes) return Refusal{"scan.redact.failed", "", {{"reason", "missing"}}};
    std::vector<scan::Finding> asked;
    for (auto const& value : values_in_file(*bytes, before, with))
        if (made.values.contains(key_of_value(Part::attachment, before.id, value.finding.kind, value.digest)))
            asked.push_back(value.finding);
    if (asked.empty()) return Refusal{"disclosure.mask.conflict"};
    auto redacted = scan::redact_in_child(*bytes, before.name, asked, with.detector->settings(), {}, with.reader);
    if (!redacted) return redacted.error();
    auto& after = made.after.attachments[place];
    after.id = -static_cast<Id>(place) - 1;
    after.name = redacted->name;
    after.content_type = redacted->content_type;
    after.size = static_cast<long long>(redacted->bytes.size());
    after.sha256 = sha256(redacted->bytes);
    made.contents[place] = std::move(redacted->bytes);
    return {};
}

std::set<Id> unchanged(Masking const& made) {
    std::set<Id> ids;
    for (auto const& attachment : made.after.attachments)
        if (attachment.id > 0) ids.insert(attachment.id);
    return ids;
}

/// The same eyes once more: no value that was asked for may be left.
Done look_again(Masking& made, Lookout with) {
    with.content = [&made](Attachment const& attachment) -> std::optional<std::string> {
        return made.contents.at(static_cast<std::size_t>(-attachment.id - 1));
    };
    made.looked = look_through(made.after, with, unchanged(made));
    auto all = look_at_fields(made.after.edition, with);
    all.insert(all.end(), made.looked.findings.begin(), made.looked.findings.end());
    for (auto const& finding : all) {
        auto before = finding.attachment_id;
        if (before < 0) before = made.before.attachments.at(static_cast<std::size_t>(-before - 1)).id;
        if (made.values.contains(key_of_value(finding.part, before, finding.kind, finding.value_digest)))
            return Refusal{"disclosure.mask.still_there",
                           "",
                           {{"where", finding.part == Part::attachment ? finding.file_name : word("finding_part", finding.part)},
                            {"place", scan::place_in_words(finding.place)}}};
    }
    return {};
}

json::array renditions(Masking const& masking) {
    json::array all;
    for (auto const& [place, _] : masking.contents)
        all.push_back(json::object{{"name", masking.after.attachments[place].name},
                                   {"sha256_before", masking.before.attachments[place].sha256},
                                   {"sha256_after", masking.after.attachments[place].sha256}});
    return all;
}

/// The new renditions in the places of the old files.
void replace_files(Context& in, Id edition_id, Masking const& masking) {
    for (auto const& [place, bytes] : masking.contents) {
        auto attachment = masking.after.attachments[place];
        attachment.id = 0;
        attachment.edition_id = edition_id;
        attachment.sha256 = in.blobs.put(in.tx, bytes);
        store::remove_attachment(in.tx, masking.before.attachments[place].id);
        store::insert(in.tx, attachment);
    }
}

}  // namespace

bool can_mask(scan::Kind kind) { return kind != scan::Kind::secrecy_mark && kind != scan::Kind::unreadable; }

Outcome<Masking> make_masking(organ::Environment const& env, organ::Actor const& actor, Id edition_id, int lock_version,
                              ChosenFindings const& chosen) {
    std::optional<Lookout> with;
    auto made = organ::look(env, actor, [&](Context& in) {
        with = lookout(in);
        return begin_masking(in, edition_id, lock_version, chosen);
    });
    if (!made) return made;
    mask_texts(*made, *with);
    for (std::size_t place = 0; place < made->before.attachments.size(); ++place)
        if (is_asked(*made, made->before.attachments[place]))
            if (auto done = mask_file(*made, place, *with); !done) return done.error();
    if (auto clean = look_again(*made, *with); !clean) return clean.error();
    return made;
}

Outcome<Edition> mask(Context& in, Masking const& masking) {
    auto id = masking.before.edition.id;
    auto found = find_for(in, id, Action::mask);
    if (!found) return found.error();
    if (auto may = may_review(*found, in.actor.person_id); !may) return may.error();
    if (found->lock_version != masking.before.edition.lock_version ||
        material_of(in.tx, *found).edition.digest != masking.before.edition.digest)
        return Refusal{"disclosure.mask.conflict"};
    auto findings = open_findings_of(in.tx, id, masking.values);
    decide(in, findings, FindingState::masked, "");
    found->title = masking.after.edition.title;
    found->summary = masking.after.edition.summary;
    found->keywords = masking.after.edition.keywords;
    found->lock_version += 1;
    found->saved_at = in.now;
    store::save_text(in.tx, id, masking.after.html);
    replace_files(in, id, masking);
    auto after = material_of(in.tx, *found);
    store::save(in.tx, after.edition);
    keep_look(in, after, masking.looked, lookout(in), Occasion::mask, unchanged(masking));
    auto groups = groups_of(findings);
    note(in, after.edition, Action::mask, in_short(groups));
    tell(in, "masked", after.edition,
         {{"findings", counted(groups)},
          {"text_before", sha256(masking.before.html)},
          {"text_after", sha256(masking.after.html)},
          {"files", renditions(masking)}});
    return after.edition;
}

}  // namespace mingtang::disclosure
