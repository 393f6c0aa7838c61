#pragma once
#include "base/outcome.hpp"
#include "bulletin/bulletin.hpp"
#include "law/calendar.hpp"
#include "organ/unit.hpp"

/// Pure functions: values in, Outcome out. The law asks for supervision and assessment (ogi-2019:46, 47) and leaves their form open; what
/// makes a ranking fair is decided here [M].
namespace mingtang::bulletin {

/// A bulletin is made of a month that is over. Refuses bulletin.begin.{month,too_early}.
Outcome<measure::Period> bulletin_month(std::string_view month, Date today);

/// The last day of the contest period: that many working days, 1 to 30, after the day on which it began. Refuses bulletin.begin.days.
Outcome<Date> contest_until(Date begun_on, int working_days, law::Calendar const& calendar);

/// A contest comes by the last day: refuses bulletin.contest.too_late.
Done may_contest(Bulletin const& bulletin, Date today);

/// Freezing comes after the last day, and when every contest is decided. Refuses bulletin.freeze.{too_early,contests_open}.
Done may_freeze(Bulletin const& bulletin, int open_contests, Date today);

/// Why a figure has no place.
enum class Standing { ranked, too_few, alone, all_equal };
struct Place {
    Standing standing = Standing::ranked;
    int from_bottom = 0;  // 1: the last; those that are equal share a place
    bool shared = false;
    bool operator==(Place const&) const = default;
};
/// The places of a group's figures, by the measure alone. Rates whose denominator is below `minimum` have none; where fewer than two are
/// left, or all that are left are equal, nobody has one.
std::vector<Place> places_of(Measure measure, std::vector<measure::Figure> const& figures, int minimum);

/// Units that are ranked with one another: those of other duties are not compared. 0: departments and offices, 1: townships and
/// subdistricts, 2: public enterprises, 3: other units, 4: governments.
inline constexpr int group_count = 5;
int group_of(organ::UnitKind kind);

}  // namespace mingtang::bulletin

template <>
struct mingtang::EnumNames<mingtang::bulletin::Standing> {
    static constexpr std::array<std::string_view, 4> names{"ranked", "too_few", "alone", "all_equal"};
};
