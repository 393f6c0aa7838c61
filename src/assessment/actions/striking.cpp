#include "assessment/actions/shared.hpp"
#include "assessment/notices.hpp"
#include "assessment/store.hpp"
#include "assessment/words.hpp"
#include "base/text.hpp"

namespace mingtang::assessment {
namespace {

/// A score of which records are left out or taken back in.
struct Found {
    Period period;
    Indicator indicator;
    Score score;
};
Outcome<Found> found_for(Context& in, std::string const& verb, Action action, Id period_id, Id unit_id, std::string const& code,
                         std::string const& reason) {
    auto period = find_for(in, period_id, action);
    if (!period) return period.error();
    auto indicator = indicator_for(in, verb, *period, scheme_of(in, *period), unit_id, code);
    if (!indicator) return indicator.error();
    auto score = store::score(in.tx, period_id, unit_id, code);
    if (!score || indicator->source.kind == SourceKind::judged) return Refusal{"assessment." + verb + ".indicator", ""};
    if (auto fit = words_fit(verb, reason, "reason"); !fit) return fit.error();
    if (has_open_appeal(in, period_id, unit_id, code)) return Refusal{"assessment." + verb + ".appealed", ""};
    return Found{*period, *indicator, *score};
}

bool names(std::vector<std::string> const& records, std::string const& key) {
    return !key.empty() && std::find(records.begin(), records.end(), key) != records.end();
}

std::vector<Strike> standing_of(Context& in, Score const& score) {
    auto all = store::strikes_of(in.tx, score.period_id, score.unit_id);
    std::erase_if(all, [&](auto const& one) { return one.indicator != score.indicator || !one.stands(); });
    return all;
}

/// The records behind the score that were chosen and still count; all of them or a refusal.
Outcome<std::vector<Behind>> chosen_of(Context& in, Score const& score, std::vector<std::string> const& records) {
    if (records.empty()) return Refusal{"assessment.strike.none", "", {}, "record"};
    std::set<std::string> struck;
    for (auto const& one : standing_of(in, score)) struck.insert(one.record);
    auto chosen = store::behind(in.tx, score.id);
    std::erase_if(chosen, [&](auto const& one) { return !names(records, one.record) || struck.contains(one.record); });
    if (chosen.size() != std::set(records.begin(), records.end()).size()) return Refusal{"assessment.strike.gone"};
    return chosen;
}

std::string words_of(char const* name, std::size_t number, std::string const& reason) {
    return filled(word("strike", name), {{"number", std::to_string(number)}, {"reason", text::trim(reason)}});
}

json::object told_with(Score const& score, std::size_t records) {
    auto data = told_of(score);
    data["records"] = records;
    return data;
}

}  // namespace

Outcome<Score> leave_out(Context& in, Period const& period, Indicator const& indicator, Score const& score,
                         std::vector<std::string> const& records, std::string const& reason, Id appeal_id) {
    auto chosen = chosen_of(in, score, records);
    if (!chosen) return chosen.error();
    auto count = without(indicator, score.count(), static_cast<long long>(chosen->size()));
    // A number that was corrected by hand may be lower than the records behind it.
    if (count.number < 0 || (indicator.way == Way::rate && count.of < count.number)) return Refusal{"assessment.strike.too_many"};
    for (auto const& one : *chosen) {
        Strike strike{.period_id = period.id,
                      .unit_id = score.unit_id,
                      .indicator = score.indicator,
                      .record = one.record,
                      .title = one.title,
                      .detail = one.detail,
                      .url = one.url,
                      .appeal_id = appeal_id,
                      .reason = text::trim(reason),
                      .made_by_id = in.actor.person_id,
                      .made_by = in.actor.name,
                      .made_at = in.now};
        store::save(in.tx, strike);
    }
    return set_count(in, period, indicator, score, count, words_of("struck", chosen->size(), reason), appeal_id);
}

Outcome<Score> strike(Context& in, Id period_id, Id unit_id, std::string const& code, std::vector<std::string> const& records,
                      std::string const& reason, std::string const& base) {
    auto found = found_for(in, "strike", Action::strike, period_id, unit_id, code, reason);
    if (!found) return found.error();
    auto changed = leave_out(in, found->period, found->indicator, found->score, records, reason, 0);
    if (!changed) return changed;
    in.write("assessment.strike", subject_of(found->period), unit_id, told_with(*changed, records.size()));
    if (found->period.state != State::judging) tell_corrected(in, found->period, unit_id, code, base);
    return changed;
}

Outcome<Score> restore(Context& in, Id period_id, Id unit_id, std::string const& code, std::vector<std::string> const& records,
                       std::string const& reason, std::string const& base) {
    auto found = found_for(in, "restore", Action::restore, period_id, unit_id, code, reason);
    if (!found) return found.error();
    auto struck = standing_of(in, found->score);
    std::erase_if(struck, [&](auto const& one) { return !names(records, one.record); });
    if (struck.empty()) return Refusal{"assessment.restore.none", "", {}, "record"};
    std::set<std::string> counted;
    for (auto const& one : store::behind(in.tx, found->score.id)) counted.insert(one.record);
    long long back = 0;
    for (auto& one : struck) {
        // What the records no longer had when the score was last computed does not count, struck or not.
        back += counted.contains(one.record);
        one.restored_why = text::trim(reason);
        one.restored_by_id = in.actor.person_id;
        one.restored_by = in.actor.name;
        one.restored_at = in.now;
        store::save(in.tx, one);
    }
    auto count = without(found->indicator, found->score.count(), -back);
    auto changed = set_count(in, found->period, found->indicator, found->score, count, words_of("restored", struck.size(), reason), 0);
    in.write("assessment.restore", subject_of(found->period), unit_id, told_with(changed, struck.size()));
    if (found->period.state != State::judging) tell_corrected(in, found->period, unit_id, code, base);
    return changed;
}

}  // namespace mingtang::assessment
