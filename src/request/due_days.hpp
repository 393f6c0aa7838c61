#pragma once
#include "request/actions.hpp"

namespace mingtang::request {

/// A day of a case that somebody waits for.
struct DueDay {
    std::string what;  // reply, supplement, payment, review, lawsuit: names in words.json, group `due`
    Date on;
    bool certain = true;  // false: it touches a year whose holidays are not known yet
};

/// The days that the case has ahead of it or had last, the one that waits first in front. Empty while nothing runs.
std::vector<DueDay> due_days(Context& in, InfoRequest const& request);

/// Why the day of receipt is that day, each day from there, and what stopped it.
struct Reckoning {
    std::string what;  // as above
    std::string article;
    Date begins_on, due;  // no due: it stands still
    bool certain = true;
    int working_days = 0;
    std::vector<law::ReplyDay> days;
};
/// How `due_days` came to be, for the page that explains them; also while the period stands still.
std::vector<Reckoning> reckonings(Context& in, InfoRequest const& request);

/// The issued notice of the fee that is not paid, or the last one.
std::optional<FeeNotice> fee_of(Context& in, InfoRequest const& request);
/// Letters that went to the applicant, oldest first.
std::vector<Letter> applicants_letters(Context& in, InfoRequest const& request);

}  // namespace mingtang::request
