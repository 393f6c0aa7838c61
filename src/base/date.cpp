#include "base/date.hpp"

#include <array>
#include <cstdio>

namespace mingtang {
namespace {

constexpr std::chrono::hours shanghai(8);

/// Reads exactly `digits` digits at `at`; -1 when they are not there.
int number_at(std::string_view text, std::size_t at, std::size_t digits) {
    if (text.size() < at + digits) return -1;
    int value = 0;
    for (char c : text.substr(at, digits)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    int y = number_at(text, 0, 4), m = number_at(text, 5, 2), d = number_at(text, 8, 2);
    if (y < 1900 || y > 2199 || m < 1 || d < 1) return {};
    auto ymd = std::chrono::year(y) / std::chrono::month(unsigned(m)) / std::chrono::day(unsigned(d));
    if (!ymd.ok()) return {};
    return Date(std::chrono::sys_days(ymd));
}

std::string Date::text() const {
    if (!*this) return {};
    char out[32];
    std::snprintf(out, sizeof out, "%04d-%02u-%02u", year(), month(), day());
    return out;
}

std::optional<Instant> Instant::parse(std::string_view text) {
    if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return {};
    auto date = Date::parse(text.substr(0, 10));
    int h = number_at(text, 11, 2), m = number_at(text, 14, 2), s = number_at(text, 17, 2);
    if (!date || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59) return {};
    auto at = Instant(date->sys()) + std::chrono::hours(h) + std::chrono::minutes(m) + std::chrono::seconds(s);
    auto rest = text.substr(19);
    if (rest.starts_with('.')) {
        std::size_t n = 1;
        int unit = 100, ms = 0;
        for (; n < rest.size() && rest[n] >= '0' && rest[n] <= '9'; ++n, unit /= 10) ms += (rest[n] - '0') * unit;
        at = at + std::chrono::milliseconds(ms);
        rest = rest.substr(n);
    }
    if (rest == "Z") return at;
    if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':') return {};
    int oh = number_at(rest, 1, 2), om = number_at(rest, 4, 2);
    if (oh < 0 || om < 0) return {};
    std::chrono::milliseconds offset = std::chrono::hours(oh) + std::chrono::minutes(om);
    return at + (rest[0] == '+' ? -offset : offset);
}

std::string Instant::text() const {
    if (!*this) return {};
    auto day = std::chrono::floor<std::chrono::days>(Point(std::chrono::milliseconds(ms_)));
    auto rest = int(ms_ - std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch()).count());
    char out[48];
    std::snprintf(out, sizeof out, "%sT%02d:%02d:%02d.%03dZ", Date(day).text().c_str(), rest / 3600000, rest / 60000 % 60, rest / 1000 % 60,
                  rest % 1000);
    return out;
}

Date Instant::local_date() const {
    if (!*this) return {};
    return Date(std::chrono::floor<std::chrono::days>(Point(std::chrono::milliseconds(ms_)) + shanghai));
}

std::string Instant::local_text() const {
    if (!*this) return {};
    auto text = (*this + shanghai).text();
    return text.substr(0, 10) + " " + text.substr(11, 5);
}

std::string Instant::http_text() const {
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto day = Date(std::chrono::floor<std::chrono::days>(Point(std::chrono::milliseconds(ms_))));
    char out[64];
    std::snprintf(out, sizeof out, "%s, %02u %s %04d %s GMT", days[std::chrono::weekday(day.sys()).c_encoding()], day.day(),
                  months[day.month() - 1], day.year(), text().substr(11, 8).c_str());
    return out;
}

Instant SystemClock::now() const { return Instant(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())); }

}  // namespace mingtang
