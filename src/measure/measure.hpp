#pragma once
#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/names.hpp"
#include "law/calendar.hpp"
#include "storage/database.hpp"

/// The one place where the figures of a unit in a period are made, for the monthly bulletin, for assessments and for whoever counts next.
/// A figure is computed from dates and records each time it is asked for and stored nowhere, so that a correction of a record corrects
/// every figure; and every figure is the number of rows that `records_of` answers, so that it opens exactly its records.
namespace mingtang::measure {

using storage::Transaction;

enum class Measure {
    filed,                          // 报送
    published,                      // 公开
    published_on_time,              // 按时公开, law: ogi-2019:26 or the shorter period of a special matter
    returned,                       // 退回
    overdue,                        // 逾期未公开: the two that follow together
    overdue_drafts,                 // pieces of information, law: ogi-2019:26
    overdue_items,                  // entries of the catalogue
    rectified,                      // 按期整改, law: ogi-2019:47
    applications_answered,          // 答复申请
    applications_answered_on_time,  // 按期答复, law: ogi-2019:33
    applications_corrected,         // 被纠错: reviews and lawsuits
    findings                        // 巡查问题
};
inline constexpr std::size_t measure_count = 12;

enum class Direction { more_is_better, less_is_better };

/// What a measure is. Words of words.json, groups named as the members.
struct Definition {
    Measure measure = Measure::filed;
    std::string name;        // 按时公开
    std::string definition;  // what is counted, in full sentences
    std::string unit;        // 件, 项, 处
    std::string number;      // what the number counts, in few words; of a rate its numerator
    std::string of;          // the denominator; empty: a plain count, no rate
    Direction direction = Direction::more_is_better;
    int minimum = 0;      // of the denominator, below which a rate says nothing [M]; a bulletin or scheme may ask for more
    std::string article;  // that the measure rests on; may be empty
    bool is_rate() const { return !of.empty(); }
};
/// In the order of the enumeration.
std::vector<Definition> const& definitions();
Definition const& definition_of(Measure measure);

/// Both days belong to it. What is asked as of a day (overdue) is asked as of the end of `to`; a day ahead rehearses that day.
struct Period {
    Date from, to;
    bool has(Date day) const { return day && day >= from && day <= to; }
};
/// The month `2026-10`; nothing for another text.
std::optional<Period> month_of(std::string_view text);

/// `of` is 0 for plain counts.
struct Figure {
    Id unit_id = 0;
    long long number = 0, of = 0;
    bool operator==(Figure const&) const = default;
};
class PastDays;
/// The figures of all units that have any, or (not 0) of one; a unit that is not there has 0 of 0. `past`: keeps what a past day costs.
std::map<Id, Figure> measured(Transaction& tx, Measure measure, Period const& period, law::Calendar const& calendar, Id unit_id = 0,
                              PastDays* past = nullptr);

/// A row behind a figure. `number` of the figure counts those that are `counted`, `of` all of them; those of a plain count all are.
struct Record {
    Id unit_id = 0;
    std::string key;    // "edition:12": names the record within its measure, whatever the period
    std::string title;  // never personal; may name what is not public yet
    std::string url;    // of the desk
    Date day;           // by which it belongs to the period
    bool counted = true;
    std::string why;  // it is counted or not, with the days that say so
};
/// The rows behind the figures of a unit, or (0) of all units; by unit and day.
std::vector<Record> records_of(Transaction& tx, Measure measure, Id unit_id, Period const& period, law::Calendar const& calendar);
/// Those of them that are counted: of a county's catalogues few entries are late, and none of the others is built.
std::vector<Record> counted_records_of(Transaction& tx, Measure measure, Id unit_id, Period const& period, law::Calendar const& calendar);

/// Below 0 where `a` is the worse figure, 0 where both are as good: rates compared as fractions, without rounding.
int compare(Measure measure, Figure const& a, Figure const& b);
/// Whether the figure says enough to be ranked by: always for counts, from `minimum` of the denominator for rates.
bool is_enough(Figure const& figure, Definition const& definition, int minimum);
/// `83.3%`, `—` where there is nothing to divide by; the number itself for counts.
std::string shown(Figure const& figure, Definition const& definition);

}  // namespace mingtang::measure

template <>
struct mingtang::EnumNames<mingtang::measure::Measure> {
    static constexpr std::array<std::string_view, mingtang::measure::measure_count> names{"filed",
                                                                                          "published",
                                                                                          "published_on_time",
                                                                                          "returned",
                                                                                          "overdue",
                                                                                          "overdue_drafts",
                                                                                          "overdue_items",
                                                                                          "rectified",
                                                                                          "applications_answered",
                                                                                          "applications_answered_on_time",
                                                                                          "applications_corrected",
                                                                                          "findings"};
};
template <>
struct mingtang::EnumNames<mingtang::measure::Direction> {
    static constexpr std::array<std::string_view, 2> names{"more_is_better", "less_is_better"};
};
