#include "assessment/actions/shared.hpp"
#include "assessment/counts.hpp"
#include "assessment/notices.hpp"
#include "assessment/store.hpp"
#include "base/text.hpp"
#include "organ/store.hpp"

namespace mingtang::assessment {
namespace {

/// How long units may appeal: no law says it, the organ in charge sets it [M].
constexpr long long longest_appeal_days = 30;

Refusal bad(char const* reason, char const* field) { return Refusal{std::string("assessment.begin.") + reason, "", {}, field}; }

/// The edition that the period keeps; what comes with the program is stored when it is first used.
Outcome<Known> edition_to_use(Context& in, std::string const& code) {
    auto known = known_scheme(in, code);
    if (!known) return Refusal{"assessment.begin.scheme", "", {}, "scheme"};
    if (known->edition.id != 0) return known;
    known->edition.number = 1;
    known->edition.saved_at = in.now;
    store::add(in.tx, known->edition);
    return known;
}

Outcome<std::pair<Date, Date>> dates_of(Context& in, BeginForm const& form) {
    auto from = Date::parse(text::trim(form.from_on)), to = Date::parse(text::trim(form.to_on));
    if (!from || !to || *from > *to) return bad("dates", "from_on");
    if (*from > in.today()) return bad("future", "from_on");
    return std::pair{*from, *to};
}

Outcome<std::vector<Assessed>> units_to_assess(Context& in, BeginForm const& form, Scheme const& scheme) {
    if (form.units.empty()) return bad("units", "unit");
    std::vector<Assessed> all;
    std::set<Id> seen;
    for (auto id : form.units) {
        if (!seen.insert(id).second) continue;
        if (!organ::store::unit_by_id(in.tx, id)) return bad("unit", "unit");
        Assessed unit{.unit_id = id};
        for (auto const& group : scheme.groups) {
            bool left = std::find(form.left.begin(), form.left.end(), std::pair{id, group.code}) != form.left.end();
            if (left && !group.may_be_left) return bad("left", "unit");
            if (left) unit.left_groups += (unit.left_groups.empty() ? "" : ",") + group.code;
        }
        all.push_back(std::move(unit));
    }
    return all;
}

void compute_indicator(Context& in, Period const& period, Indicator const& indicator, std::vector<Assessed> const& units) {
    Struck struck;
    for (auto const& one : store::strikes_of(in.tx, period.id))
        if (one.indicator == indicator.code && one.stands()) struck[one.unit_id].insert(one.record);
    // Of a period that is not over only what has come so far counts: what is due later is not late yet.
    auto counts = counted(in, indicator, period.from_on, std::min(period.to_on, in.today()), true, struck);
    for (auto const& unit : units) {
        auto score = store::score(in.tx, period.id, unit.unit_id, indicator.code).value_or(Score{});
        score.period_id = period.id;
        score.unit_id = unit.unit_id;
        score.indicator = indicator.code;
        score.at = in.now;
        auto& counted = counts[unit.unit_id];
        recount(score, indicator, counted.count);
        store::save(in.tx, score);
        store::replace_behind(in.tx, score.id, std::move(counted.records));
    }
}

void compute_all(Context& in, Period& period, Scheme const& scheme) {
    auto units = store::units_of(in.tx, period.id);
    for (auto const& group : scheme.groups)
        for (auto const& indicator : group.indicators)
            if (indicator.source.kind != SourceKind::judged) compute_indicator(in, period, indicator, units);
    period.computed_on = in.today();
}

/// Judged indicators of groups that the unit has and that nobody has judged.
long long unjudged(Context& in, Period const& period, Scheme const& scheme) {
    std::set<std::pair<Id, std::string>> judged;
    for (auto const& score : store::scores_of(in.tx, period.id)) judged.emplace(score.unit_id, score.indicator);
    long long open = 0;
    for (auto const& unit : store::units_of(in.tx, period.id)) {
        auto left = text::split(unit.left_groups, ',');
        for (auto const& group : scheme.groups) {
            if (std::find(left.begin(), left.end(), group.code) != left.end()) continue;
            for (auto const& one : group.indicators)
                open += one.source.kind == SourceKind::judged && !judged.contains({unit.unit_id, one.code});
        }
    }
    return open;
}

}  // namespace

Outcome<Period> begin(Context& in, BeginForm const& form) {
    if (!in.actor.system && !in.actor.has(Role::office, 0))
        return Refusal{"assessment.begin.forbidden", "ogi-2019:46", {{"role", "office"}}};
    auto name = text::one_line(form.name);
    if (name.empty() || text::length(name) > 100) return bad("name", "name");
    auto dates = dates_of(in, form);
    if (!dates) return dates.error();
    auto known = edition_to_use(in, form.scheme);
    if (!known) return known.error();
    auto units = units_to_assess(in, form, known->scheme);
    if (!units) return units.error();
    Period period{.name = name,
                  .edition_id = known->edition.id,
                  .from_on = dates->first,
                  .to_on = dates->second,
                  .begun_by_id = in.actor.person_id,
                  .begun_by = in.actor.name,
                  .begun_at = in.now,
                  .lock_version = 1};
    store::save(in.tx, period);
    for (auto& unit : *units) {
        unit.period_id = period.id;
        store::add(in.tx, unit);
    }
    compute_all(in, period, known->scheme);
    store::save(in.tx, period);
    in.write("assessment.begun", subject_of(period), 0,
             {{"name", period.name},
              {"scheme", known->edition.code},
              {"edition", known->edition.number},
              {"from_on", period.from_on.text()},
              {"to_on", period.to_on.text()},
              {"units", units->size()}});
    return period;
}

Outcome<Period> compute(Context& in, Id period_id) {
    auto found = find_for(in, period_id, Action::compute);
    if (!found) return found;
    compute_all(in, *found, scheme_of(in, *found));
    return take(in, *found, Action::compute);
}

Outcome<Period> tell(Context& in, Id period_id, std::string const& working_days, std::string const& base) {
    auto found = find_for(in, period_id, Action::tell);
    if (!found) return found;
    if (found->to_on >= in.today()) return Refusal{"assessment.tell.not_over", "", {{"until", found->to_on.text()}}};
    if (found->computed_on <= found->to_on) return Refusal{"assessment.tell.stale", "", {{"until", found->to_on.text()}}};
    if (auto open = unjudged(in, *found, scheme_of(in, *found)); open > 0)
        return Refusal{"assessment.tell.unjudged", "", {{"number", std::to_string(open)}}};
    auto days = number_typed(working_days);
    if (!days || *days < 1 || *days > longest_appeal_days)
        return Refusal{"assessment.tell.days", "", {{"most", std::to_string(longest_appeal_days)}}, "working_days"};
    found->appeal_until = in.calendar.add_working_days(in.today(), int(*days));
    auto told = take(in, *found, Action::tell, {{"appeal_until", found->appeal_until.text()}});
    tell_units(in, told, base);
    return told;
}

Outcome<Period> settle(Context& in, Id period_id) {
    auto found = find_for(in, period_id, Action::settle);
    if (!found) return found;
    auto appeals = store::appeals_of(in.tx, period_id);
    auto open = std::count_if(appeals.begin(), appeals.end(), [](auto const& one) { return one.state == AppealState::open; });
    if (open > 0) return Refusal{"assessment.settle.appeals", "", {{"number", std::to_string(open)}}};
    if (in.today() <= found->appeal_until) return Refusal{"assessment.settle.too_early", "", {{"until", found->appeal_until.text()}}};
    return take(in, *found, Action::settle);
}

Outcome<Period> drop(Context& in, Id period_id, std::string const& reason) {
    auto found = find_for(in, period_id, Action::drop);
    if (!found) return found;
    if (auto fit = words_fit("drop", reason, "reason"); !fit) return fit.error();
    return take(in, *found, Action::drop, {{"reason", text::shorten(text::one_line(reason), 200)}});
}

Outcome<Period> reopen(Context& in, Id period_id, std::string const& reason) {
    auto found = find_for(in, period_id, Action::reopen);
    if (!found) return found;
    if (auto fit = words_fit("reopen", reason, "reason"); !fit) return fit.error();
    return take(in, *found, Action::reopen, {{"reason", text::shorten(text::one_line(reason), 200)}});
}

}  // namespace mingtang::assessment
