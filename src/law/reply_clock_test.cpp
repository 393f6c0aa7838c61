#include "law/reply_clock.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "law/fee.hpp"
#include "law/receipt.hpp"

namespace mingtang::law {
namespace {

Date day(std::string_view text) { return text.empty() ? Date() : Date::parse(text).value(); }

/// law: ogi-2019:33. Dates counted day by day from the notices of each year, by other hands than ours. Stops: `asked/answered`, blank
/// between.
struct Row {
    char const* received_on;
    int working_days, extended_by;
    char const *supplied_on, *paid_on, *stops, *due;
};
constexpr Row rows[] = {
    // clang-format off
    {"2019-01-02", 20, 0, "", "", "", "2019-01-30"},
    {"2019-01-15", 20, 0, "", "", "", "2019-02-15"},
    {"2019-04-01", 20, 0, "", "", "", "2019-04-29"},
    {"2019-04-28", 20, 0, "", "", "", "2019-05-28"},
    {"2019-06-05", 20, 0, "", "", "", "2019-07-04"},
    {"2019-09-10", 20, 0, "", "", "", "2019-10-14"},
    {"2019-09-27", 20, 0, "", "", "", "2019-10-30"},
    {"2019-12-20", 20, 0, "", "", "", "2020-01-19"},
    {"2020-01-02", 20, 0, "", "", "", "2020-02-06"},
    {"2020-01-15", 20, 0, "", "", "", "2020-02-19"},
    {"2020-04-01", 20, 0, "", "", "", "2020-04-29"},
    {"2020-04-28", 20, 0, "", "", "", "2020-05-28"},
    {"2020-06-05", 20, 0, "", "", "", "2020-07-06"},
    {"2020-09-10", 20, 0, "", "", "", "2020-10-14"},
    {"2020-09-27", 20, 0, "", "", "", "2020-10-30"},
    {"2020-12-20", 20, 0, "", "", "", "2021-01-18"},
    {"2021-01-02", 20, 0, "", "", "", "2021-01-29"},
    {"2021-01-15", 20, 0, "", "", "", "2021-02-18"},
    {"2021-04-01", 20, 0, "", "", "", "2021-04-29"},
    {"2021-04-28", 20, 0, "", "", "", "2021-05-28"},
    {"2021-06-05", 20, 0, "", "", "", "2021-07-05"},
    {"2021-09-10", 20, 0, "", "", "", "2021-10-14"},
    {"2021-09-27", 20, 0, "", "", "", "2021-10-29"},
    {"2021-12-20", 20, 0, "", "", "", "2022-01-18"},
    {"2022-01-02", 20, 0, "", "", "", "2022-01-29"},
    {"2022-01-15", 20, 0, "", "", "", "2022-02-16"},
    {"2022-04-01", 20, 0, "", "", "", "2022-04-29"},
    {"2022-04-28", 20, 0, "", "", "", "2022-05-30"},
    {"2022-06-05", 20, 0, "", "", "", "2022-07-01"},
    {"2022-09-10", 20, 0, "", "", "", "2022-10-13"},
    {"2022-09-27", 20, 0, "", "", "", "2022-10-28"},
    {"2022-12-20", 20, 0, "", "", "", "2023-01-18"},
    {"2023-01-02", 20, 0, "", "", "", "2023-02-02"},
    {"2023-01-15", 20, 0, "", "", "", "2023-02-15"},
    {"2023-04-01", 20, 0, "", "", "", "2023-04-28"},
    {"2023-04-28", 20, 0, "", "", "", "2023-05-30"},
    {"2023-06-05", 20, 0, "", "", "", "2023-07-04"},
    {"2023-09-10", 20, 0, "", "", "", "2023-10-12"},
    {"2023-09-27", 20, 0, "", "", "", "2023-10-31"},
    {"2023-12-20", 20, 0, "", "", "", "2024-01-18"},
    {"2024-01-02", 20, 0, "", "", "", "2024-01-30"},
    {"2024-01-15", 20, 0, "", "", "", "2024-02-09"},
    {"2024-04-01", 20, 0, "", "", "", "2024-04-29"},
    {"2024-04-28", 20, 0, "", "", "", "2024-05-28"},
    {"2024-06-05", 20, 0, "", "", "", "2024-07-04"},
    {"2024-09-10", 20, 0, "", "", "", "2024-10-14"},
    {"2024-09-27", 20, 0, "", "", "", "2024-10-30"},
    {"2024-12-20", 20, 0, "", "", "", "2025-01-20"},
    {"2025-01-02", 20, 0, "", "", "", "2025-02-06"},
    {"2025-01-15", 20, 0, "", "", "", "2025-02-18"},
    {"2025-04-01", 20, 0, "", "", "", "2025-04-29"},
    {"2025-04-28", 20, 0, "", "", "", "2025-05-29"},
    {"2025-06-05", 20, 0, "", "", "", "2025-07-03"},
    {"2025-09-10", 20, 0, "", "", "", "2025-10-14"},
    {"2025-09-27", 20, 0, "", "", "", "2025-10-30"},
    {"2025-12-20", 20, 0, "", "", "", "2026-01-19"},
    {"2026-01-02", 20, 0, "", "", "", "2026-01-29"},
    {"2026-01-15", 20, 0, "", "", "", "2026-02-12"},
    {"2026-04-01", 20, 0, "", "", "", "2026-04-30"},
    {"2026-04-28", 20, 0, "", "", "", "2026-05-28"},
    {"2026-06-05", 20, 0, "", "", "", "2026-07-06"},
    {"2026-09-10", 20, 0, "", "", "", "2026-10-14"},
    {"2026-09-27", 20, 0, "", "", "", "2026-10-29"},
    {"2020-01-17", 20, 0, "", "", "", "2020-02-21"},
    {"2020-02-28", 20, 0, "", "", "", "2020-03-27"},
    {"2020-02-29", 20, 0, "", "", "", "2020-03-27"},
    {"2024-02-28", 20, 0, "", "", "", "2024-03-27"},
    {"2024-02-29", 20, 0, "", "", "", "2024-03-28"},
    {"2023-09-28", 20, 0, "", "", "", "2023-11-01"},
    {"2025-01-25", 20, 0, "", "", "", "2025-02-27"},
    {"2025-01-26", 20, 0, "", "", "", "2025-02-28"},
    {"2026-02-13", 20, 0, "", "", "", "2026-03-19"},
    {"2026-02-14", 20, 0, "", "", "", "2026-03-20"},
    {"2026-02-28", 20, 0, "", "", "", "2026-03-27"},
    {"2026-05-09", 20, 0, "", "", "", "2026-06-05"},
    {"2026-09-20", 20, 0, "", "", "", "2026-10-23"},
    {"2026-10-10", 20, 0, "", "", "", "2026-11-06"},
    {"2026-09-18", 1, 0, "", "", "", "2026-09-20"},
    {"2026-09-19", 1, 0, "", "", "", "2026-09-20"},
    {"2026-09-24", 1, 0, "", "", "", "2026-09-28"},
    {"2026-09-30", 1, 0, "", "", "", "2026-10-08"},
    {"2026-10-09", 1, 0, "", "", "", "2026-10-10"},
    {"2026-02-13", 1, 0, "", "", "", "2026-02-14"},
    {"2026-02-14", 1, 0, "", "", "", "2026-02-24"},
    {"2026-11-20", 7, 0, "", "", "", "2026-12-01"},
    {"2026-11-20", 15, 0, "", "", "", "2026-12-11"},
    {"2025-01-24", 7, 0, "", "", "", "2025-02-10"},
    {"2025-04-25", 15, 0, "", "", "", "2025-05-20"},
    {"2026-01-30", 20, 20, "", "", "", "2026-04-02"},
    {"2026-01-30", 20, 10, "", "", "", "2026-03-19"},
    {"2026-04-24", 20, 20, "", "", "", "2026-06-24"},
    {"2026-04-24", 20, 10, "", "", "", "2026-06-09"},
    {"2026-09-17", 20, 20, "", "", "", "2026-11-18"},
    {"2026-09-17", 20, 10, "", "", "", "2026-11-04"},
    {"2025-09-22", 20, 20, "", "", "", "2025-11-21"},
    {"2025-09-22", 20, 10, "", "", "", "2025-11-07"},
    {"2026-03-02", 20, 0, "2026-03-18", "", "", "2026-04-16"},
    {"2026-03-02", 20, 0, "2026-03-21", "", "", "2026-04-20"},
    {"2026-01-29", 20, 0, "2026-02-14", "", "", "2026-03-20"},
    {"2026-08-31", 20, 0, "2026-09-20", "", "", "2026-10-23"},
    {"2026-03-02", 20, 0, "", "2026-04-07", "", "2026-05-08"},
    {"2026-03-02", 20, 0, "2026-03-10", "2026-03-31", "", "2026-04-29"},
    {"2026-03-02", 20, 0, "", "", "2026-03-05/2026-03-26", "2026-04-21"},
    {"2026-03-02", 20, 0, "", "", "2026-03-30/2026-04-17", "2026-03-30"},
    {"2026-03-02", 20, 0, "", "", "2026-03-31/2026-04-17", "2026-03-30"},
    {"2026-09-01", 20, 0, "", "", "2026-09-15/2026-10-12", "2026-10-26"},
    {"2026-09-01", 20, 0, "", "", "2026-09-03/2026-09-10 2026-09-08/2026-09-15", "2026-10-15"},
    {"2026-09-01", 20, 0, "", "", "2026-09-03/2026-09-10 2026-09-20/2026-09-28", "2026-10-19"},
    {"2026-09-01", 20, 20, "", "", "2026-09-03/2026-09-24", "2026-11-24"},
    {"2026-09-01", 20, 0, "2026-09-10", "", "2026-09-04/2026-09-14", "2026-10-16"},
    {"2026-09-01", 20, 0, "", "", "2026-08-20/2026-09-04", "2026-10-09"},
    {"2026-01-05", 20, 0, "", "", "2026-01-20/2026-02-24", "2026-03-06"},
    {"2026-02-10", 20, 20, "", "", "2026-02-12/2026-03-05", "2026-04-29"},
    // clang-format on
};

ReplyCourse course_of(Row const& row) {
    ReplyCourse course{.received_on = day(row.received_on),
                       .supplied_on = day(row.supplied_on),
                       .paid_on = day(row.paid_on),
                       .working_days = row.working_days,
                       .extended_by = row.extended_by};
    for (auto const& stop : text::split(row.stops, ' '))
        course.stops.push_back({.from_on = day(stop.substr(0, 10)), .until_on = day(stop.substr(11))});
    return course;
}

TEST(ReplyClock, LastDays) {
    auto calendar = Calendar::standard();
    static_assert(std::size(rows) >= 100);
    for (auto const& row : rows) {
        auto course = course_of(row);
        auto clock = reply_clock(course, calendar);
        EXPECT_EQ(clock.due.text(), row.due) << row.received_on << " +" << row.working_days << "+" << row.extended_by << " " << row.stops;
        EXPECT_TRUE(clock.certain || clock.due.year() > 2026) << row.received_on;
    }
}

TEST(ReplyClock, TheExplanationCountsToTheSameDay) {
    auto calendar = Calendar::standard();
    for (auto const& row : rows) {
        auto days = explain(course_of(row), calendar);
        ASSERT_FALSE(days.empty());
        EXPECT_EQ(days.back().date.text(), row.due);
        EXPECT_EQ(days.back().number, row.working_days + row.extended_by) << row.received_on;
    }
}

TEST(ReplyClock, SaysWhyADayDoesNotCount) {
    ReplyCourse course{.received_on = Date(2026, 9, 18),
                       .stops = {{.from_on = Date(2026, 9, 21), .until_on = Date(2026, 9, 22), .asked = Stop::Asked::joint_producer}},
                       .working_days = 5};
    std::string told;
    for (auto const& one : explain(course, Calendar::standard()))
        told += one.date.text().substr(5) + " " + std::to_string(one.number) + " " + one.reason + "; ";
    EXPECT_EQ(told,
              "09-19 0 weekend; 09-20 1 make_up; 09-21 2 working; 09-22 0 joint_producer; 09-23 3 working; 09-24 4 working; 09-25 0 "
              "holiday; 09-26 0 holiday; "
              "09-27 0 holiday; 09-28 5 working; ");
}

TEST(ReplyClock, ARunningStopLeavesDaysOverAndNamesNoDate) {
    auto calendar = Calendar::standard();
    ReplyCourse course{.received_on = Date(2026, 3, 2), .stops = {{.from_on = Date(2026, 3, 5)}}};
    auto clock = reply_clock(course, calendar);
    EXPECT_FALSE(clock.due);
    EXPECT_EQ(clock.left, 17);
    EXPECT_EQ(explain(course, calendar, Date(2026, 3, 10)).size(), 8u);
    course.stops[0].until_on = Date(2026, 3, 26);
    EXPECT_EQ(reply_clock(course, calendar).due, calendar.add_working_days(Date(2026, 3, 26), 17));
}

TEST(ReplyClock, AYearWithoutNoticeIsNotCertain) {
    auto calendar = Calendar::standard();
    EXPECT_TRUE(reply_clock({.received_on = Date(2026, 11, 24)}, calendar).certain);
    EXPECT_FALSE(reply_clock({.received_on = Date(2026, 12, 24)}, calendar).certain);
    EXPECT_EQ(reply_clock({.received_on = Date(2026, 12, 24)}, calendar).due, Date(2027, 1, 21))
        << "the plain week, New Year's Day unknown";
}

TEST(ReplyClock, ANoticeThatArrivesLateMovesTheDay) {
    auto calendar = Calendar::standard();
    auto before = reply_clock({.received_on = Date(2026, 12, 24)}, calendar).due;
    calendar.add_year(
        R"({"year": 2027, "days": [{"date": "2027-01-01", "name": "元旦", "off": true}, {"date": "2027-01-03", "name": "元旦", "off": false}]})");
    auto after = reply_clock({.received_on = Date(2026, 12, 24)}, calendar);
    EXPECT_TRUE(after.certain);
    EXPECT_EQ(after.due, before) << "a holiday and its make-up day";
    calendar.add_year(R"({"year": 2027, "days": [{"date": "2027-01-01", "name": "元旦", "off": true}]})");
    EXPECT_EQ(reply_clock({.received_on = Date(2026, 12, 24)}, calendar).due, before + 1)
        << "a later notice of the year takes the place of the earlier one: the make-up day is none any more";
}

TEST(ReplyClock, TheFirstDayMayCount) {
    ReplyCourse course{.received_on = Date(2026, 11, 23), .working_days = 5};
    EXPECT_EQ(reply_clock(course, Calendar::standard()).due, Date(2026, 11, 30));
    EXPECT_EQ(reply_clock(course, Calendar::standard(true)).due, Date(2026, 11, 27));
    EXPECT_EQ(explain(course, Calendar::standard(true)).back().number, 5);
}

TEST(CalendarInSteps, AgreesWithCountingDayByDay) {
    auto calendar = Calendar::standard();
    long long count = calendar.working_days_to(Date(2018, 6, 1));
    for (auto date = Date(2018, 6, 2); date <= Date(2027, 6, 1); date = date + 1) {
        count += calendar.is_working_day(date);
        ASSERT_EQ(calendar.working_days_to(date), count) << date.text();
        if (calendar.is_working_day(date)) {
            ASSERT_EQ(calendar.day_of(count), date);
        }
    }
    for (auto date : {Date(1899, 12, 29), Date(1900, 1, 1), Date(1900, 1, 7), Date(2199, 12, 31)})
        EXPECT_EQ(calendar.working_days_to(date) - calendar.working_days_to(date - 7), 5) << date.text();
}

/// law: ogi-2019:31
TEST(Receipt, EachChannelHasItsDay) {
    Date const arrived(2026, 11, 20), confirmed(2026, 11, 24);
    for (auto channel : {Channel::counter, Channel::oral, Channel::post})
        EXPECT_EQ(received_on(channel, arrived, confirmed).value(), arrived) << to_text(channel);
    for (auto channel : {Channel::letter, Channel::online, Channel::email, Channel::fax}) {
        EXPECT_EQ(received_on(channel, arrived, confirmed).value(), confirmed) << to_text(channel);
        EXPECT_EQ(received_on(channel, arrived, arrived).value(), arrived);
        EXPECT_EQ(received_on(channel, arrived, {}).error().code, "law.receipt.not_confirmed");
        EXPECT_EQ(received_on(channel, confirmed, arrived).error().code, "law.receipt.confirmed_before");
    }
}

TEST(Fees, ByPiecesAndPages) {
    for (auto [pieces, yuan] : std::vector<std::pair<int, long long>>{
             {0, 0}, {10, 0}, {11, 100}, {30, 2000}, {31, 2200}, {40, 4000}, {41, 4300}, {50, 7000}, {51, 7400}})
        EXPECT_EQ(fee_by_pieces(pieces).total(), yuan) << pieces;
    for (auto [pages, yuan] : std::vector<std::pair<int, long long>>{
             {0, 0}, {30, 0}, {31, 10}, {68, 380}, {100, 700}, {109, 880}, {119, 1080}, {200, 2700}, {201, 2740}})
        EXPECT_EQ(fee_by_pages(pages).total(), yuan) << pages;
    for (int before = 0; before < 60; ++before)
        EXPECT_EQ(fee_by_pieces(7, before).total(), fee_by_pieces(before + 7).total() - fee_by_pieces(before).total()) << before;
    auto steps = fee_by_pages(201).steps;
    ASSERT_EQ(steps.size(), 4u);
    EXPECT_EQ(steps[1].amount(), 700);
    EXPECT_EQ(steps[3].from, 201);
}

}  // namespace
}  // namespace mingtang::law
