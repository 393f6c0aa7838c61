#include "assessment/counts.hpp"

#include "assessment/store.hpp"
#include "measure/measure.hpp"
#include "supervision/web/pages.hpp"

namespace mingtang::assessment {
namespace {

std::map<Id, Counted> of_findings(Context& in, supervision::FindingKind kind, Date from, Date to, bool with_records) {
    std::map<Id, Counted> all;
    for (auto const& one : store::findings_seen(in.tx, kind, from, to)) {
        auto& counted = all[one.unit_id];
        ++counted.count.number;
        if (with_records && counted.records.size() < most_behind)
            counted.records.push_back({.title = one.title, .detail = one.detail, .url = supervision::web::finding_url(one)});
    }
    return all;
}

/// Whether the indicator asks for what the number of the measure leaves out: the pieces that were not on time of “on time”.
bool asks_for_the_rest(Indicator const& indicator, measure::Definition const& definition) {
    bool good = definition.direction == measure::Direction::more_is_better;
    if (indicator.way == Way::rate) return !good;
    return definition.is_rate() && good && indicator.way != Way::bonus;
}

std::map<Id, Counted> of_measure(Context& in, Indicator const& indicator, measure::Measure which, Date from, Date to, bool with_records) {
    measure::Period period{from, to};
    bool rest = asks_for_the_rest(indicator, measure::definition_of(which));
    std::map<Id, Counted> all;
    for (auto const& [unit_id, figure] : measure::measured(in.tx, which, period, in.calendar))
        all[unit_id].count = {.number = rest ? figure.of - figure.number : figure.number, .of = figure.of};
    if (!with_records) return all;
    // Of a share the records are shown that do not reach it, else the cases themselves.
    bool counted_ones = indicator.way == Way::rate ? rest : !rest;
    for (auto& one : measure::records_of(in.tx, which, 0, period, in.calendar)) {
        auto& records = all[one.unit_id].records;
        if (one.counted != counted_ones || records.size() >= most_behind) continue;
        records.push_back({.title = std::move(one.title), .detail = std::move(one.why), .url = std::move(one.url)});
    }
    return all;
}

}  // namespace

std::map<Id, Counted> counted(Context& in, Indicator const& indicator, Date from, Date to, bool with_records) {
    if (auto which = from_text<measure::Measure>(indicator.source.name); which && indicator.source.kind == SourceKind::measure)
        return of_measure(in, indicator, *which, from, to, with_records);
    if (auto kind = from_text<supervision::FindingKind>(indicator.source.name); kind && indicator.source.kind == SourceKind::finding)
        return of_findings(in, *kind, from, to, with_records);
    return {};
}

}  // namespace mingtang::assessment
