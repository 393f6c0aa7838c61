#pragma once
#include <array>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/names.hpp"
#include "organ/person.hpp"

namespace mingtang::clocks {

using organ::Role;

/// What must not be missed. One name through pages, settings, mails, feeds and the line.
enum class Kind {
    item,               // an entry of the catalogue is to be published again
    column,             // a kind of information is to be renewed (law/supervision.json)
    draft,              // art. 26, or a shorter period
    interpretation,     // a policy without its explanation
    look_again,         // withheld, to be looked at again: art. 18
    validity,           // the last day of a document's validity
    display,            // the last day of a display period (公示期): until then it stays
    reply,              // an application is to be answered: art. 33
    supplement_notice,  // until then a supplement may be asked for, once: art. 30
    supplement,         // the applicant's day for the supplement
    payment,            // the applicant's day for the fee
    opinion,            // the day of those who are asked: arts 32, 34
    letter,             // a letter to the opinion box is to be answered (law/participation.json)
    remedy_answer,      // answer in a review or a lawsuit
    rectification,      // a notice to rectify is to be answered
    comment_period,     // the public may comment on a proposal until then; after it the office decides
    annual_report       // art. 49
};

/// How near a last day is. Asked as of a day, never stored.
enum class Standing { overdue, today, warning, later, stopped };

/// A date that somebody must not miss, as the records have it now.
struct Clock {
    Kind kind = Kind::item;
    Id unit_id = 0;       // 0: the site's (standard catalogues)
    std::string subject;  // `request:12`
    std::string title;    // for those who may see the record
    std::string label;    // for any reader (feeds, mails): no personal data, nothing of what is not public
    std::string url;
    Date started_on;    // none where nothing began it
    Date due_on;        // none while it stands still
    std::string basis;  // article; empty where no law sets the day
    std::string why;    // why this date, in words
    bool stopped = false;
    std::vector<Role> acts;  // who has to act now
    Id person_id = 0;        // of them this one alone; 0: nobody is named
};

/// What holds for a kind.
struct KindRow {
    Kind kind;
    int warn_days;           // working days ahead, unless the office sets others
    std::vector<Role> acts;  // who has to act, where the record says nothing nearer
    std::vector<Role> sees;  // whose records they are: nobody else sees the clock
    bool ends_silently;      // once the day is over nothing is late
};
KindRow const& row_of(Kind kind);

}  // namespace mingtang::clocks

template <>
struct mingtang::EnumNames<mingtang::clocks::Kind> {
    static constexpr std::array<std::string_view, 17> names{
        "item",           "column",       "draft",  "interpretation",    "look_again",
        "validity",       "display",      "reply",  "supplement_notice", "supplement",
        "payment",        "opinion",      "letter", "remedy_answer",     "rectification",
        "comment_period", "annual_report"};
};
template <>
struct mingtang::EnumNames<mingtang::clocks::Standing> {
    static constexpr std::array<std::string_view, 5> names{"overdue", "today", "warning", "later", "stopped"};
};
