#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace mingtang::law {

enum class DayKind { working, make_up, weekend, holiday };

/// One day of a running period: whether it counts, and why. `name` is the holiday that a holiday or a make-up day belongs to.
struct CountedDay {
    Date date;
    bool counted = false;
    DayKind kind = DayKind::working;
    std::string name;
    /// `working`, `weekend`, `make_up`, or the name of the holiday.
    std::string reason() const;
};

/// Working days by the State Council's yearly notices (law/calendars/<year>.json): weekends and holidays do not count, make-up working
/// days do. A year without a notice knows weekends only. A value: copy it or hand it down by reference; reading is safe from any thread.
class Calendar {
  public:
    /// Weekends only. `start_day_counts` decides whether the day on which a period begins is its first day; the usual reading is that it is
    /// not (the Regulation itself is silent), so this stays a choice of the operator.
    explicit Calendar(bool start_day_counts = false) : start_day_counts_(start_day_counts) {}
    /// All years that the program carries. Throws std::logic_error when a packed year is malformed.
    static Calendar standard(bool start_day_counts = false);
    /// Adds one year's notice, the text of a law/calendars file, in place of an earlier one of the same year; throws std::logic_error when
    /// it is malformed.
    void add_year(std::string_view json);

    bool is_working_day(Date day) const;
    DayKind kind_of(Date day) const;
    /// True when the notice of that year is known, so that a date computed in it is certain.
    bool is_known(int year) const { return years_.contains(year); }
    bool is_known(Date from, Date to) const;
    std::set<int> const& known_years() const { return years_; }
    /// The holiday that the day belongs to (also for its make-up working days), or nothing.
    std::string name_of(Date day) const;

    /// Working days from a fixed day long past up to and including this one: differences of it count working days in a few steps.
    long long working_days_to(Date day) const;
    /// The first day with `working_days_to(day) >= count`.
    Date day_of(long long count) const;

    /// The n-th working day after `start`; with n = 0 the first working day on or after it. Negative n counts back.
    Date add_working_days(Date start, int n) const;
    /// Working days after `from` up to and including `to`; negative when `to` is before `from`.
    int working_days_between(Date from, Date to) const;
    /// Every day after `from` up to and including `to` (with `from` itself where the start day counts), at most ten years.
    std::vector<CountedDay> explain(Date from, Date to) const;
    bool start_day_counts() const { return start_day_counts_; }

  private:
    struct Notice {
        std::string name;
        bool off = false;
        int year = 0;  // of the notice; it may speak of the last days of the year before
    };
    std::map<Date, Notice> days_;
    /// Of the days of the notices that are not what their weekday says: how many working days more or fewer there were by then.
    std::vector<std::pair<Date, int>> shifts_;
    std::set<int> years_;
    bool start_day_counts_ = false;
};

}  // namespace mingtang::law
