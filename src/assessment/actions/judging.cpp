#include "assessment/actions/shared.hpp"
#include "assessment/notices.hpp"
#include "assessment/store.hpp"
#include "base/text.hpp"
#include "scan/file_type.hpp"

namespace mingtang::assessment {
namespace {

constexpr long long largest_file = 20ll << 20;
constexpr std::size_t most_files = 20;

Done files_fit(std::vector<IncomingFile> const& files, int there) {
    if (files.size() + std::size_t(there) > most_files)
        return Refusal{"assessment.judge.too_many", "", {{"most", std::to_string(most_files)}}, "files"};
    for (auto const& file : files) {
        std::error_code error;
        auto size = static_cast<long long>(std::filesystem::file_size(file.path, error));
        auto const* type = scan::file_type_of(file.name);
        if (error || size == 0 || size > largest_file || type == nullptr || !scan::fits(*type, file.path) || text::length(file.name) > 150)
            return Refusal{"assessment.judge.bad_file", "", {{"name", text::shorten(text::one_line(file.name), 60)}}, "files"};
    }
    return {};
}

void keep_files(Context& in, Score const& score, std::vector<IncomingFile> const& files, Id appeal_id = 0) {
    for (auto const& file : files) {
        Evidence evidence{.score_id = score.id,
                          .appeal_id = appeal_id,
                          .sha256 = in.blobs.put_file(in.tx, file.path),
                          .name = text::one_line(file.name.substr(file.name.find_last_of("/\\") + 1)),
                          .content_type = std::string(scan::file_type_of(file.name)->content_type),
                          .size = static_cast<long long>(std::filesystem::file_size(file.path))};
        store::add(in.tx, evidence);
    }
}

/// Changes a frozen score to what was typed and keeps what it was. The records behind it stay: they show what was counted before.
Outcome<Score> change_score(Context& in, std::string const& verb, Period const& period, Indicator const& indicator, Id unit_id,
                            JudgeForm const& form, Id appeal_id) {
    auto count = count_typed(indicator, form);
    if (!count) return count.error();
    auto score = store::score(in.tx, period.id, unit_id, indicator.code);
    if (!score) return Refusal{"assessment." + verb + ".indicator", ""};
    if (auto fit = files_fit(form.files, store::files_of(in.tx, score->id)); !fit) return fit.error();
    auto before = score->count();
    if (before.number == count->number && before.of == count->of && before.given == count->given)
        return Refusal{"assessment." + verb + ".same", "", {}, indicator.per_case == 0 && indicator.way != Way::veto ? "given" : "number"};
    auto changed = set_count(in, period, indicator, *score, *count, text::trim(form.words), appeal_id);
    keep_files(in, changed, form.files);
    return changed;
}

/// What an upheld objection changes: records that do not count, or the number.
Outcome<Score> uphold(Context& in, Period const& period, Appeal const& appeal, bool strikes, JudgeForm const& form) {
    auto scheme = scheme_of(in, period);
    auto const& indicator = *scheme.indicator(appeal.indicator);
    if (!strikes) return change_score(in, "decide", period, indicator, appeal.unit_id, form, appeal.id);
    auto score = store::score(in.tx, period.id, appeal.unit_id, appeal.indicator);
    if (!score) return Refusal{"assessment.decide.indicator"};
    return leave_out(in, period, indicator, *score, form.records, form.words, appeal.id);
}

}  // namespace

Outcome<Score> judge(Context& in, Id period_id, Id unit_id, std::string const& code, JudgeForm const& form) {
    auto period = find_for(in, period_id, Action::judge);
    if (!period) return period.error();
    auto indicator = indicator_for(in, "judge", *period, scheme_of(in, *period), unit_id, code);
    if (!indicator) return indicator.error();
    if (indicator->source.kind != SourceKind::judged) return Refusal{"assessment.judge.indicator"};
    auto count = count_typed(*indicator, form);
    if (!count) return count.error();
    auto score = store::score(in.tx, period_id, unit_id, code).value_or(Score{});
    score.period_id = period_id;
    score.unit_id = unit_id;
    score.indicator = code;
    recount(score, *indicator, *count);
    bool matters = score.points != 0 || score.vetoes || count->number > 0;
    if (matters || !text::trim(form.words).empty())
        if (auto fit = words_fit("judge", form.words); !fit) return fit.error();
    if (auto fit = files_fit(form.files, score.id ? store::files_of(in.tx, score.id) : 0); !fit) return fit.error();
    score.words = text::trim(form.words);
    score.judged_by_id = in.actor.person_id;
    score.judged_by = in.actor.name;
    score.at = in.now;
    store::save(in.tx, score);
    keep_files(in, score, form.files);
    in.write("assessment.judge", subject_of(*period), unit_id, told_of(score));
    return score;
}

Outcome<Period> judge_rest(Context& in, Id period_id, Id unit_id) {
    auto period = find_for(in, period_id, Action::judge);
    if (!period) return period;
    auto unit = store::assessed(in.tx, period_id, unit_id);
    if (!unit) return Refusal{"assessment.judge_rest.unit"};
    auto left = text::split(unit->left_groups, ',');
    long long number = 0;
    for (auto const& group : scheme_of(in, *period).groups) {
        if (std::find(left.begin(), left.end(), group.code) != left.end()) continue;
        for (auto const& one : group.indicators) {
            bool waits = one.source.kind == SourceKind::judged && one.way != Way::rate;
            if (!waits || store::score(in.tx, period_id, unit_id, one.code)) continue;
            Score score{.period_id = period_id,
                        .unit_id = unit_id,
                        .indicator = one.code,
                        .judged_by_id = in.actor.person_id,
                        .judged_by = in.actor.name,
                        .at = in.now};
            store::save(in.tx, score);
            ++number;
        }
    }
    if (number == 0) return Refusal{"assessment.judge_rest.nothing"};
    in.write("assessment.judge_rest", subject_of(*period), unit_id, {{"number", number}});
    return period;
}

Outcome<Appeal> appeal(Context& in, Id period_id, Id unit_id, std::string const& code, std::string const& reason,
                       std::vector<IncomingFile> const& files) {
    auto period = find_for(in, period_id, Action::appeal, unit_id);
    if (!period) return period.error();
    auto indicator = indicator_for(in, "appeal", *period, scheme_of(in, *period), unit_id, code);
    if (!indicator) return indicator.error();
    if (in.today() > period->appeal_until) return Refusal{"assessment.appeal.too_late", "", {{"until", period->appeal_until.text()}}};
    if (auto fit = words_fit("appeal", reason, "reason"); !fit) return fit.error();
    for (auto const& one : store::appeals_of(in.tx, period_id))
        if (one.unit_id == unit_id && one.indicator == code) return Refusal{"assessment.appeal.twice"};
    auto score = store::score(in.tx, period_id, unit_id, code);
    if (!score) return Refusal{"assessment.appeal.indicator"};
    if (auto fit = files_fit(files, store::files_of(in.tx, score->id)); !fit) return fit.error();
    Appeal made{.period_id = period_id,
                .unit_id = unit_id,
                .indicator = code,
                .reason = text::trim(reason),
                .made_by_id = in.actor.person_id,
                .made_by = in.actor.name,
                .made_at = in.now};
    store::save(in.tx, made);
    keep_files(in, *score, files, made.id);
    in.write("assessment.appeal", subject_of(*period), unit_id, {{"indicator", code}, {"appeal", made.id}});
    return made;
}

Outcome<Appeal> decide(Context& in, Id appeal_id, std::string const& outcome, JudgeForm const& form, std::string const& base) {
    auto found = store::appeal(in.tx, appeal_id);
    if (!found) return Refusal{"assessment.find.not_found"};
    auto period = find_for(in, found->period_id, Action::decide);
    if (!period) return period.error();
    if (found->state != AppealState::open) return Refusal{"assessment.decide.done"};
    bool strikes = outcome == "strike";
    auto state = strikes ? std::optional(AppealState::upheld) : from_text<AppealState>(outcome);
    if (!state || *state == AppealState::open) return Refusal{"assessment.decide.choose", "", {}, "outcome"};
    if (auto fit = words_fit("decide", form.words); !fit) return fit.error();
    auto data = json::object{{"appeal", appeal_id}, {"outcome", to_text(*state)}, {"indicator", found->indicator}};
    if (*state == AppealState::upheld) {
        auto changed = uphold(in, *period, *found, strikes, form);
        if (!changed) return changed.error();
        data["points"] = points_text(changed->points);
        if (strikes) data["records"] = form.records.size();
    }
    found->state = *state;
    found->decision = text::trim(form.words);
    found->decided_by_id = in.actor.person_id;
    found->decided_by = in.actor.name;
    found->decided_at = in.now;
    store::save(in.tx, *found);
    in.write("assessment.decide", subject_of(*period), found->unit_id, std::move(data));
    tell_decided(in, *period, *found, base);
    return *found;
}

Outcome<Score> correct(Context& in, Id period_id, Id unit_id, std::string const& code, JudgeForm const& form, std::string const& base) {
    auto period = find_for(in, period_id, Action::correct);
    if (!period) return period.error();
    auto indicator = indicator_for(in, "correct", *period, scheme_of(in, *period), unit_id, code);
    if (!indicator) return indicator.error();
    if (auto fit = words_fit("correct", form.words); !fit) return fit.error();
    if (has_open_appeal(in, period_id, unit_id, code)) return Refusal{"assessment.correct.appealed"};
    auto changed = change_score(in, "correct", *period, *indicator, unit_id, form, 0);
    if (!changed) return changed;
    in.write("assessment.correct", subject_of(*period), unit_id, told_of(*changed));
    tell_corrected(in, *period, unit_id, code, base);
    return changed;
}

}  // namespace mingtang::assessment
