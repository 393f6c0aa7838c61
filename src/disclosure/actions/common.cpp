#include "disclosure/actions/common.hpp"

#include "base/text.hpp"
#include "markup/markup.hpp"

namespace mingtang::disclosure {
namespace {

std::string summary_of(std::string_view html) { return markup::summary(html, 120); }

}  // namespace

std::string subject_of(Id disclosure_id) { return "disclosure:" + std::to_string(disclosure_id); }

Outcome<Edition> find(Context& in, Id edition_id) {
    auto found = store::edition_for(in.actor, edition_id, in.tx);
    if (!found) return Refusal{"disclosure.find.not_found"};
    return *found;
}

Outcome<Edition> find_handled(Context& in, Id edition_id) {
    auto found = find(in, edition_id);
    if (found && !store::handles(in.actor, *found)) return Refusal{"disclosure.remark.forbidden"};
    return found;
}

Outcome<Edition> find_for(Context& in, Id edition_id, Action action) {
    auto found = find(in, edition_id);
    if (!found) return found.error();
    if (auto may = next(found->state, action, in.actor, found->unit_id); !may) return may.error();
    return found;
}

Outcome<Edition> take(Context& in, Edition edition, Action action, std::string const& remark) {
    auto to = next(edition.state, action, in.actor, edition.unit_id);
    if (!to) return to.error();
    Step step{.disclosure_id = edition.disclosure_id,
              .edition_id = edition.id,
              .action = std::string(to_text(action)),
              .from_state = edition.state,
              .to_state = *to,
              .person_id = in.actor.person_id,
              .person_name = in.actor.name,
              .at = in.now,
              .remark = text::shorten(remark, 2000)};
    edition.state = *to;
    edition.waiting_since = in.now;
    if (*to == State::drafting) drop_taken_summary(edition, store::text_of(in.tx, edition.id));
    store::save(in.tx, edition);
    store::insert(in.tx, step);
    if (auto record = store::disclosure(in.tx, edition.disclosure_id); record && record->public_edition_id == 0) {
        record->state = *to;
        store::save(in.tx, *record);
    }
    return edition;
}

void drop_taken_summary(Edition& draft, std::string_view html) {
    if (draft.summary == summary_of(html)) draft.summary.clear();
}

void note(Context& in, Edition const& edition, Action action, std::string const& remark) {
    Step step{.disclosure_id = edition.disclosure_id,
              .edition_id = edition.id,
              .action = std::string(to_text(action)),
              .from_state = edition.state,
              .to_state = edition.state,
              .person_id = in.actor.person_id,
              .person_name = in.actor.name,
              .at = in.now,
              .remark = text::shorten(remark, 2000)};
    store::insert(in.tx, step);
}

void tell(Context& in, std::string const& name, Edition const& edition, json::object more) {
    auto record = store::disclosure(in.tx, edition.disclosure_id);
    more["edition_id"] = edition.id;
    more["edition"] = edition.number;
    more["index_number"] = record ? record->index_number : "";
    more["catalogue_item_id"] = edition.catalogue_item_id;
    more["subjects"] = edition.subjects;
    more["kind"] = to_text(edition.kind);
    more["digest"] = edition.digest;
    more["public"] = edition.is_public_kind();
    in.write("disclosure." + name, subject_of(edition.disclosure_id), edition.unit_id, std::move(more));
}

Material material_of(storage::Transaction& tx, Edition edition) {
    Material made{
        .edition = std::move(edition), .html = store::text_of(tx, edition.id), .attachments = store::attachments_of(tx, edition.id)};
    if (made.edition.summary.empty()) made.edition.summary = summary_of(made.html);
    made.edition.digest = digest_of(made.edition, made.html, made.attachments);
    return made;
}

}  // namespace mingtang::disclosure
