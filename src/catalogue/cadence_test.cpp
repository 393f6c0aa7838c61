#include "catalogue/cadence.hpp"

#include <gtest/gtest.h>

namespace mingtang::catalogue {
namespace {

Date day(std::string_view text) { return Date::parse(text).value_or(Date()); }

struct DueRow {
    std::string_view what;
    Cadence cadence;
    Counted counted;
    int limit;
    std::string_view unit, since, last, due;
};

TEST(Cadence, NextDueDays) {
    auto calendar = law::Calendar::standard();
    using enum Cadence;
    using enum Counted;
    DueRow const rows[] = {
        // within: once in every period
        {"the month after", monthly, within, 0, "", "2026-01-05", "2026-03-31", "2026-04-30"},
        {"month ends in a leap year", monthly, within, 0, "", "2020-01-05", "2024-01-31", "2024-02-29"},
        {"and in no leap year", monthly, within, 0, "", "2020-01-05", "2026-01-01", "2026-02-28"},
        {"a year end", monthly, within, 0, "", "2020-01-05", "2026-12-01", "2027-01-31"},
        {"the quarter after", quarterly, within, 0, "", "2020-01-05", "2026-09-30", "2026-12-31"},
        {"first day of a quarter", quarterly, within, 0, "", "2020-01-05", "2026-10-01", "2027-03-31"},
        {"half-years", half_yearly, within, 0, "", "2020-01-05", "2026-06-30", "2026-12-31"},
        {"half-years over the year", half_yearly, within, 0, "", "2020-01-05", "2026-07-01", "2027-06-30"},
        {"years", yearly, within, 0, "", "2020-01-05", "2024-02-29", "2025-12-31"},
        {"years, the last day", yearly, within, 0, "", "2020-01-05", "2025-12-31", "2026-12-31"},
        {"the limit of each piece does not move the period", yearly, within, 7, "working_day", "2020-01-05", "2025-03-01", "2026-12-31"},
        // never published: the period in which it began, but not before the limit has run
        {"begun early in the quarter", quarterly, within, 0, "", "2026-10-10", "", "2026-12-31"},
        {"begun at its end: 20 working days over New Year", quarterly, within, 0, "", "2025-12-30", "", "2026-01-28"},
        {"begun at its end with 3 days", monthly, within, 3, "day", "2026-04-29", "", "2026-05-02"},
        {"nothing known", monthly, within, 0, "", "", "", ""},
        // after: the figures of a period, within the limit after its end
        {"third quarter told in time", quarterly, after, 20, "working_day", "2020-01-05", "2025-10-20", "2026-01-29"},
        {"third quarter told late", quarterly, after, 10, "day", "2020-01-05", "2026-11-15", "2027-01-10"},
        {"told on the last day covers it", monthly, after, 10, "day", "2020-01-05", "2026-04-30", "2026-06-10"},
        {"told a day before does not", monthly, after, 10, "day", "2020-01-05", "2026-04-29", "2026-05-10"},
        {"national holiday moves working days", quarterly, after, 5, "working_day", "2020-01-05", "2026-07-01", "2026-10-13"},
        {"reports of departments by 31 January", yearly, after, 1, "month", "2020-01-05", "2026-01-20", "2027-01-31"},
        {"reports of governments by 31 March", yearly, after, 3, "month", "2020-01-05", "2026-03-31", "2027-03-31"},
        {"two months after the year: the last of February", yearly, after, 2, "month", "2020-01-05", "2023-03-01", "2024-02-29"},
        {"never told", yearly, after, 1, "month", "2025-06-01", "", "2026-01-31"},
        // long-term, at once, undetermined
        {"long-term, not yet there", long_term, within, 20, "working_day", "2026-09-25", "", "2026-10-29"},
        {"long-term, there", long_term, within, 20, "working_day", "2026-09-25", "2026-09-28", ""},
        {"hours run into days", long_term, within, 48, "hour", "2026-09-25", "", "2026-09-27"},
        {"at once", at_once, within, 20, "working_day", "2020-01-05", "2026-09-28", ""},
        {"undetermined", none, within, 20, "working_day", "2020-01-05", "2026-09-28", ""},
    };
    for (auto const& row : rows) {
        Item item{.limit_number = row.limit, .limit_unit = std::string(row.unit), .cadence = row.cadence};
        item.counted = row.counted;
        item.since_on = day(row.since);
        EXPECT_EQ(next_due(item, day(row.last), calendar).text(), row.due) << row.what;
    }
}

TEST(Cadence, StagesFollowTheirPlan) {
    auto calendar = law::Calendar::standard();
    Item item{.limit_number = 7, .limit_unit = "day", .cadence = Cadence::by_stage};
    item.since_on = Date(2026, 1, 5);
    item.stages = "立项 2026-03-31；招标；开工 2026-06-01；竣工 2027-06-30";
    EXPECT_EQ(next_due(item, {}, calendar).text(), "2026-04-07");
    EXPECT_EQ(next_due(item, Date(2026, 3, 30), calendar).text(), "2026-04-07") << "published before the stage was reached";
    EXPECT_EQ(next_due(item, Date(2026, 3, 31), calendar).text(), "2026-06-08");
    EXPECT_EQ(next_due(item, Date(2026, 7, 1), calendar).text(), "2027-07-07");
    EXPECT_FALSE(next_due(item, Date(2027, 7, 1), calendar));
    item.stages = "招标;竣工";
    EXPECT_FALSE(next_due(item, {}, calendar)) << "no planned days";
}

TEST(Cadence, StagesAreReadAsPeopleWriteThem) {
    EXPECT_EQ(stages_of("立项 2026-03-31、 招标 ;竣工2027-06-30\n"),
              (std::vector<Stage>{{"立项", Date(2026, 3, 31)}, {"招标", {}}, {"竣工", Date(2027, 6, 30)}}));
    EXPECT_EQ(stages_of("验收 2026-02-30"), (std::vector<Stage>{{"验收 2026-02-30", {}}})) << "no such day";
    EXPECT_TRUE(stages_of(" ； ").empty());
    EXPECT_EQ(stages_text(stages_of("立项 2026-03-31;招标")), "立项 2026-03-31；招标");
}

TEST(Cadence, DisplayPeriodAndStanding) {
    auto calendar = law::Calendar::standard();
    Item item;
    EXPECT_FALSE(displayed_until(item, Date(2026, 9, 28), calendar));
    item.display_number = 7;
    item.display_unit = "working_day";
    EXPECT_EQ(displayed_until(item, Date(2026, 9, 28), calendar).text(), "2026-10-13") << "over the national holiday";
    EXPECT_EQ(standing({}, Date(2026, 11, 23), calendar), Standing::untimed);
    EXPECT_EQ(standing(Date(2026, 11, 22), Date(2026, 11, 23), calendar), Standing::overdue);
    EXPECT_EQ(standing(Date(2026, 11, 23), Date(2026, 11, 23), calendar), Standing::soon);
    EXPECT_EQ(standing(Date(2026, 11, 30), Date(2026, 11, 23), calendar), Standing::soon);
    EXPECT_EQ(standing(Date(2026, 12, 1), Date(2026, 11, 23), calendar), Standing::in_time);
}

TEST(Cadence, PeriodsOfTheCalendar) {
    EXPECT_EQ(span_of(Cadence::quarterly, Date(2026, 2, 28)), (Span{Date(2026, 1, 1), Date(2026, 3, 31)}));
    EXPECT_EQ(span_of(Cadence::monthly, Date(2024, 2, 1)), (Span{Date(2024, 2, 1), Date(2024, 2, 29)}));
    EXPECT_EQ(span_of(Cadence::half_yearly, Date(2026, 12, 31)), (Span{Date(2026, 7, 1), Date(2026, 12, 31)}));
    EXPECT_FALSE(span_of(Cadence::at_once, Date(2026, 12, 31)));
    EXPECT_FALSE(span_of(Cadence::yearly, {}));
}

TEST(Cadence, MachinesReadThePeriodicity) {
    EXPECT_EQ(accrual_periodicity(Cadence::quarterly), "http://publications.europa.eu/resource/authority/frequency/QUARTERLY");
    EXPECT_EQ(accrual_periodicity(Cadence::none), "");
}

}  // namespace
}  // namespace mingtang::catalogue
