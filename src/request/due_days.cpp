#include "request/due_days.hpp"

#include "law/outcome_of_request.hpp"
#include "request/store.hpp"

namespace mingtang::request {
namespace {

bool goes_to_applicant(LetterKind kind) {
    return kind != LetterKind::third_party_inquiry && kind != LetterKind::joint_inquiry && kind != LetterKind::third_party_decision;
}

std::optional<Letter> last_of(Context& in, InfoRequest const& request, LetterKind kind) {
    std::optional<Letter> last;
    for (auto const& letter : applicants_letters(in, request))
        if (letter.kind == kind) last = letter;
    return last;
}

/// The day on which the applicant had the letter, as far as it is known.
Date told_on(Letter const& letter) { return letter.served_on ? letter.served_on : letter.issued_on; }

/// law: arl-2023:20, alp-2017:46: from the day on which the applicant knew.
void add_remedies(Context& in, InfoRequest const& request, std::vector<DueDay>& days) {
    auto const* outcome = law::find_request_outcome(request.outcome);
    auto letter = last_of(in, request, LetterKind::answer);
    if (!letter) letter = last_of(in, request, LetterKind::lapse_notice);
    if (outcome == nullptr || !letter) return;
    auto dates = law::remedy_dates(*outcome, told_on(*letter), in.calendar);
    if (dates.review_until) days.push_back({.what = "review", .on = dates.review_until});
    if (dates.lawsuit_until) days.push_back({.what = "lawsuit", .on = dates.lawsuit_until});
}

law::ReplyDay as_reply_day(law::CountedDay const& day, int& number) {
    law::ReplyDay told{.date = day.date, .reason = day.reason(), .name = day.name};
    if (day.kind == law::DayKind::holiday) told.reason = "holiday";
    if (day.counted) told.number = ++number;
    return told;
}

/// A plain period of the applicant's own: each day from the notice to its end.
Reckoning plain(Context& in, std::string what, std::string article, Date from, Date due) {
    Reckoning made{
        .what = std::move(what), .article = std::move(article), .begins_on = from, .due = due, .certain = in.calendar.is_known(from, due)};
    for (auto const& day : in.calendar.explain(from, due)) made.days.push_back(as_reply_day(day, made.working_days));
    return made;
}

Reckoning of_reply(Context& in, InfoRequest const& request) {
    auto course = course_of(in, request);
    auto clock = law::reply_clock(course, in.calendar);
    auto until = request.closed_on ? request.closed_on : in.today();
    return {.what = "reply",
            .article = "ogi-2019:33",
            .begins_on = clock.begins_on,
            .due = clock.due,
            .certain = clock.certain,
            .working_days = course.working_days + course.extended_by,
            .days = law::explain(course, in.calendar, until)};
}

}  // namespace

std::vector<Letter> applicants_letters(Context& in, InfoRequest const& request) {
    std::vector<Letter> letters;
    for (auto& letter : store::letters_of(in.tx, request.id))
        if (letter.state == LetterState::issued && goes_to_applicant(letter.kind)) letters.push_back(std::move(letter));
    return letters;
}

std::optional<FeeNotice> fee_of(Context& in, InfoRequest const& request) {
    std::optional<FeeNotice> last;
    for (auto const& fee : store::fees_of(in.tx, request.id)) {
        auto letter = store::letter(in.tx, fee.letter_id);
        if (letter && letter->state == LetterState::issued) last = fee;
    }
    return last;
}

std::vector<DueDay> due_days(Context& in, InfoRequest const& request) {
    std::vector<DueDay> days;
    if (request.state == State::awaiting_supplement && request.supplement_due)
        days.push_back({.what = "supplement",
                        .on = request.supplement_due,
                        .certain = in.calendar.is_known(request.supplement_asked_on, request.supplement_due)});
    if (auto fee = fee_of(in, request); fee && request.state == State::awaiting_payment && fee->pay_due)
        days.push_back({.what = "payment", .on = fee->pay_due, .certain = in.calendar.is_known(fee->served_on, fee->pay_due)});
    if (request.open() && request.reply_due) days.push_back({.what = "reply", .on = request.reply_due, .certain = request.reply_certain});
    if (!request.open()) add_remedies(in, request, days);
    return days;
}

std::vector<Reckoning> reckonings(Context& in, InfoRequest const& request) {
    std::vector<Reckoning> all;
    if (request.state == State::awaiting_supplement && request.supplement_due) {
        auto letter = last_of(in, request, LetterKind::supplement_notice);
        all.push_back(
            plain(in, "supplement", "ogi-2019:30", letter ? told_on(*letter) : request.supplement_asked_on, request.supplement_due));
    }
    if (auto fee = fee_of(in, request); fee && request.state == State::awaiting_payment && fee->pay_due)
        all.push_back(plain(in, "payment", "fee-2020", fee->served_on, fee->pay_due));
    bool runs = request.state == State::in_hand || request.state == State::consulting;
    // A register kept elsewhere says when a case was closed, not how its period ran.
    bool ran = !request.open() && request.source != Source::register_;
    if (runs || ran) all.push_back(of_reply(in, request));
    return all;
}

}  // namespace mingtang::request
