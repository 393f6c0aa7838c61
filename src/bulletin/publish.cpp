#include "base/number.hpp"
#include "bulletin/actions.hpp"
#include "bulletin/files.hpp"
#include "bulletin/store.hpp"
#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/store.hpp"
#include "reports/scratch.hpp"

namespace mingtang::bulletin {
namespace {

/// The office drafts what it itself issues, whether or not it also files for its unit; all that follows asks for the roles as always.
organ::Actor drafter_of(organ::Actor const& office, Id unit_id) {
    auto drafter = office;
    drafter.grants.push_back({.person_id = office.person_id, .unit_id = unit_id, .role = Role::filer});
    return drafter;
}

/// Blank, or an entry of the unit or of the standard catalogues.
Outcome<std::string> item_of(Context& in, Id unit_id, std::string const& chosen) {
    if (chosen.empty()) return std::string();
    auto item = catalogue::store::item(in.tx, number_of(chosen));
    if (!item || (item->unit_id != unit_id && item->unit_id != 0)) return Refusal{"bulletin.publish.item", "", {}, "catalogue_item_id"};
    return std::to_string(item->id);
}

Outcome<disclosure::Edition> draft(Context& in, Bulletin const& bulletin, std::string const& item, std::vector<BulletinFile> const& files) {
    auto content = read_content(bulletin.content);
    disclosure::DraftForm form{.title = title_of(content),
                               .kind = std::string(to_text(disclosure::Kind::notice)),
                               .catalogue_item_id = item,
                               .source_kind = std::string(to_text(disclosure::SourceKind::made)),
                               .produced_on = bulletin.frozen_at.local_date().text(),
                               .validity = std::string(to_text(disclosure::Validity::valid)),
                               .scope = std::string(to_text(disclosure::Scope::everyone)),
                               .way = std::string(to_text(disclosure::Way::proactive)),
                               .body = html_of(content)};
    auto edition = disclosure::start(in, bulletin.unit_id, form);
    if (!edition) return edition;
    for (auto const& file : files) {
        reports::Scratch spooled(file.content);
        auto attached = disclosure::attach(in, edition->id, {.name = file.name, .content_type = {}, .path = spooled.path()});
        if (!attached) return attached.error();
    }
    return edition;
}

}  // namespace

Publication publication_of(Context& in, Bulletin const& bulletin) {
    auto record = bulletin.disclosure_id ? disclosure::store::disclosure(in.tx, bulletin.disclosure_id) : std::nullopt;
    if (!record) return {};
    auto shown = record->public_edition_id ? record->public_edition_id : record->newest_edition_id;
    auto edition = disclosure::store::edition(in.tx, shown);
    return {.edition_id = shown,
            .disclosure_id = record->public_edition_id ? record->id : 0,
            .state = std::string(to_text(record->state)),
            .published_on = edition ? edition->published_on : Date()};
}

Outcome<Bulletin> publish(Context& in, std::string const& month, std::string const& catalogue_item_id,
                          std::vector<BulletinFile> const& files) {
    auto found = store::of_month(in.tx, month);
    if (!found) return Refusal{"bulletin.find.not_found"};
    auto state = next(found->state, Action::publish, in.actor, found->unit_id);
    if (!state) return state.error();
    if (found->state == State::in_publication && !publication_of(in, *found).is_over()) return Refusal{"bulletin.publish.under_way"};
    auto item = item_of(in, found->unit_id, catalogue_item_id);
    if (!item) return item.error();
    auto drafter = drafter_of(in.actor, found->unit_id);
    Context as_drafter{drafter, in.tx, in.calendar, in.now, in.blobs, in.secret, in.reader};
    auto edition = draft(as_drafter, *found, *item, files);
    if (!edition) return edition.error();
    found->state = *state;
    found->disclosure_id = edition->disclosure_id;
    ++found->lock_version;
    store::save(in.tx, *found);
    in.write("bulletin.drafted_for_publication", "bulletin:" + std::to_string(found->id), found->unit_id,
             {{"month", found->month}, {"disclosure_id", found->disclosure_id}});
    return *found;
}

}  // namespace mingtang::bulletin
