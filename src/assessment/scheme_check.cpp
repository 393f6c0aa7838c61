#include <set>

#include "assessment/scheme.hpp"
#include "measure/measure.hpp"
#include "supervision/finding.hpp"

/// What must hold so that a scheme can be reckoned with.
namespace mingtang::assessment {
namespace {

using Details = std::vector<std::pair<std::string, std::string>>;

Refusal at_place(char const* code, std::string const& at, Details details = {}) {
    details.emplace_back("at", at);
    return Refusal{std::string("assessment.scheme.") + code, "", std::move(details), "text"};
}

Done check_source(Indicator const& one, std::string const& at) {
    if (one.source.kind == SourceKind::judged) return {};
    auto known = source_names(one.source.kind);
    if (std::find(known.begin(), known.end(), one.source.name) == known.end()) {
        std::string list;
        for (auto const& name : known) list += (list.empty() ? "" : "、") + name;
        return at_place("unknown_word", at + "source.name", {{"value", one.source.name}, {"known", list}});
    }
    return {};
}

/// A plain number of which more is better (what was published) has no cases that could cost.
bool has_faults(Indicator const& one) {
    if (one.source.kind != SourceKind::measure || one.way == Way::bonus) return true;
    auto const& definition = measure::definition_of(from_text<measure::Measure>(one.source.name).value());
    return definition.is_rate() || definition.direction == measure::Direction::less_is_better;
}

/// Cited: 国办秘函〔2019〕19号: what an indicator costs never exceeds its own marks.
Done check_indicator(Indicator const& one, std::string const& at) {
    if (auto good = check_source(one, at); !good) return good;
    if (!has_faults(one) && one.way != Way::rate) return at_place("no_fault", at + "source");
    if (one.way == Way::veto) {
        if (one.weight != 0 || one.per_case != 0 || one.cap != 0) return at_place("veto_points", at + "weight");
        return {};
    }
    if (one.weight == 0) return at_place("no_weight", at + "weight");
    if (one.cap > one.weight) return at_place("cap", at + "cap", {{"weight", points_text(one.weight)}});
    if (one.way == Way::rate) {
        bool share = one.source.kind == SourceKind::judged || (one.source.kind == SourceKind::measure && has_share(one.source.name));
        if (!share) return at_place("no_share", at + "source");
        if (one.per_case != 0) return at_place("rate_per_case", at + "per_case");
        return {};
    }
    if (one.per_case == 0 && one.source.kind != SourceKind::judged) return at_place("no_per_case", at + "per_case");
    if (one.per_case > one.weight) return at_place("per_case", at + "per_case", {{"weight", points_text(one.weight)}});
    return {};
}

Done check_group(Group const& group, std::string const& at, std::set<std::string>& codes) {
    Points sum = 0;
    for (std::size_t i = 0; i < group.indicators.size(); ++i) {
        auto const& one = group.indicators[i];
        auto here = at + "indicators[" + std::to_string(i) + "].";
        if (!codes.insert(one.code).second) return at_place("twice", here + "code", {{"value", one.code}});
        if (auto good = check_indicator(one, here); !good) return good;
        if (one.way == Way::deduct || one.way == Way::rate) sum += one.most();
    }
    if (sum < group.weight)
        return at_place("group_weight", at + "weight", {{"sum", points_text(sum)}, {"weight", points_text(group.weight)}});
    return {};
}

Done check_grades(Scheme const& scheme) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < scheme.grades.size(); ++i) {
        auto at = "grades[" + std::to_string(i) + "].";
        if (!names.insert(scheme.grades[i].name).second) return at_place("twice", at + "name", {{"value", scheme.grades[i].name}});
        if (i > 0 && scheme.grades[i].from >= scheme.grades[i - 1].from) return at_place("grade_order", at + "from");
    }
    if (scheme.grades.back().from != 0) return at_place("grade_last", "grades[" + std::to_string(scheme.grades.size() - 1) + "].from");
    bool has_veto = false, has_bonus = false;
    for (auto const& group : scheme.groups)
        for (auto const& one : group.indicators) {
            has_veto |= one.way == Way::veto;
            has_bonus |= one.way == Way::bonus;
        }
    if (has_veto && scheme.veto_grade.empty()) return at_place("missing", "veto_grade");
    if (!scheme.veto_grade.empty() && !names.contains(scheme.veto_grade))
        return at_place("veto_grade", "veto_grade", {{"value", scheme.veto_grade}});
    if (has_bonus && scheme.bonus_most == 0) return at_place("missing", "bonus.most");
    return {};
}

}  // namespace

Done check(Scheme const& scheme) {
    std::set<std::string> codes, groups;
    Points sum = 0, may_be_left = 0;
    for (std::size_t i = 0; i < scheme.groups.size(); ++i) {
        auto const& group = scheme.groups[i];
        auto at = "groups[" + std::to_string(i) + "].";
        if (!groups.insert(group.code).second) return at_place("twice", at + "code", {{"value", group.code}});
        if (auto good = check_group(group, at, codes); !good) return good;
        sum += group.weight;
        if (group.may_be_left) may_be_left += group.weight;
    }
    if (scheme.total == 0) return at_place("no_weight", "total");
    if (sum != scheme.total) return at_place("total", "total", {{"sum", points_text(sum)}, {"total", points_text(scheme.total)}});
    if (may_be_left >= scheme.total) return at_place("nothing_left", "groups");
    return check_grades(scheme);
}

std::vector<std::string> source_names(SourceKind kind) {
    std::vector<std::string> names;
    if (kind == SourceKind::measure)
        for (auto name : EnumNames<measure::Measure>::names) names.emplace_back(name);
    if (kind == SourceKind::finding)
        for (auto name : EnumNames<supervision::FindingKind>::names) names.emplace_back(name);
    return names;
}

bool has_share(std::string_view name) {
    auto which = from_text<measure::Measure>(name);
    return which && measure::definition_of(*which).is_rate();
}

}  // namespace mingtang::assessment
