#include "assessment/arithmetic.hpp"

namespace mingtang::assessment {
namespace {

/// Everything past the end of an indicator or a group is cut off, and says so.
Points ended(Points points, Points most, bool& capped) {
    capped = points > most;
    return capped ? most : points;
}

Points of_cases(Indicator const& one, Count const& count) {
    if (one.per_case == 0) return count.given;
    return count.number < std::max(one.minimum, 1ll) ? 0 : count.number * one.per_case;
}

Points of_rate(Indicator const& one, Count const& count) {
    if (count.of <= 0 || count.of < one.minimum) return 0;
    auto reached = std::clamp(count.number, 0ll, count.of);
    return one.weight - share_of(one.weight, reached, count.of);
}

GroupResult of_group(Group const& group, std::map<std::string, Mark> const& marks, Result& made) {
    GroupResult result;
    for (auto const& one : group.indicators) {
        auto found = marks.find(one.code);
        if (found == marks.end()) continue;
        made.vetoed |= found->second.vetoes;
        if (one.way == Way::bonus) result.gained += found->second.points;
        if (one.way == Way::deduct || one.way == Way::rate) result.lost += found->second.points;
    }
    result.lost = ended(result.lost, group.weight, result.capped);
    return result;
}

std::string grade_of(Scheme const& scheme, Result const& made) {
    if (made.vetoed && !scheme.veto_grade.empty()) return scheme.veto_grade;
    for (auto const& grade : scheme.grades)
        if (made.score >= grade.from) return grade.name;
    return "";
}

}  // namespace

Count without(Indicator const& one, Count count, long long records) {
    (one.way == Way::rate ? count.of : count.number) -= records;
    return count;
}

Mark mark_of(Indicator const& one, Count const& count) {
    Mark mark;
    if (one.way == Way::veto) {
        mark.vetoes = count.number >= std::max(one.minimum, 1ll);
        return mark;
    }
    mark.points = ended(one.way == Way::rate ? of_rate(one, count) : of_cases(one, count), one.most(), mark.capped);
    return mark;
}

Result result_of(Scheme const& scheme, std::map<std::string, Mark> const& marks, std::set<std::string> const& left) {
    Result made;
    for (auto const& group : scheme.groups) {
        if (group.may_be_left && left.contains(group.code)) {
            made.groups[group.code].left = true;
            continue;
        }
        auto result = of_group(group, marks, made);
        made.full += group.weight;
        made.lost += result.lost;
        made.gained += result.gained;
        made.groups[group.code] = result;
    }
    made.scaled = made.full == 0 ? 0 : share_of(made.full - made.lost, scheme.total, made.full);
    bool far_enough = !scheme.bonus_over || made.scaled > *scheme.bonus_over;
    made.bonus = far_enough ? std::min(made.gained, scheme.bonus_most) : 0;
    made.score = made.vetoed ? 0 : made.scaled + made.bonus;
    made.grade = grade_of(scheme, made);
    return made;
}

}  // namespace mingtang::assessment
