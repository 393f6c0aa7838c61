#include "assessment/actions/shared.hpp"

#include "assessment/store.hpp"
#include "base/text.hpp"

namespace mingtang::assessment {

Done words_fit(std::string const& verb, std::string const& words, char const* field) {
    if (text::trim(words).empty()) return Refusal{"assessment." + verb + ".missing", "", {}, field};
    if (text::length(words) > longest_words)
        return Refusal{"assessment." + verb + ".too_long", "", {{"most", std::to_string(longest_words)}}, field};
    return {};
}

std::optional<long long> number_typed(std::string const& typed) {
    auto trimmed = text::trim(typed);
    if (trimmed.empty() || trimmed.size() > 7 || trimmed.find_first_not_of("0123456789") != std::string::npos) return {};
    auto number = std::stoll(trimmed);
    if (number > 1000000) return {};
    return number;
}

bool sees_all(organ::Actor const& actor) { return actor.system || actor.has(Role::office, 0) || actor.has(Role::auditor, 0); }

bool may_see(organ::Actor const& actor, Period const& period, Id unit_id) {
    if (sees_all(actor)) return true;
    if (period.state == State::judging || period.state == State::dropped) return false;
    for (auto role : {Role::reviewer, Role::unit_head, Role::filer, Role::office_head, Role::handler})
        if (actor.has(role, unit_id)) return true;
    return false;
}

Outcome<Period> find(Context& in, Id period_id) {
    auto found = store::period(in.tx, period_id);
    if (!found) return Refusal{"assessment.find.not_found"};
    if (sees_all(in.actor)) return *found;
    for (auto const& unit : store::units_of(in.tx, period_id))
        if (may_see(in.actor, *found, unit.unit_id)) return *found;
    return Refusal{"assessment.find.not_found"};
}

Scheme scheme_of(Context& in, Period const& period) {
    auto edition = store::edition(in.tx, period.edition_id);
    return read_scheme(edition.value().content).value();
}

Outcome<Period> find_for(Context& in, Id period_id, Action action, Id unit_id) {
    auto found = find(in, period_id);
    if (!found) return found;
    if (auto may = next(found->state, action, in.actor, unit_id); !may) return may.error();
    return found;
}

std::string subject_of(Period const& period) { return "assessment:" + std::to_string(period.id); }

Period take(Context& in, Period period, Action action, json::object data) {
    period.state = next(period.state, action, in.actor).value();
    ++period.lock_version;
    store::save(in.tx, period);
    data["name"] = period.name;
    data["state"] = to_text(period.state);
    in.write("assessment." + std::string(to_text(action)), subject_of(period), 0, std::move(data));
    return period;
}

Outcome<Count> count_typed(Indicator const& indicator, JudgeForm const& form) {
    Count count;
    bool gives_points = indicator.per_case == 0 && (indicator.way == Way::deduct || indicator.way == Way::bonus);
    if (gives_points) {
        auto given = points_of(form.given);
        if (!given || *given > indicator.most())
            return Refusal{"assessment.judge.given", "", {{"most", points_text(indicator.most())}}, "given"};
        count.given = *given;
        count.number = *given > 0 ? 1 : 0;
        return count;
    }
    auto number = number_typed(form.number);
    if (!number) return Refusal{"assessment.judge.number", "", {}, "number"};
    count.number = *number;
    if (indicator.way != Way::rate) return count;
    auto of = number_typed(form.of);
    if (!of || *of < *number) return Refusal{"assessment.judge.of", "", {}, "of"};
    count.of = *of;
    return count;
}

void recount(Score& score, Indicator const& indicator, Count const& count) {
    score.number = count.number;
    score.of_number = count.of;
    score.given = count.given;
    score.take(mark_of(indicator, count));
}

Outcome<Indicator> indicator_for(Context& in, std::string const& verb, Period const& period, Scheme const& scheme, Id unit_id,
                                 std::string const& code) {
    auto unit = store::assessed(in.tx, period.id, unit_id);
    if (!unit) return Refusal{"assessment." + verb + ".unit", ""};
    auto const* indicator = scheme.indicator(code);
    if (indicator == nullptr) return Refusal{"assessment." + verb + ".indicator", ""};
    auto left = text::split(unit->left_groups, ',');
    if (std::find(left.begin(), left.end(), scheme.group_of(code)->code) != left.end())
        return Refusal{"assessment." + verb + ".indicator", ""};
    return *indicator;
}

bool has_open_appeal(Context& in, Id period_id, Id unit_id, std::string const& indicator) {
    for (auto const& one : store::appeals_of(in.tx, period_id))
        if (one.unit_id == unit_id && one.indicator == indicator && one.state == AppealState::open) return true;
    return false;
}

Score set_count(Context& in, Period const& period, Indicator const& indicator, Score score, Count const& count, std::string const& reason,
                Id appeal_id) {
    Correction correction{.period_id = period.id,
                          .unit_id = score.unit_id,
                          .indicator = indicator.code,
                          .appeal_id = appeal_id,
                          .reason = reason,
                          .number_before = score.number,
                          .points_before = score.points,
                          .made_by_id = in.actor.person_id,
                          .made_by = in.actor.name,
                          .made_at = in.now};
    recount(score, indicator, count);
    store::save(in.tx, score);
    correction.number_after = score.number;
    correction.points_after = score.points;
    if (period.state != State::judging) store::add(in.tx, correction);
    return score;
}

json::object told_of(Score const& score) {
    return {{"indicator", score.indicator}, {"number", score.number}, {"points", points_text(score.points)}, {"veto", score.vetoes}};
}

}  // namespace mingtang::assessment
