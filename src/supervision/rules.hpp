#pragma once
#include "base/outcome.hpp"
#include "law/calendar.hpp"
#include "supervision/rectification.hpp"

/// Pure functions: values in, Outcome out.
namespace mingtang::supervision {

/// Cited: ogi-2019:47 "督促整改": the law names no period, the inspector sets 1 to 60 working days from the day of issue [M]. Refuses
/// supervision.issue.days.
Outcome<Date> answer_due(Date issued_on, int working_days, law::Calendar const& calendar);

/// One extension a stage, asked for before the day is over, by 1 to 30 working days from the old day. Refuses
/// supervision.extend.{twice,days,too_late}.
Outcome<Date> extended_due(Rectification const& record, int working_days, Date today, law::Calendar const& calendar);

/// Cited: ogi-2019:47 通报批评, ogi-2019:53 责令改正、处分: the next stage comes only when the day passed without an answer, or an answer
/// did not do; after the last stage there is none. Refuses supervision.escalate.{too_early,last}.
Outcome<Stage> next_stage(Rectification const& record, Date today);

/// Cited: opening-rules-2016, a policy and its explanation are organised and published together; three working days after it is how
/// provinces (北京、江苏) count [M].
Date interpretation_due(Date published_on, law::Calendar const& calendar);

/// How alike two texts are: the share of three-character pieces that they have in common, 0 to 1 (Jaccard over sets). Blanks and digits do
/// not count, so that a report with new dates and the same words is told. Two empty texts are not alike.
double likeness(std::string_view a, std::string_view b);

}  // namespace mingtang::supervision
