#include "base/calendar_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"

namespace mingtang {
namespace {

using testing::HasSubstr;

std::vector<std::string> lines_of(std::string const& ics) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < ics.size();) {
        auto end = ics.find("\r\n", at);
        lines.push_back(ics.substr(at, end - at));
        at = end + 2;
    }
    return lines;
}

std::string unfolded(std::string ics) {
    for (std::size_t at; (at = ics.find("\r\n ")) != std::string::npos;) ics.erase(at, 3);
    return ics;
}

CalendarFile file_with(std::string summary) {
    return {.name = "申请",
            .days = {{.uid = "a@b",
                      .on = Date(2026, 12, 31),
                      .summary = std::move(summary),
                      .description = "一\n二",
                      .url = "https://x.example/y"}},
            .made_at = Instant::parse("2026-11-26T02:03:04.567Z").value(),
            .sequence = 3};
}

TEST(CalendarFile, a_day_is_a_whole_day_and_ends_before_the_next) {
    auto ics = to_ics(file_with("答复"));
    for (auto line : {"DTSTART;VALUE=DATE:20261231\r\n", "DTEND;VALUE=DATE:20270101\r\n", "DTSTAMP:20261126T020304Z\r\n", "SEQUENCE:3\r\n",
                      "X-WR-TIMEZONE:Asia/Shanghai\r\n", "UID:a@b\r\n", "DESCRIPTION:一\\n二\r\n"})
        EXPECT_THAT(ics, HasSubstr(line));
    EXPECT_TRUE(ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
    EXPECT_TRUE(ics.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
}

TEST(CalendarFile, long_lines_are_folded_between_characters) {
    for (int extra = 0; extra < 6; ++extra) {
        std::string summary(extra, 'x');
        for (int i = 0; i < 90; ++i) summary += "教";
        auto ics = to_ics(file_with(summary));
        for (auto const& line : lines_of(ics)) {
            EXPECT_LE(line.size(), 75u);
            EXPECT_TRUE(text::is_utf8(line)) << line;
        }
        EXPECT_THAT(unfolded(ics), HasSubstr("SUMMARY:" + summary + "\r\n"));
    }
}

TEST(CalendarFile, marks_of_the_format_are_escaped_and_controls_left_out) {
    auto ics = unfolded(to_ics(file_with("甲;乙,丙\\丁\r\nBEGIN:VEVENT\x07")));
    EXPECT_THAT(ics, HasSubstr("SUMMARY:甲\\;乙\\,丙\\\\丁\\nBEGIN:VEVENT\r\n"));
}

}  // namespace
}  // namespace mingtang
