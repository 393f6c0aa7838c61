#include "assessment/preview.hpp"

#include <cstdlib>

#include "assessment/counts.hpp"
#include "assessment/store.hpp"
#include "base/text.hpp"
#include "organ/store.hpp"

namespace mingtang::assessment {
namespace {

/// Where counts come from: what an assessment holds, else the records.
class Counts {
  public:
    Counts(Context& in, Preview const& made, std::optional<Period> const& period)
        : in_(in), from_(made.from_on), to_(std::min(made.to_on, in.today())) {
        if (!period) return;
        held_by_ = mingtang::assessment::scheme_of(in, *period);
        for (auto& score : store::scores_of(in.tx, period->id)) held_.emplace(std::pair{score.unit_id, score.indicator}, score.count());
    }
    Count of(Indicator const& indicator, Id unit_id) {
        auto const* then = held_by_.indicator(indicator.code);
        if (then != nullptr && then->source == indicator.source && then->way == indicator.way) {
            auto found = held_.find({unit_id, indicator.code});
            return found == held_.end() ? Count{} : found->second;
        }
        if (indicator.source.kind == SourceKind::judged) return {};
        auto key = std::tuple{indicator.source.kind, indicator.source.name, indicator.way};
        auto found = counted_.find(key);
        if (found == counted_.end()) found = counted_.emplace(key, counted(in_, indicator, from_, to_, false)).first;
        return found->second[unit_id].count;
    }

  private:
    Context& in_;
    Date from_, to_;
    Scheme held_by_;
    std::map<std::pair<Id, std::string>, Count> held_;
    std::map<std::tuple<SourceKind, std::string, Way>, std::map<Id, Counted>> counted_;
};

Result result_with(Scheme const& scheme, Counts& counts, Id unit_id, std::set<std::string> const& left) {
    std::map<std::string, Mark> marks;
    for (auto const& group : scheme.groups)
        for (auto const& one : group.indicators) marks[one.code] = mark_of(one, counts.of(one, unit_id));
    return result_of(scheme, marks, left);
}

std::vector<Assessed> units_for(Context& in, std::optional<Period> const& period) {
    if (period) return store::units_of(in.tx, period->id);
    std::vector<Assessed> all;
    for (auto const& unit : organ::store::all_units(in.tx))
        if (unit.open && unit.kind != organ::UnitKind::enterprise) all.push_back({.unit_id = unit.id});
    return all;
}

}  // namespace

Preview preview(Context& in, Scheme const& before, Scheme const& after) {
    auto period = store::newest_period(in.tx, before.code);
    Preview made{.period = period ? period->name : "",
                 .from_on = period ? period->from_on : Date(in.today().year(), 1, 1),
                 .to_on = period ? period->to_on : in.today()};
    Counts counts(in, made, period);
    auto names = organ::store::unit_names(in.tx);
    for (auto const& unit : units_for(in, period)) {
        std::set<std::string> left;
        for (auto& code : text::split(unit.left_groups, ',')) left.insert(code);
        made.effects.push_back({.unit_id = unit.unit_id,
                                .unit = names[unit.unit_id],
                                .before = result_with(before, counts, unit.unit_id, left),
                                .after = result_with(after, counts, unit.unit_id, left)});
    }
    auto size = [](Effect const& one) { return std::llabs(one.after.score - one.before.score); };
    std::stable_sort(made.effects.begin(), made.effects.end(), [&](auto const& a, auto const& b) {
        return std::pair{a.changes(), size(a)} > std::pair{b.changes(), size(b)};
    });
    return made;
}

}  // namespace mingtang::assessment
