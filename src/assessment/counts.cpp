#include "assessment/counts.hpp"

#include "assessment/store.hpp"
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

}  // namespace

std::map<Id, Counted> counted(Context& in, Indicator const& indicator, Date from, Date to, bool with_records) {
    if (indicator.source.kind != SourceKind::finding) return {};
    auto kind = from_text<supervision::FindingKind>(indicator.source.name);
    return kind ? of_findings(in, *kind, from, to, with_records) : std::map<Id, Counted>{};
}

}  // namespace mingtang::assessment
