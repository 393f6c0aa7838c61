#include "base/calendar_file.hpp"

namespace mingtang {
namespace {

constexpr std::size_t longest_line = 75;  // octets, without the line end

/// TEXT of RFC 5545 §3.3.11.
std::string escaped(std::string const& text) {
    std::string made;
    for (char c : text) {
        if (c == '\n') {
            made += "\\n";
        } else if (c == '\\' || c == ';' || c == ',') {
            made += '\\', made += c;
        } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
            made += c;
        }
    }
    return made;
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

/// §3.1: a long line goes on in the next, which begins with a blank; never in the middle of a character.
void add_line(std::string& file, std::string const& line) {
    std::size_t used = 0;
    for (std::size_t at = 0; at < line.size();) {
        auto end = at + 1;
        while (end < line.size() && !begins_character(line[end])) ++end;
        if (used + (end - at) > longest_line) file += "\r\n ", used = 1;
        file.append(line, at, end - at);
        used += end - at;
        at = end;
    }
    file += "\r\n";
}

std::string compact(Date day) {
    auto text = day.text();
    return text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2);
}

/// `20261123T020304Z`
std::string compact(Instant moment) {
    auto text = moment.text();
    std::string made;
    for (char c : text.substr(0, 19))
        if (c != '-' && c != ':') made += c;
    return made + "Z";
}

}  // namespace

std::string to_ics(CalendarFile const& file) {
    std::string made;
    auto add = [&](std::string const& line) { add_line(made, line); };
    add("BEGIN:VCALENDAR");
    add("VERSION:2.0");
    add("PRODID:-//Mingtang//Calendar//ZH");
    add("CALSCALE:GREGORIAN");
    add("METHOD:PUBLISH");
    add("X-WR-CALNAME:" + escaped(file.name));
    add("X-WR-TIMEZONE:Asia/Shanghai");
    add("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
    for (auto const& day : file.days) {
        add("BEGIN:VEVENT");
        add("UID:" + escaped(day.uid));
        add("DTSTAMP:" + compact(file.made_at));
        add("SEQUENCE:" + std::to_string(file.sequence));
        add("DTSTART;VALUE=DATE:" + compact(day.on));
        add("DTEND;VALUE=DATE:" + compact(day.on + 1));
        add("SUMMARY:" + escaped(day.summary));
        if (!day.description.empty()) add("DESCRIPTION:" + escaped(day.description));
        if (!day.url.empty()) add("URL:" + day.url);
        add("TRANSP:TRANSPARENT");
        add("BEGIN:VALARM");
        add("ACTION:DISPLAY");
        add("DESCRIPTION:" + escaped(day.summary));
        add("TRIGGER:-P" + std::to_string(file.alarm_days) + "D");
        add("END:VALARM");
        add("END:VEVENT");
    }
    add("END:VCALENDAR");
    return made;
}

}  // namespace mingtang
