#include "assessment/actions/shared.hpp"
#include "assessment/files.hpp"
#include "assessment/sheet.hpp"
#include "assessment/store.hpp"
#include "assessment/words.hpp"
#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/store.hpp"
#include "reports/scratch.hpp"

namespace mingtang::assessment {
namespace {

/// The entry of the general catalogue that rules and results of open government stand under.
constexpr char const* item_code = "general-21";

/// The unit's own entry where it has one, else the standard one; whoever completes the draft may choose another.
std::string item_for(Context& in, Id unit_id) {
    for (auto owner : {unit_id, Id(0)})
        if (auto item = catalogue::store::item_by_code(in.tx, owner, item_code)) return std::to_string(item->id);
    return "";
}

disclosure::DraftForm form_of(Context& in, Table const& table) {
    return {.title = title_of(table),
            .kind = std::string(to_text(disclosure::Kind::notice)),
            .catalogue_item_id = item_for(in, in.actor.unit_id),
            .source_kind = std::string(to_text(disclosure::SourceKind::made)),
            .produced_on = in.today().text(),
            .validity = std::string(to_text(disclosure::Validity::valid)),
            .scope = std::string(to_text(disclosure::Scope::everyone)),
            .way = std::string(to_text(disclosure::Way::proactive)),
            .body = html_of(table, published_of(in, table))};
}

/// The next edition of what is public, with the text and the files of now; the old edition stays readable.
Outcome<disclosure::Edition> revised(Context& in, Id disclosure_id, Table const& table) {
    auto edition = disclosure::revise(in, disclosure_id, word("published", "corrected"));
    if (!edition) return edition;
    auto form = disclosure::form_of(in, *edition);
    form.body = html_of(table, published_of(in, table));
    auto saved = disclosure::save(in, edition->id, edition->lock_version, form);
    if (!saved) return saved;
    for (auto const& file : disclosure::store::attachments_of(in.tx, edition->id))
        if (auto gone = disclosure::detach(in, edition->id, file.id); !gone) return gone.error();
    return saved;
}

/// The office that may publish an assessment need not be a filer: the draft is made for its unit, whose people then file it.
Outcome<disclosure::Edition> draft(Context& in, Table const& table, Publication const& before, std::vector<File> const& files) {
    auto form = form_of(in, table);
    auto actor = organ::Actor::of_system("assessment");
    Context system{actor, in.tx, in.calendar, in.now, in.blobs, in.secret, in.reader};
    auto edition =
        before.disclosure_id != 0 ? revised(system, before.disclosure_id, table) : disclosure::start(system, in.actor.unit_id, form);
    if (!edition) return edition;
    for (auto const& file : files) {
        reports::Scratch spooled(file.content);
        auto attached = disclosure::attach(system, edition->id, {.name = file.name, .content_type = {}, .path = spooled.path()});
        if (!attached) return attached.error();
    }
    return edition;
}

}  // namespace

Publication publication_of(Context& in, Period const& period) {
    if (period.disclosure_id == 0) return {};
    auto record = disclosure::store::disclosure(in.tx, period.disclosure_id);
    if (!record) return {};
    auto shown = record->public_edition_id ? record->public_edition_id : record->newest_edition_id;
    auto edition = disclosure::store::edition(in.tx, shown);
    auto newest = disclosure::store::edition(in.tx, record->newest_edition_id);
    bool on_its_way = newest && record->newest_edition_id != record->public_edition_id && newest->state != disclosure::State::dropped &&
                      record->state != disclosure::State::withdrawn && record->state != disclosure::State::dropped;
    return {.edition_id = shown,
            .disclosure_id = record->public_edition_id ? record->id : 0,
            .published_on = record->public_edition_id && edition ? edition->published_on : Date(),
            .under_way = on_its_way};
}

Outcome<Period> publish(Context& in, Id period_id, std::vector<File> const& files) {
    auto found = find_for(in, period_id, Action::publish);
    if (!found) return found;
    auto before = publication_of(in, *found);
    bool stands = found->state == State::in_publication && before.disclosure_id != 0;
    if (before.under_way || stands) return Refusal{"assessment.publish.under_way"};
    auto edition = draft(in, table_of(in, *found), before, files);
    if (!edition) return edition.error();
    found->disclosure_id = edition->disclosure_id;
    return take(in, *found, Action::publish, {{"disclosure_id", edition->disclosure_id}});
}

}  // namespace mingtang::assessment
