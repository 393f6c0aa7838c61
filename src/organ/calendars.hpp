#pragma once
#include <memory>
#include <mutex>

#include "organ/context.hpp"

/// Years of holidays that administrators bring in (国务院办公厅关于部分节假日安排的通知), beside those that the program carries
/// (law/calendars).
namespace mingtang::organ {

/// A stored year. `notice` is in the form of law/calendars.
struct CalendarYear {
    Id id = 0;
    int year = 0;
    std::string notice;
    Id imported_by_id = 0;
    Instant imported_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<CalendarYear> auto& r) {
        v("id", r.id), v("year", r.year), v("notice", r.notice), v("imported_by_id", r.imported_by_id), v("imported_at", r.imported_at);
    }
};

/// A year's file, read and checked. Two forms are known: that of law/calendars, and the usual JSON made from the notices
/// (`{"year", "papers", "days": [{"name", "date", "isOffDay"}]}`). The result is in the form of law/calendars, by date.
/// Refusals: organ.calendar.{not_json,year,no_days,bad_day,outside,twice,no_name,not_weekend,missing_holiday,too_many}.
struct ReadYear {
    int year = 0;
    std::string notice;
    int days_off = 0, make_up_days = 0;
};
Outcome<ReadYear> read_calendar_year(std::string_view file);

/// Takes the year in, in place of one that was brought in before. Only administrators. Writes `organ.calendar_imported`. Whoever keeps
/// dates that were counted by the old calendar counts them anew in the same transaction.
Outcome<CalendarYear> import_calendar_year(Context& in, ReadYear const& read);

/// By year.
std::vector<CalendarYear> stored_calendar_years(storage::Transaction& tx);
/// The calendar that the program carries with the stored years put over it.
law::Calendar calendar_with(law::Calendar base, std::vector<CalendarYear> const& years);

/// The calendar that holds now, kept in memory. A change never reaches who has taken it already: a transaction counts by one calendar from
/// beginning to end. Thread-safe.
class KeptCalendar {
  public:
    KeptCalendar(storage::Database& database, law::Calendar base) : database_(database), base_(std::move(base)) {}
    std::shared_ptr<law::Calendar const> current();
    /// Reads the stored years again at the next `current`; after an import, and when the journal tells of one on another node.
    void forget();

  private:
    storage::Database& database_;
    law::Calendar const base_;
    std::mutex mutex_;
    std::shared_ptr<law::Calendar const> held_;
    bool stale_ = true;
};

}  // namespace mingtang::organ
