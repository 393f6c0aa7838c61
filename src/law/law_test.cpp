#include <gtest/gtest.h>

#include "base/resource.hpp"
#include "base/text.hpp"
#include "law/article.hpp"
#include "law/document_number.hpp"
#include "law/ground.hpp"
#include "law/identity.hpp"
#include "law/index_number.hpp"
#include "law/period.hpp"

namespace mingtang::law {
namespace {

Date day(std::string_view text) { return Date::parse(text).value(); }

TEST(Calendar, KnowsEachYearOfTheNotices) {
    auto calendar = Calendar::standard();
    for (int year = 2019; year <= 2026; ++year) EXPECT_TRUE(calendar.is_known(year)) << year;
    EXPECT_FALSE(calendar.is_known(2018));
    EXPECT_FALSE(calendar.is_known(day("2026-12-20"), day("2027-01-10")));
}

TEST(Calendar, CountsMakeUpDaysAndHolidays) {
    struct Row {
        char const* date;
        DayKind kind;
        char const* name;
    };
    Row const rows[] = {
        {"2026-01-01", DayKind::holiday, "元旦"},
        {"2026-01-04", DayKind::make_up, "元旦"},
        {"2026-02-14", DayKind::make_up, "春节"},
        {"2026-02-16", DayKind::holiday, "春节"},
        {"2026-02-23", DayKind::holiday, "春节"},
        {"2026-02-28", DayKind::make_up, "春节"},
        {"2026-05-09", DayKind::make_up, "劳动节"},
        {"2026-09-20", DayKind::make_up, "国庆节"},
        {"2026-10-10", DayKind::make_up, "国庆节"},
        {"2025-01-26", DayKind::make_up, "春节"},
        {"2025-02-08", DayKind::make_up, "春节"},
        {"2025-04-27", DayKind::make_up, "劳动节"},
        {"2025-09-28", DayKind::make_up, "国庆节、中秋节"},
        {"2025-10-11", DayKind::make_up, "国庆节、中秋节"},
        {"2025-10-01", DayKind::holiday, "国庆节、中秋节"},
        {"2025-10-08", DayKind::holiday, "国庆节、中秋节"},
        {"2025-10-09", DayKind::working, ""},
        {"2026-11-21", DayKind::weekend, ""},
        {"2026-11-23", DayKind::working, ""},
        {"2020-01-31", DayKind::holiday, "春节"},
        {"2031-10-01", DayKind::working, ""},
        {"2031-10-04", DayKind::weekend, ""},
    };
    auto calendar = Calendar::standard();
    for (auto const& row : rows) {
        EXPECT_EQ(calendar.kind_of(day(row.date)), row.kind) << row.date;
        EXPECT_EQ(calendar.name_of(day(row.date)), row.name) << row.date;
        EXPECT_EQ(calendar.is_working_day(day(row.date)), row.kind == DayKind::working || row.kind == DayKind::make_up) << row.date;
    }
}

/// ogi-2019:26, ogi-2019:30, ogi-2019:32, ogi-2019:33, ogi-2019:34 and the shorter periods: start, period, last day.
TEST(Period, EndsOnTheDayOfTheTable) {
    struct Row {
        char const* code;
        char const* start;
        char const* end;
    };
    Row const rows[] = {
        {"proactive", "2026-11-02", "2026-11-30"},          // no holiday between
        {"proactive", "2026-02-02", "2026-03-06"},          // Spring Festival of nine days, 14 and 28 February worked
        {"proactive", "2025-09-15", "2025-10-17"},          // National Day of eight days, 28 September and 11 October worked
        {"proactive", "2025-12-15", "2026-01-13"},          // across the year, 4 January worked
        {"proactive", "2025-12-31", "2026-01-29"},          // begins on the eve of a holiday
        {"reply", "2025-01-20", "2025-02-21"},              // 26 January and 8 February worked
        {"reply", "2026-02-15", "2026-03-20"},              // begins within a holiday
        {"correction_notice", "2026-09-28", "2026-10-13"},  // 10 October worked
        {"correction_notice", "2025-04-25", "2025-05-08"},  // 27 April worked, five days off
        {"third_party_opinion", "2026-11-02", "2026-11-23"},
        {"joint_producer_opinion", "2024-02-05", "2024-03-01"},  // 18 February 2024 worked
        {"fee_payment", "2026-11-02", "2026-11-30"},
        {"administrative_review", "2026-11-23", "2027-01-22"},  // natural days
        {"lawsuit", "2025-08-31", "2026-02-28"},                // no 31 February
        {"lawsuit_after_review", "2026-02-10", "2026-02-25"},
    };
    auto calendar = Calendar::standard();
    for (auto const& row : rows) {
        auto const* clock = find_clock(row.code);
        ASSERT_NE(clock, nullptr) << row.code;
        EXPECT_EQ(due(day(row.start), clock->period, calendar).text(), row.end) << row.code << " from " << row.start;
    }
}

TEST(Period, SpecialPeriodsGoBeforeTheGeneralOne) {
    struct Row {
        char const* code;
        char const* start;
        char const* end;
        char const* article;
    };
    Row const rows[] = {
        {"government_budget", "2026-02-10", "2026-03-02", "budget-2018:14"},
        {"procurement_result", "2026-09-30", "2026-10-09", "procurement-regulation:43"},
        {"procurement_contract", "2025-09-30", "2025-10-10", "procurement-regulation:50"},
        {"bid_candidates", "2026-11-20", "2026-11-23", "bidding-regulation:54"},
        {"land_requisition_notice", "2026-11-02", "2026-11-23", "land-regulation:31"},
        {"licence_result", "2026-11-02", "2026-11-11", "three-systems-2018"},
        {"penalty_result", "2026-02-13", "2026-03-02", "three-systems-2018"},
        {"penalty_withdrawal", "2026-02-13", "2026-02-25", "penalty-2021:48"},
    };
    auto calendar = Calendar::standard();
    for (auto const& row : rows) {
        auto const* special = find_special_period(row.code);
        ASSERT_NE(special, nullptr) << row.code;
        EXPECT_EQ(special->period.article, row.article);
        EXPECT_EQ(proactive_due(day(row.start), &special->period, calendar).text(), row.end) << row.code;
    }
    EXPECT_EQ(proactive_due(day("2026-11-02"), nullptr, calendar).text(), "2026-11-30");
    EXPECT_EQ(find_special_period("nothing"), nullptr);
}

TEST(Period, MeasuresAnEmergencyInHours) {
    auto const& first = find_special_period("emergency_first_release")->period;
    auto calendar = Calendar::standard();
    auto happened = *Instant::parse("2026-02-17T15:30:00Z");
    EXPECT_EQ(due_at(happened, first, calendar).text(), "2026-02-17T20:30:00.000Z");
    EXPECT_EQ(due(day("2026-02-17"), first, calendar).text(), "2026-02-17");
    EXPECT_EQ(due(day("2026-02-17"), find_special_period("emergency_conference")->period, calendar).text(), "2026-02-18");
    EXPECT_EQ(due_at(happened, find_clock("correction_notice")->period, calendar).local_text(), "2026-03-03 23:59");
}

TEST(Period, SaysWhatRemains) {
    auto calendar = Calendar::standard();
    EXPECT_EQ(remaining(day("2026-11-30"), day("2026-11-23"), calendar), (Remaining{5, false}));
    EXPECT_EQ(remaining(day("2026-11-23"), day("2026-11-23"), calendar), (Remaining{0, false}));
    EXPECT_EQ(remaining(day("2026-11-20"), day("2026-11-21"), calendar), (Remaining{0, true}));
    EXPECT_EQ(remaining(day("2026-11-20"), day("2026-11-24"), calendar), (Remaining{-2, true}));
}

TEST(Calendar, TheStartDayIsAChoice) {
    auto usual = Calendar::standard(), other = Calendar::standard(true);
    EXPECT_EQ(usual.add_working_days(day("2026-11-02"), 20).text(), "2026-11-30");
    EXPECT_EQ(other.add_working_days(day("2026-11-02"), 20).text(), "2026-11-27");
    EXPECT_EQ(other.add_working_days(day("2026-11-01"), 1).text(), "2026-11-02");
    EXPECT_EQ(usual.add_working_days(day("2026-11-21"), 0).text(), "2026-11-23");
    EXPECT_EQ(usual.add_working_days(day("2026-11-23"), -1).text(), "2026-11-20");
}

TEST(Calendar, ExplainsEveryDay) {
    auto calendar = Calendar::standard();
    auto days = calendar.explain(day("2026-02-12"), day("2026-02-25"));
    ASSERT_EQ(days.size(), 13u);
    EXPECT_EQ(days[0].reason(), "working");
    EXPECT_EQ(days[1].reason(), "make_up");
    EXPECT_EQ(days[1].name, "春节");
    EXPECT_EQ(days[2].reason(), "春节");
    EXPECT_FALSE(days[2].counted);
    EXPECT_EQ(std::count_if(days.begin(), days.end(), [](auto const& each) { return each.counted; }), 4);
    EXPECT_EQ(calendar.working_days_between(day("2026-02-12"), day("2026-02-25")), 4);
    EXPECT_EQ(calendar.explain(day("2026-11-20"), day("2026-11-22"))[1].reason(), "weekend");
    EXPECT_TRUE(calendar.explain(day("2026-11-20"), day("2026-11-20")).empty());
}

TEST(Calendar, AddingAndCountingAgree) {
    auto calendar = Calendar::standard();
    for (Date start = day("2024-12-01"); start < day("2026-12-01"); start = start + 7)
        for (int n : {1, 7, 15, 20}) {
            auto end = calendar.add_working_days(start, n);
            EXPECT_TRUE(calendar.is_working_day(end));
            EXPECT_EQ(calendar.working_days_between(start, end), n);
            EXPECT_EQ(calendar.working_days_between(end, start), -n);
        }
}

TEST(Calendar, RefusesMalformedYears) {
    Calendar calendar;
    for (auto bad : {"", "[]", "{}", R"({"year":2030})", R"({"year":2030,"days":[{"date":"2030-02-30","off":true}]})",
                     R"({"year":2030,"days":[{"date":"2030-02-01"}]})"})
        EXPECT_THROW(calendar.add_year(bad), std::logic_error) << bad;
}

/// ogi-2019:14, ogi-2019:15, ogi-2019:16, ogi-2019:18
TEST(Ground, NamesArticleAndFreedom) {
    EXPECT_FALSE(find_ground("state_secret")->discretionary);
    EXPECT_TRUE(find_ground("trade_secret")->third_party);
    EXPECT_TRUE(find_ground("draft")->discretionary);
    EXPECT_EQ(find_ground("draft")->article, "ogi-2019:16.2");
    EXPECT_EQ(find_ground("enforcement_file")->report_row, "3-7");
    EXPECT_EQ(find_ground("x"), nullptr);
    EXPECT_EQ(review_again_due(day("2024-02-29")).text(), "2025-02-28");
    EXPECT_EQ(review_again_due(day("2026-08-31"), 6).text(), "2027-02-28");
}

TEST(Law, EveryArticleThatTheDataNameExists) {
    std::vector<std::string> named;
    for (auto const& row : clocks()) named.push_back(row.period.article);
    for (auto const& row : special_periods()) named.push_back(row.period.article);
    for (auto const& row : grounds()) named.push_back(row.article);
    for (auto const& name : named) {
        if (name.empty()) continue;
        auto parts = text::split(name, ':');
        auto const* statute = find_statute(parts[0]);
        ASSERT_NE(statute, nullptr) << name;
        if (parts.size() < 2) continue;
        EXPECT_NE(find_article(*statute, std::stoi(parts[1])), nullptr) << name;
    }
    EXPECT_EQ(find_statute("ogi-2019")->title, "政府信息公开条例");
    EXPECT_EQ(find_statute("ogi-1949"), nullptr);
}

TEST(Identity, ChecksCharacters) {
    for (auto good : {"11341702486344515H", "11441700007280420Y"}) EXPECT_TRUE(is_credit_code(good)) << good;
    for (auto bad : {"11341702486344515I", "11341702486344515J", "11341702486344515h", "1134170248634451", "", "11341702486344O15H"})
        EXPECT_FALSE(is_credit_code(bad)) << bad;
    for (auto good : {"11010519491231002X", "11010519491231002x", "440524188001010014"}) EXPECT_TRUE(is_resident_id(good)) << good;
    for (auto bad : {"110105194912310021", "11010519490231002X", "99010519491231002X", "1101051949123100", ""})
        EXPECT_FALSE(is_resident_id(bad)) << bad;
    EXPECT_TRUE(is_old_resident_id("110105491231002"));
    EXPECT_FALSE(is_old_resident_id("110105491331002"));
    for (auto good : {"13812345678", "19912345678"}) EXPECT_TRUE(is_mobile(good));
    for (auto bad : {"12812345678", "15412345678", "1381234567", "138123456789", "1381234567x"}) EXPECT_FALSE(is_mobile(bad)) << bad;
    EXPECT_TRUE(is_bank_card("4111111111111111"));
    EXPECT_FALSE(is_bank_card("4111111111111112"));
    EXPECT_FALSE(is_bank_card("411111111111"));
    EXPECT_TRUE(passes_luhn("79927398713"));
    EXPECT_FALSE(passes_luhn(""));
}

/// ogi-2019:12
TEST(IndexNumber, HasTheFormOfPractice) {
    EXPECT_EQ(index_number("11341702486344515H", day("2021-10-31"), 13), "11341702486344515H/202110-00013");
    EXPECT_EQ(index_number("11341702486344515H", day("2021-10-31"), 123456), "11341702486344515H/202110-123456");
    EXPECT_EQ(parse_index_number("11341702486344515H/202110-00013"), (IndexNumber{"11341702486344515H", 2021, 10, 13}));
    EXPECT_EQ(parse_index_number("014416330/2018-04736"), (IndexNumber{"014416330", 2018, 0, 4736}));
    for (auto bad :
         {"", "/202110-00013", "11341702486344515H/202113-00013", "11341702486344515H/202100-00013", "11341702486344515H/2021-1",
          "x/202110-00013", "11341702486344515H/202110-0001３", "11341702486344515H-202110/00013", "11341702486344515H/-02110-00013"})
        EXPECT_FALSE(parse_index_number(bad)) << bad;
}

TEST(DocumentNumber, ReadsAnyBracketAndWidth) {
    for (auto any : {"国办发〔2019〕14号", "国办发[2019]14号", "国办发（2019）14号", "国办发(2019)14号", "国办发【2019】14号",
                     " 国办发 ﹝２０１９﹞ １４ 号", "国办发［2019］14号", "国办发[2019〕14号"}) {
        auto parsed = parse_document_number(any);
        ASSERT_TRUE(parsed) << any;
        EXPECT_EQ(parsed->text(), "国办发〔2019〕14号");
        EXPECT_EQ(normalise_document_number(any), "国办发〔2019〕14号");
    }
    EXPECT_EQ(*parse_document_number("宁政办秘〔2021〕5号"), (DocumentNumber{"宁政办秘", 2021, 5}));
}

TEST(DocumentNumber, RefusesWithAReason) {
    std::pair<char const*, char const*> const rows[] = {{"国办发〔2019〕014号", "leading_zero"},
                                                        {"国办发〔2019〕第14号", "ordinal"},
                                                        {"国办发〔19〕14号", "year"},
                                                        {"国办发〔0019〕14号", "year"},
                                                        {"国务院令第711号", "malformed"},
                                                        {"〔2019〕14号", "malformed"},
                                                        {"国办发〔2019〕14", "malformed"},
                                                        {"国办发〔2019〕号", "malformed"},
                                                        {"国办发<b>〔2019〕14号", "malformed"},
                                                        {"", "malformed"},
                                                        {"〕国办发〔2019号", "malformed"},
                                                        {"\xFF〔2019〕14号", "malformed"},
                                                        {"国办发〔2019〕99999999号", "malformed"}};
    auto sentences = boost::json::parse(*resource("src/law/refusals.json"));
    for (auto [text, reason] : rows) {
        auto parsed = parse_document_number(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().code, std::string("law.document_number.") + reason) << text;
        EXPECT_TRUE(sentences.as_object().contains(parsed.error().code));
    }
    EXPECT_EQ(normalise_document_number(" 国务院令　第７１１号"), "国务院令 第711号");
}

}  // namespace
}  // namespace mingtang::law
