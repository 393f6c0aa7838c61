#include "assessment/sheet.hpp"

#include "assessment/store.hpp"
#include "assessment/words.hpp"
#include "base/text.hpp"
#include "organ/store.hpp"

namespace mingtang::assessment {
namespace {

using Key = std::pair<Id, std::string>;

/// Everything of a period by unit and indicator.
struct Kept {
    std::map<Key, Score> scores;
    std::map<Key, std::vector<Appeal>> appeals;
    std::map<Key, std::vector<Correction>> corrections;
    std::map<Key, std::vector<Strike>> strikes;
};

Kept kept_of(Context& in, Id period_id) {
    Kept kept;
    for (auto& one : store::scores_of(in.tx, period_id)) kept.scores.emplace(Key{one.unit_id, one.indicator}, std::move(one));
    for (auto& one : store::appeals_of(in.tx, period_id)) kept.appeals[{one.unit_id, one.indicator}].push_back(std::move(one));
    for (auto& one : store::corrections_of(in.tx, period_id)) kept.corrections[{one.unit_id, one.indicator}].push_back(std::move(one));
    for (auto& one : store::strikes_of(in.tx, period_id)) kept.strikes[{one.unit_id, one.indicator}].push_back(std::move(one));
    return kept;
}

UnitSheet sheet_of(Scheme const& scheme, Assessed const& unit, Kept& kept) {
    UnitSheet sheet{.unit_id = unit.unit_id};
    std::set<std::string> left;
    for (auto& code : text::split(unit.left_groups, ',')) left.insert(code);
    std::map<std::string, Mark> marks;
    for (auto const& group : scheme.groups)
        for (auto const& indicator : group.indicators) {
            Key key{unit.unit_id, indicator.code};
            Line line{.indicator = &indicator, .group = &group, .left = left.contains(group.code)};
            if (auto found = kept.scores.find(key); found != kept.scores.end()) {
                line.judged = true;
                line.score = found->second;
                marks[indicator.code] = {line.score.points, line.score.capped, line.score.vetoes};
            }
            sheet.unjudged += !line.judged && !line.left;
            line.appeals = std::move(kept.appeals[key]);
            line.corrections = std::move(kept.corrections[key]);
            line.strikes = std::move(kept.strikes[key]);
            sheet.lines.push_back(std::move(line));
        }
    sheet.result = result_of(scheme, marks, left);
    return sheet;
}

bool is_before(UnitSheet const& a, UnitSheet const& b) {
    if (a.result.vetoed != b.result.vetoed) return b.result.vetoed;
    return a.result.score > b.result.score;
}

void place(std::vector<UnitSheet>& units) {
    std::stable_sort(units.begin(), units.end(), is_before);
    for (std::size_t i = 0; i < units.size(); ++i) {
        bool same = i > 0 && !is_before(units[i - 1], units[i]);
        units[i].place = same ? units[i - 1].place : int(i) + 1;
    }
}

}  // namespace

UnitSheet const* Table::of(Id unit_id) const {
    for (auto const& unit : units)
        if (unit.unit_id == unit_id) return &unit;
    return nullptr;
}

int Table::unjudged() const {
    int sum = 0;
    for (auto const& unit : units) sum += unit.unjudged;
    return sum;
}

Table table_of(Context& in, Period const& period) {
    Table table{.period = period, .edition = store::edition(in.tx, period.edition_id).value()};
    table.scheme = std::make_unique<Scheme const>(read_scheme(table.edition.content).value());
    auto kept = kept_of(in, period.id);
    auto names = organ::store::unit_names(in.tx);
    for (auto const& unit : store::units_of(in.tx, period.id)) {
        table.units.push_back(sheet_of(*table.scheme, unit, kept));
        table.units.back().unit = names[unit.unit_id];
    }
    place(table.units);
    return table;
}

std::string count_words(Indicator const& indicator, Score const& score) {
    if (indicator.way == Way::rate)
        return score.of_number == 0 ? word("count", "no_sample") : std::to_string(score.number) + "/" + std::to_string(score.of_number);
    if (indicator.per_case == 0 && indicator.way != Way::veto) return word("count", "given");
    return filled(word("count", "cases"), {{"number", std::to_string(score.number)}});
}

std::string points_words(Indicator const& indicator, Score const& score) {
    if (indicator.way == Way::veto) return word("mark", score.vetoes ? "vetoes" : "passes");
    if (score.points == 0) return "0";
    return (indicator.way == Way::bonus ? "+" : "−") + points_text(score.points);
}

std::string score_words(Result const& result) { return result.vetoed ? word("mark", "vetoed") : points_text(result.score); }

}  // namespace mingtang::assessment
