#pragma once
#include <string>
#include <vector>

#include "base/date.hpp"

namespace mingtang {

/// A day of a calendar file. Texts are plain; the file escapes them.
struct CalendarDay {
    std::string uid;
    Date on;
    std::string summary, description;
    std::string url;
};
struct CalendarFile {
    std::string name;
    std::vector<CalendarDay> days;
    Instant made_at;
    int sequence = 0;
    int alarm_days = 1;  // before each day
};

/// RFC 5545: all-day events of Asia/Shanghai, lines ended by CRLF and folded at 75 octets between characters, texts escaped.
std::string to_ics(CalendarFile const& file);

}  // namespace mingtang
