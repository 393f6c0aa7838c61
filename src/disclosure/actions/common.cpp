#include "disclosure/actions/common.hpp"

#include "base/text.hpp"

namespace mingtang::disclosure {

std::string subject_of(Id disclosure_id) { return "disclosure:" + std::to_string(disclosure_id); }

Outcome<Edition> find(Context& in, Id edition_id) {
    auto found = store::edition_for(in.actor, edition_id, in.tx);
    if (!found) return Refusal{"disclosure.find.not_found"};
    return *found;
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
    store::save(in.tx, edition);
    store::insert(in.tx, step);
    if (auto record = store::disclosure(in.tx, edition.disclosure_id); record && record->public_edition_id == 0) {
        record->state = *to;
        store::save(in.tx, *record);
    }
    return edition;
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

}  // namespace mingtang::disclosure
