#pragma once
#include "base/outcome.hpp"
#include "law/calendar.hpp"
#include "organ/person.hpp"
#include "participation/letter.hpp"

/// When a letter is to be answered, and who reads it: values in, Outcome out.
namespace mingtang::participation {

/// Within how many working days a letter of the kind is answered (law/participation.json). [M] No national rule says it; the figures are
/// how the ministries' and provinces' own rules of their mailboxes count.
struct Period {
    Kind kind = Kind::consultation;
    int working_days = 0;
    std::string basis;
};
Period const& period_of(Kind kind);
/// By how many working days the period may be extended, once.
int longest_extension();

/// How long the personal data of a letter stay after it was answered or closed (law/participation.json) [M].
int retention_months();

/// The last day of the reply: the kind's working days and those of the extension, counted from the day after the letter came in.
Date reply_due(Kind kind, Date received_on, int extended_by, law::Calendar const& calendar);

/// Cited: no law; the extension is given once, before the day is over, by 1 to `longest_extension()` working days. Refuses
/// participation.extend.{twice,days,too_late}.
Done may_extend(Letter const& letter, int working_days, Date today);

/// Whose desk a letter is on: the office of the unit (or of the site while nobody knows whose it is), the unit's filers and reviewers. The
/// auditor sees that it is there and how it went, not what it says.
bool may_see(organ::Actor const& actor, Letter const& letter);
bool may_read(organ::Actor const& actor, Letter const& letter);

}  // namespace mingtang::participation
