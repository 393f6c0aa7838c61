#pragma once
#include "catalogue/item.hpp"
#include "law/period.hpp"

/// The clock of an entry: when something is to be published under it. Values in, values out; lateness is computed from days, never stored.
namespace mingtang::catalogue {

/// A stage (阶段) of an entry that is published stage by stage; `on` is its planned day, or none.
struct Stage {
    std::string name;
    Date on;
    bool operator==(Stage const&) const = default;
};
/// Stages in order, parted by `；`, `;` or `、`, each a name and perhaps a day `2026-03-31`.
std::vector<Stage> stages_of(std::string const& text);
/// The same as one text, `；` between them.
std::string stages_text(std::vector<Stage> const& stages);

/// First and last day of a period of the calendar.
struct Span {
    Date first, last;
    bool operator==(Span const&) const = default;
};
/// The month, quarter, half-year or year that `day` lies in; nothing for cadences without periods.
std::optional<Span> span_of(Cadence cadence, Date day);

/// The entry's limit; without a number of its own, law: ogi-2019:26 "自该政府信息形成或者变更之日起20个工作日内及时公开".
law::Period limit_of(Item const& item);

/// The last day on which something is to be published under the entry, given the day of the last publication (or none); no day where
/// none can be told. law: ogi-2019:26 and 53 (what is disclosed is kept up to date); 国办发〔2019〕54号 (each entry has its time limit).
///  - monthly, quarterly, half-yearly, yearly, counted within: the last day of the period after that of the last publication; at first the
///    period in which the entry began, but not before its limit has run;
///  - the same, counted after: the first period that ended after the last publication, and the limit from its last day;
///  - by stage: the first planned stage after the last publication, and the limit from its day;
///  - long-term: while nothing is published, the limit from the day on which the entry began;
///  - at once, and undetermined: no day, the limit runs for each piece of information from its forming (disclosure).
Date next_due(Item const& item, Date last_published_on, law::Calendar const& calendar);

/// The last day of the display period (公示期) of what was published on that day; none where the entry has none.
Date displayed_until(Item const& item, Date published_on, law::Calendar const& calendar);

enum class Standing { untimed, in_time, soon, overdue };
/// As of `today`; `soon` from `warn_days` working days before the last day.
Standing standing(Date due_on, Date today, law::Calendar const& calendar, int warn_days = 5);

/// `http://publications.europa.eu/resource/authority/frequency/MONTHLY`: what dct:accrualPeriodicity names; empty where there is none.
std::string accrual_periodicity(Cadence cadence);

}  // namespace mingtang::catalogue

template <>
struct mingtang::EnumNames<mingtang::catalogue::Standing> {
    static constexpr std::array<std::string_view, 4> names{"untimed", "in_time", "soon", "overdue"};
};
