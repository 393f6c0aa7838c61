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
/// What the event of a score says.
json::object told_of(Score const& score);
std::string subject_of(Period const& period);

}  // namespace mingtang::assessment
