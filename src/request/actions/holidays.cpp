#include "request/holidays.hpp"

namespace mingtang::request {

Outcome<HolidaysTaken> take_holidays(Context& in, std::string_view file) {
    auto read = organ::read_calendar_year(file);
    if (!read) return read.error();
    auto year = organ::import_calendar_year(in, *read);
    if (!year) return year.error();
    auto calendar = organ::calendar_with(in.calendar, {*year});
    Context anew{in.actor, in.tx, calendar, in.now, in.blobs, in.secret, in.reader};
    return HolidaysTaken{.read = *read, .moved = reckon_all(anew)};
}

}  // namespace mingtang::request
