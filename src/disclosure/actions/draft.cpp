#include "base/text.hpp"
#include "disclosure/actions/common.hpp"
#include "law/index_number.hpp"
#include "markup/markup.hpp"
#include "organ/store.hpp"

namespace mingtang::disclosure {
namespace {

/// law: ogi-2019:12, every piece has its index; form: the unit's credit code (or its own code) / year and month - serial.
std::string new_index_number(Context& in, organ::Unit const& unit, Date day) {
    auto month = day.text().substr(0, 7);
    auto serial = store::next_serial(in.tx, unit.id, month);
    return law::index_number(unit.credit_code.empty() ? unit.code : unit.credit_code, day, serial);
}

Outcome<Edition> file_by(Context& in, Id edition_id, Action action, std::string const& event, std::string const& remark,
                         FilesAhead const* ahead = nullptr) {
    auto found = find_for(in, edition_id, action);
    if (!found) return found.error();
    auto material = material_of(in.tx, *found);
    bool has_content = !markup::to_text(material.html).empty() || !material.attachments.empty();
    if (auto whole = is_complete(*found, has_content, in.today()); !whole) return whole.error();
    look_now(in, material, filing_of(*found), ahead);
    material.edition.emergency = action == Action::file_emergency;
    auto taken = take(in, material.edition, action, remark);
    if (taken) tell(in, event, *taken);
    return taken;
}

}  // namespace

Outcome<Edition> start(Context& in, Id unit_id, DraftForm const& form) {
    auto may = next(State::drafting, Action::save, in.actor, unit_id);
    if (!may) return may.error();
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    if (!unit || !unit->open) return Refusal{"disclosure.start.unit_closed", "", {{"unit", unit ? unit->name : ""}}};
    Edition edition{.unit_id = unit_id, .author_id = in.actor.person_id, .lock_version = 1, .saved_at = in.now, .waiting_since = in.now};
    auto html = write_form(in, form, edition);
    if (!html) return html.error();
    Disclosure record{.unit_id = unit_id, .made_at = in.now};
    record.index_number =
        new_index_number(in, *unit, edition.produced_on && edition.produced_on <= in.today() ? edition.produced_on : in.today());
    store::insert(in.tx, record);
    edition.disclosure_id = record.id;
    store::insert(in.tx, edition, *html);
    record.newest_edition_id = edition.id;
    store::save(in.tx, record);
    tell(in, "started", edition);
    return edition;
}

Outcome<Edition> save(Context& in, Id edition_id, int lock_version, DraftForm const& form) {
    auto found = find_for(in, edition_id, Action::save);
    if (!found) return found.error();
    if (found->lock_version != lock_version) return Refusal{"disclosure.save.conflict", "", {{"saved_at", found->saved_at.local_text()}}};
    auto html = write_form(in, form, *found);
    if (!html) return html.error();
    found->lock_version += 1;
    found->saved_at = in.now;
    store::save(in.tx, *found);
    store::save_text(in.tx, edition_id, *html);
    return *found;
}

Outcome<Edition> file(Context& in, Id edition_id, std::string const& remark) {
    return file_by(in, edition_id, Action::file, "filed", remark);
}

Outcome<Edition> file_looked(Context& in, Id edition_id, std::string const& remark, FilesAhead const* ahead) {
    return file_by(in, edition_id, Action::file, "filed", remark, ahead);
}

Outcome<Edition> file_emergency(Context& in, Id edition_id, std::string const& remark) {
    return file_by(in, edition_id, Action::file_emergency, "filed_emergency", remark);
}

Outcome<Edition> recall(Context& in, Id edition_id, std::string const& remark) {
    auto found = find(in, edition_id);
    if (!found) return found.error();
    auto taken = take(in, *found, Action::recall, remark);
    if (taken) tell(in, "recalled", *taken);
    return taken;
}

Outcome<Edition> drop(Context& in, Id edition_id) {
    auto found = find(in, edition_id);
    if (!found) return found.error();
    auto taken = take(in, *found, Action::drop, "");
    if (taken) tell(in, "dropped", *taken);
    return taken;
}

}  // namespace mingtang::disclosure
