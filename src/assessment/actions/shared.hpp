#pragma once
#include "assessment/actions.hpp"

/// What several actions need.
namespace mingtang::assessment {

inline constexpr std::size_t longest_words = 5000;

/// Refuses `assessment.<verb>.missing` and `.too_long`.
Done words_fit(std::string const& verb, std::string const& words, char const* field = "words");
/// A whole number as typed, at most a million; nothing for another text.
std::optional<long long> number_typed(std::string const& typed);
/// Finds the period and whether the step may be taken, which concerns the unit (0: all).
Outcome<Period> find_for(Context& in, Id period_id, Action action, Id unit_id = 0);
/// Saves the period in its new state with one event.
Period take(Context& in, Period period, Action action, json::object data = {});
/// What was typed of an indicator, as it counts. Refuses assessment.judge.{number,of,given}.
Outcome<Count> count_typed(Indicator const& indicator, JudgeForm const& form);
/// Puts a count into the score and its mark.
void recount(Score& score, Indicator const& indicator, Count const& count);
/// The unit's indicator, where the period assesses the unit by it. Refuses `assessment.<verb>.unit` and `.indicator`.
Outcome<Indicator> indicator_for(Context& in, std::string const& verb, Period const& period, Scheme const& scheme, Id unit_id,
                                 std::string const& code);
bool has_open_appeal(Context& in, Id period_id, Id unit_id, std::string const& indicator);
/// Saves the score with another count; once it was told, what it was is kept beside it as a correction.
Score set_count(Context& in, Period const& period, Indicator const& indicator, Score score, Count const& count, std::string const& reason,
                Id appeal_id);
/// Leaves records (by their keys) out of the score, for the office itself or (`appeal_id`) for an upheld objection. Refuses
/// assessment.strike.{none,gone,too_many}.
Outcome<Score> leave_out(Context& in, Period const& period, Indicator const& indicator, Score const& score,
                         std::vector<std::string> const& records, std::string const& reason, Id appeal_id);
/// What the event of a score says.
json::object told_of(Score const& score);
std::string subject_of(Period const& period);

}  // namespace mingtang::assessment
