#include "assessment/counts.hpp"

#include "assessment/store.hpp"
#include "measure/measure.hpp"
#include "supervision/web/pages.hpp"

namespace mingtang::assessment {
namespace {

/// Adds a record to those listed, and takes it out of the count where it is struck.
void add_record(Counted& counted, Indicator const& indicator, std::set<std::string> const& struck, Behind record) {
    bool is_struck = struck.contains(record.record);
    if (is_struck) counted.count = without(indicator, counted.count, 1);
    if (is_struck || counted.records.size() < most_behind) counted.records.push_back(std::move(record));
}

std::set<std::string> const& struck_of(Struck const& struck, Id unit_id) {
    static std::set<std::string> const none;
    auto found = struck.find(unit_id);
    return found == struck.end() ? none : found->second;
}

std::map<Id, Counted> of_findings(Context& in, Indicator const& indicator, supervision::FindingKind kind, Date from, Date to,
                                  bool with_records, Struck const& struck) {
    std::map<Id, Counted> all;
    for (auto const& one : store::findings_seen(in.tx, kind, from, to)) {
        auto& counted = all[one.unit_id];
        ++counted.count.number;
        if (with_records)
            add_record(counted, indicator, struck_of(struck, one.unit_id),
                       {.title = one.title,
                        .detail = one.detail,
                        .url = supervision::web::finding_url(one),
                        .record = "finding:" + std::to_string(one.id)});
    }
    return all;
}

/// Whether the indicator asks for what the number of the measure leaves out: the pieces that were not on time of “on time”.
bool asks_for_the_rest(Indicator const& indicator, measure::Definition const& definition) {
    bool good = definition.direction == measure::Direction::more_is_better;
    if (indicator.way == Way::rate) return !good;
    return definition.is_rate() && good && indicator.way != Way::bonus;
}

std::map<Id, Counted> of_measure(Context& in, Indicator const& indicator, measure::Measure which, Date from, Date to, bool with_records,
                                 Struck const& struck) {
    measure::Period period{from, to};
    bool rest = asks_for_the_rest(indicator, measure::definition_of(which));
    std::map<Id, Counted> all;
    for (auto const& [unit_id, figure] : measure::measured(in.tx, which, period, in.calendar))
        all[unit_id].count = {.number = rest ? figure.of - figure.number : figure.number, .of = figure.of};
    if (!with_records) return all;
    // Of a share the records are shown that do not reach it, else the cases themselves.
    bool counted_ones = indicator.way == Way::rate ? rest : !rest;
    auto records = counted_ones ? measure::counted_records_of(in.tx, which, 0, period, in.calendar)
                                : measure::records_of(in.tx, which, 0, period, in.calendar);
    for (auto& one : records) {
        if (one.counted != counted_ones) continue;
        add_record(all[one.unit_id], indicator, struck_of(struck, one.unit_id),
                   {.title = std::move(one.title), .detail = std::move(one.why), .url = std::move(one.url), .record = std::move(one.key)});
    }
    return all;
}

}  // namespace

std::map<Id, Counted> counted(Context& in, Indicator const& indicator, Date from, Date to, bool with_records, Struck const& struck) {
    if (auto which = from_text<measure::Measure>(indicator.source.name); which && indicator.source.kind == SourceKind::measure)
        return of_measure(in, indicator, *which, from, to, with_records, struck);
    if (auto kind = from_text<supervision::FindingKind>(indicator.source.name); kind && indicator.source.kind == SourceKind::finding)
        return of_findings(in, indicator, *kind, from, to, with_records, struck);
    return {};
}

}  // namespace mingtang::assessment
