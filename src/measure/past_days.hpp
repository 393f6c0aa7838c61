#pragma once
#include <mutex>

#include "measure/measure.hpp"

namespace mingtang::measure {

/// The figures of entries (overdue_items) as of days that are over, kept in memory for each unit, because they cost a reading of its whole
/// catalogue and are asked for again with every page. A unit's figures are dropped when the journal tells something that may move them (a
/// publication, a revision, a withdrawal, a change of its catalogue), all when it tells of units, of standard catalogues or the calendar
/// changes; what the projection of due days has not taken in yet drops them once more. One for a database, not older than it; of any
/// thread.
class PastDays {
  public:
    /// Of each of `days`, in their order, by unit. `unit_id` 0: of all units.
    std::vector<std::map<Id, Figure>> overdue_items(Transaction& tx, Id unit_id, std::vector<Date> const& days,
                                                    law::Calendar const& calendar);

  private:
    using Days = std::map<Date, Figure>;
    bool forget_moved(Transaction& tx, law::Calendar const& calendar);
    void make_room(std::vector<Date> const& days);

    std::mutex mutex_;
    long long seq_ = 0;
    std::string calendar_;
    std::map<Id, Days> units_;
};

}  // namespace mingtang::measure
