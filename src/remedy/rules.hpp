#pragma once
#include "base/outcome.hpp"
#include "law/calendar.hpp"
#include "organ/person.hpp"
#include "remedy/remedy_case.hpp"

/// What the law asks of an organ that is answerable in a review or a lawsuit: values in, Outcome out.
namespace mingtang::remedy {

/// The last day of the organ's answer, counted from the day on which it received the copy.
/// law: arl-2023:48 "被申请人应当自收到行政复议申请书副本或者行政复议申请笔录复印件之日起十日内,提出书面答复" (working days, arl-2023:88);
/// law: arl-2023:54 five days in the summary procedure, which open-government cases may take (arl-2023:53);
/// law: alp-2017:67 "被告应当在收到起诉状副本之日起十五日内" (days; a last day of rest moves to the next working day).
Date answer_due(Kind kind, bool summary, Date copy_received_on, law::Calendar const& calendar);

/// Dates follow one another and none lies ahead; a result has its day and a day its result; only a review is summary.
/// Refuses remedy.case.{missing,later,before,half_decided,summary}.
Done is_consistent(Case const& made, Date today);

/// The office of the unit keeps the register.
Done may_keep(organ::Actor const& actor, Id unit_id);
/// It and the auditor read it; what is sealed only the office reads.
bool may_read(organ::Actor const& actor, Id unit_id);
bool may_unseal(organ::Actor const& actor, Id unit_id);

}  // namespace mingtang::remedy
