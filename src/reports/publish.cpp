#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/store.hpp"
#include "reports/actions.hpp"
#include "reports/grid.hpp"
#include "reports/page.hpp"
#include "reports/scratch.hpp"
#include "reports/store.hpp"

namespace mingtang::reports {
namespace {

/// The entry of the general catalogue that annual reports stand under; the portal's column 政府信息公开年报 shows it.
constexpr char const* item_code = "general-22";

/// The unit's own entry where it has one, else the standard one.
std::string item_for(Context& in, Id unit_id) {
    for (auto owner : {unit_id, Id(0)})
        if (auto item = catalogue::store::item_by_code(in.tx, owner, item_code)) return std::to_string(item->id);
    return "";
}

Outcome<disclosure::Edition> draft_disclosure(Context& in, KeptReport const& report, std::vector<ReportFile> const& files) {
    auto content = read_annual_report(report.content).value();
    disclosure::DraftForm form{.title = text_of(content).title,
                               .kind = std::string(to_text(disclosure::Kind::report)),
                               .catalogue_item_id = item_for(in, report.unit_id),
                               .source_kind = std::string(to_text(disclosure::SourceKind::made)),
                               .produced_on = in.today().text(),
                               .validity = std::string(to_text(disclosure::Validity::valid)),
                               .scope = std::string(to_text(disclosure::Scope::everyone)),
                               .way = std::string(to_text(disclosure::Way::proactive)),
                               .body = html_of(content)};
    auto edition = disclosure::start(in, report.unit_id, form);
    if (!edition) return edition;
    for (auto const& file : files) {
        Scratch spooled(file.content);
        auto attached = disclosure::attach(in, edition->id, {.name = file.name, .content_type = {}, .path = spooled.path()});
        if (!attached) return attached.error();
    }
    return edition;
}

}  // namespace

Publication publication_of(Context& in, KeptReport const& report) {
    if (!report.disclosure_id) return {};
    auto record = disclosure::store::disclosure(in.tx, report.disclosure_id);
    if (!record) return {};
    auto shown = record->public_edition_id ? record->public_edition_id : record->newest_edition_id;
    auto edition = disclosure::store::edition(in.tx, shown);
    return {.edition_id = shown,
            .state = std::string(to_text(record->state)),
            .published_on = edition ? edition->published_on : Date(),
            .disclosure_id = record->public_edition_id ? record->id : 0};
}

Outcome<KeptReport> publish(Context& in, Id id, bool without_missing, std::vector<ReportFile> const& files) {
    auto found = find(in, id);
    if (!found) return found;
    auto state = next(found->state, Action::publish, in.actor, found->unit_id);
    if (!state) return state.error();
    if (auto under_way = publication_of(in, *found); found->state == State::in_publication && !under_way.is_over())
        return Refusal{"reports.publish.under_way"};
    long long missing = 0;
    for (auto const& part : parts_of(in.tx, unit_of(in, found->unit_id), found->year)) missing += !part.is_in();
    if (missing > 0 && !without_missing)
        return Refusal{"reports.publish.units_missing", "ogi-2019:49", {{"count", std::to_string(missing)}}, "without_missing"};
    auto edition = draft_disclosure(in, *found, files);
    if (!edition) return edition.error();
    found->state = *state;
    found->disclosure_id = edition->disclosure_id;
    ++found->lock_version;
    found->saved_at = in.now;
    store::save(in.tx, *found);
    in.write("reports.drafted_for_publication", "report:" + std::to_string(found->id), found->unit_id,
             {{"year", found->year}, {"disclosure_id", found->disclosure_id}, {"missing_units", missing}});
    return found;
}

}  // namespace mingtang::reports
