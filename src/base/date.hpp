#pragma once
#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace mingtang {

/// A day of the Gregorian calendar, or no day at all. Text form `YYYY-MM-DD`; the empty text is no day.
class Date {
  public:
    Date() = default;
    explicit Date(std::chrono::sys_days day) : days_(day.time_since_epoch().count()) {}
    Date(int year, unsigned month, unsigned day)
        : Date(std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day))) {}

    /// Reads `YYYY-MM-DD` of a day that exists in the years 1900–2199; nothing otherwise.
    static std::optional<Date> parse(std::string_view text);

    explicit operator bool() const { return days_ != none; }
    std::chrono::sys_days sys() const { return std::chrono::sys_days(std::chrono::days(days_)); }
    std::chrono::year_month_day ymd() const { return std::chrono::year_month_day(sys()); }
    int year() const { return int(ymd().year()); }
    unsigned month() const { return unsigned(ymd().month()); }
    unsigned day() const { return unsigned(ymd().day()); }
    std::string text() const;

    Date operator+(int days) const { return Date(sys() + std::chrono::days(days)); }
    Date operator-(int days) const { return *this + -days; }
    /// Days from `other` to this one.
    int operator-(Date other) const { return days_ - other.days_; }
    auto operator<=>(Date const&) const = default;

  private:
    static constexpr int none = -1000000;
    int days_ = none;
};

/// A moment, to the millisecond, UTC. Text form `2026-11-23T02:03:04.567Z` (sorts as text); the empty text is no moment.
class Instant {
  public:
    using Point = std::chrono::sys_time<std::chrono::milliseconds>;
    Instant() = default;
    explicit Instant(Point point) : ms_(point.time_since_epoch().count()) {}
    static Instant from_ms(std::int64_t ms) { return Instant(Point(std::chrono::milliseconds(ms))); }
    /// Reads the text form, also without fraction, and with an offset `+08:00`.
    static std::optional<Instant> parse(std::string_view text);

    explicit operator bool() const { return ms_ != none; }
    std::int64_t ms() const { return ms_; }
    std::string text() const;
    /// The day and the time `YYYY-MM-DD HH:MM` on the clock of Asia/Shanghai (UTC+8 all year since 1992).
    Date local_date() const;
    std::string local_text() const;
    /// `Mon, 23 Nov 2026 02:03:04 GMT`, for HTTP headers.
    std::string http_text() const;

    Instant operator+(std::chrono::milliseconds span) const { return from_ms(ms_ + span.count()); }
    std::chrono::milliseconds operator-(Instant other) const { return std::chrono::milliseconds(ms_ - other.ms_); }
    auto operator<=>(Instant const&) const = default;

  private:
    static constexpr std::int64_t none = INT64_MIN;
    std::int64_t ms_ = none;
};

/// Where the time comes from; handed down, never fetched.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    Date today() const { return now().local_date(); }
};

class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

/// A clock that stands still until told otherwise.
class FakeClock final : public Clock {
  public:
    explicit FakeClock(Instant start) : now_(start) {}
    explicit FakeClock(Date day) : now_(Instant(day.sys()) + std::chrono::hours(2)) {}
    Instant now() const override { return now_; }
    void advance(std::chrono::milliseconds span) { now_ = now_ + span; }

  private:
    Instant now_;
};

}  // namespace mingtang
