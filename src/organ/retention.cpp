#include "organ/retention.hpp"

namespace mingtang::organ {

Instant erase_after(Instant put_away_at, int retention_months) {
    auto day = put_away_at.local_date().ymd();
    auto month = std::chrono::year_month(day.year(), day.month()) + std::chrono::months(retention_months);
    auto ends = month / day.day();
    return Instant(ends.ok() ? std::chrono::sys_days(ends) : std::chrono::sys_days(month / std::chrono::last));
}

}  // namespace mingtang::organ
