#pragma once
#include "base/outcome.hpp"
#include "law/calendar.hpp"
#include "request/info_request.hpp"
#include "request/letter.hpp"

/// Pure functions of the law: values in, Outcome out.
namespace mingtang::request {

/// Cited: ogi-2019:30. "自收到申请之日起7个工作日内一次性告知申请人作出补正": the notice goes out within seven working days of receipt, and
/// only once. Refuses request.supplement.{twice,too_late}.
Done may_ask_supplement(InfoRequest const& request, Date today, law::Calendar const& calendar);
/// The last day of the seven.
Date supplement_notice_due(InfoRequest const& request, law::Calendar const& calendar);
/// The end of the time given to the applicant, from the day on which the notice was served. "合理的补正期限": 1 to 60 working days. Refuses
/// request.supplement.days.
Outcome<Date> supplement_due(Date served_on, int working_days, law::Calendar const& calendar);

/// Cited: ogi-2019:33. "延长的期限最长不得超过20个工作日", once, told before the period is over. Refuses
/// request.extend.{twice,days,too_late}.
Done may_extend(InfoRequest const& request, int working_days, Date today);

/// Cited: ogi-2019:32 "第三方应当自收到征求意见书之日起15个工作日内提出意见"; ogi-2019:34 the same for an organ that made it too.
Date opinion_due(Consultation::Kind kind, Date served_on, law::Calendar const& calendar);
/// Cited: ogi-2019:32 "第三方逾期未提出意见的，由行政机关依照本条例的规定决定是否公开": no consent. ogi-2019:34
/// "逾期未提出意见的，视为同意公开". Silence is only taken as such after the last day: refuses request.take_opinion.too_early.
Outcome<Consultation::Opinion> opinion_of_silence(Consultation const& consultation, Date today);

/// Cited: fee-2020: paid within twenty working days from the day after the notice came; else it is taken as given up.
Date fee_due(Date served_on, law::Calendar const& calendar);

/// Cited: ogi-2019:30 "无正当理由逾期不补正的，视为放弃申请": r6_1_no_correction; fee-2020: r6_2_no_fee. Refuses
/// request.lapse.{too_early,not_served, wrong_outcome}. `fee_due` of the notice that is not paid; no day where there is none.
Done may_lapse(InfoRequest const& request, std::string const& outcome, Date fee_due, Date today);

/// Cited: ogi-2019:36, 37. What a kind of outcome asks for: grounds of arts 14 to 16 where something is withheld, none elsewhere;
/// r4_3_unclear only after a supplement was asked for; r5_4_massive only after reasons were asked for (art. 35). Outcomes of section 6 are
/// no answers. Refuses request.answer.{no_outcome,not_an_answer,ground_needed,ground_does_not_fit,no_supplement_asked,no_reasons_asked}.
Done may_answer(InfoRequest const& request, std::string const& outcome, std::vector<std::string> const& grounds, bool reasons_asked);
/// Cited: ogi-2019:15, 32: what touches a third party is decided after the third party was asked. A warning, not a refusal: it may be plain
/// that the third party agrees. True where the grounds name a third party and nobody was asked.
bool third_party_not_asked(std::vector<std::string> const& grounds, std::vector<Consultation> const& consultations);

/// Cited: ogi-2019:31. The day of confirmation lies between arrival and today. Refuses law.receipt.*, request.confirm.later.
Outcome<Date> confirmed_day(InfoRequest const& request, Date confirmed_on, Date today);

/// Cited: ogi-2019:29: name, proof of identity, contact; what is wanted; how it is wanted. The rules of a form as typed stand in
/// actions/form.cpp.

/// Cited: ogi-2019:44 "多个申请人就相同政府信息向同一行政机关提出公开申请，且该政府信息属于可以公开的": two or more.
bool suggests_publication(int different_applicants);

}  // namespace mingtang::request
