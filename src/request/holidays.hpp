#pragma once
#include "organ/calendars.hpp"
#include "request/actions.hpp"

namespace mingtang::request {

/// What a year's file of holidays brought.
struct HolidaysTaken {
    organ::ReadYear read;
    std::vector<Moved> moved;
};
/// Takes a year's file in and counts every open case anew by it, in one transaction: the cases whose day moved are named in the journal
/// (`request.due_moved`), and applicants find it in their case. Refusals: organ.calendar.*, organ.role.forbidden.
Outcome<HolidaysTaken> take_holidays(Context& in, std::string_view file);

}  // namespace mingtang::request
