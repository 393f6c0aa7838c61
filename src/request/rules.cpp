#include "request/rules.hpp"

#include "law/ground.hpp"
#include "law/outcome_of_request.hpp"
#include "law/period.hpp"

namespace mingtang::request {
namespace {

law::Period const& clock(char const* code) { return law::find_clock(code)->period; }

bool withholds(std::string_view outcome) { return outcome == "r2_partial" || (outcome.starts_with("r3_") && outcome != "r3_8_query"); }

Done grounds_fit(std::string const& outcome, std::vector<std::string> const& grounds) {
    if (withholds(outcome) != !grounds.empty())
        return grounds.empty() ? Refusal{"request.answer.ground_needed", "ogi-2019:36", {}, "grounds"}
                               : Refusal{"request.answer.ground_does_not_fit", "ogi-2019:36", {}, "grounds"};
    bool fits = outcome == "r2_partial" || grounds.empty();
    for (auto const& code : grounds) {
        auto const* row = law::refusal_for_ground(code);
        if (row == nullptr) return Refusal{"request.answer.ground_does_not_fit", "ogi-2019:36", {}, "grounds"};
        fits |= row->code == outcome;
    }
    if (!fits) return Refusal{"request.answer.ground_does_not_fit", "ogi-2019:36", {}, "grounds"};
    return {};
}

}  // namespace

Date supplement_notice_due(InfoRequest const& request, law::Calendar const& calendar) {
    return law::due(request.received_on, clock("correction_notice"), calendar);
}

Done may_ask_supplement(InfoRequest const& request, Date today, law::Calendar const& calendar) {
    if (request.supplement_asked_on)
        return Refusal{"request.supplement.twice", "ogi-2019:30", {{"asked_on", request.supplement_asked_on.text()}}};
    auto due = supplement_notice_due(request, calendar);
    if (today > due) return Refusal{"request.supplement.too_late", "ogi-2019:30", {{"due", due.text()}}};
    return {};
}

Outcome<Date> supplement_due(Date served_on, int working_days, law::Calendar const& calendar) {
    if (working_days < 1 || working_days > 60) return Refusal{"request.supplement.days", "ogi-2019:30", {}, "working_days"};
    return calendar.add_working_days(served_on, working_days);
}

Done may_extend(InfoRequest const& request, int working_days, Date today) {
    if (request.extended) return Refusal{"request.extend.twice", "ogi-2019:33"};
    if (working_days < 1 || working_days > clock("extension").number)
        return Refusal{"request.extend.days", "ogi-2019:33", {{"most", std::to_string(clock("extension").number)}}, "working_days"};
    if (request.reply_due && today > request.reply_due)
        return Refusal{"request.extend.too_late", "ogi-2019:33", {{"due", request.reply_due.text()}}};
    return {};
}

Date opinion_due(Consultation::Kind kind, Date served_on, law::Calendar const& calendar) {
    return law::due(served_on, clock(kind == Consultation::Kind::third_party ? "third_party_opinion" : "joint_producer_opinion"), calendar);
}

Outcome<Consultation::Opinion> opinion_of_silence(Consultation const& consultation, Date today) {
    bool third = consultation.kind == Consultation::Kind::third_party;
    auto article = third ? "ogi-2019:32" : "ogi-2019:34";
    if (!consultation.opinion_due) return Refusal{"request.take_opinion.not_served", article, {}, "served_on"};
    if (today <= consultation.opinion_due)
        return Refusal{"request.take_opinion.too_early", article, {{"due", consultation.opinion_due.text()}}, "opinion"};
    return third ? Consultation::Opinion::none : Consultation::Opinion::agrees;
}

Date fee_due(Date served_on, law::Calendar const& calendar) { return law::due(served_on, clock("fee_payment"), calendar); }

Done may_lapse(InfoRequest const& request, std::string const& outcome, Date fee_due, Date today) {
    bool supplement = request.state == State::awaiting_supplement;
    if (outcome != (supplement ? "r6_1_no_correction" : "r6_2_no_fee")) return Refusal{"request.lapse.wrong_outcome", "", {}, "outcome"};
    auto article = supplement ? "ogi-2019:30" : "fee-2020";
    auto due = supplement ? request.supplement_due : fee_due;
    if (!due) return Refusal{"request.lapse.not_served", article};
    if (today <= due) return Refusal{"request.lapse.too_early", article, {{"due", due.text()}}};
    return {};
}

Done may_answer(InfoRequest const& request, std::string const& outcome, std::vector<std::string> const& grounds, bool reasons_asked) {
    if (law::find_request_outcome(outcome) == nullptr) return Refusal{"request.answer.no_outcome", "ogi-2019:36", {}, "outcome"};
    if (outcome.starts_with("r6_")) return Refusal{"request.answer.not_an_answer", "", {}, "outcome"};
    if (outcome == "r4_3_unclear" && !request.supplement_asked_on)
        return Refusal{"request.answer.no_supplement_asked", "ogi-2019:30", {}, "outcome"};
    if (outcome == "r5_4_massive" && !reasons_asked) return Refusal{"request.answer.no_reasons_asked", "ogi-2019:35", {}, "outcome"};
    return grounds_fit(outcome, grounds);
}

bool third_party_not_asked(std::vector<std::string> const& grounds, std::vector<Consultation> const& consultations) {
    bool touches = std::any_of(grounds.begin(), grounds.end(), [](auto const& code) {
        auto const* ground = law::find_ground(code);
        return ground != nullptr && ground->third_party;
    });
    bool asked = std::any_of(consultations.begin(), consultations.end(),
                             [](auto const& one) { return one.kind == Consultation::Kind::third_party; });
    return touches && !asked;
}

Outcome<Date> confirmed_day(InfoRequest const& request, Date confirmed_on, Date today) {
    auto received = law::received_on(request.channel, request.arrived_on, confirmed_on);
    if (!received) return received.error();
    if (*received > today) return Refusal{"request.confirm.later", "ogi-2019:31", {}, "confirmed_on"};
    return *received;
}

bool suggests_publication(int different_applicants) { return different_applicants >= 2; }

}  // namespace mingtang::request
