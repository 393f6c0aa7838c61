#include "catalogue/timing.hpp"

#include <gtest/gtest.h>

namespace mingtang::catalogue {
namespace {

TEST(Timing, WordsOfStandardCatalogues) {
    struct Row {
        char const* words;
        Timing timing;
    };
    using enum Cadence;
    Row const rows[] = {
        {"信息形成或者变更之日起20个工作日内", {20, "working_day", at_once}},
        {"制定或获取信息之日起10个工作日内，公示7个工作日", {10, "working_day", at_once, Counted::within, 7, "working_day"}},
        {"信息形成或者变更之日起20个工作日内，公示不少于7日", {20, "working_day", at_once, Counted::within, 7, "day"}},
        {"公示期不少于三十日", {0, "", none, Counted::within, 30, "day"}},
        {"作出决定之日起 7 个工作日内", {7, "working_day", at_once}},
        {"收到评标报告之日起3日内", {3, "day", at_once}},
        {"自信息形成之日起二十个工作日内公开", {20, "working_day", at_once}},
        {"批准后十五日内", {15, "day", at_once}},
        {"5小时内发布", {5, "hour", at_once}},
        {"预警信息即时公开", {0, "", at_once}},
        {"实时公开", {0, "", at_once}},
        {"长期公开", {0, "", long_term}},
        {"每季度公布一次", {0, "", quarterly}},
        {"每月10日内", {10, "day", monthly}},
        {"每半年更新", {0, "", half_yearly}},
        {"分阶段公开", {0, "", by_stage}},
        {"每年1月31日前", {1, "month", yearly, Counted::after}},
        {"每年3月31日前公布", {3, "month", yearly, Counted::after}},
        {"每年2月底前", {2, "month", yearly, Counted::after}},
        {"每年1月20日前", {20, "day", yearly, Counted::after}},
        {"每年3月15日前", {74, "day", yearly, Counted::after}},
        {"按规定", {}},
        {"", {}},
        {"99999999999999999999日", {}},
    };
    for (auto const& row : rows) {
        auto got = timing_of(row.words);
        EXPECT_EQ(got.limit_number, row.timing.limit_number) << row.words;
        EXPECT_EQ(got.limit_unit, row.timing.limit_unit) << row.words;
        EXPECT_EQ(got.cadence, row.timing.cadence) << row.words;
        EXPECT_EQ(got.counted, row.timing.counted) << row.words;
        EXPECT_EQ(got.display_number, row.timing.display_number) << row.words;
        EXPECT_EQ(got.display_unit, row.timing.display_unit) << row.words;
    }
}

TEST(Timing, WhatTheItemSaysItselfStays) {
    Item item{.time_limit = "20个工作日内，公示7日", .limit_number = 10, .limit_unit = "day", .cadence = Cadence::monthly};
    fill_timing(item);
    EXPECT_EQ(item.limit_number, 10);
    EXPECT_EQ(item.cadence, Cadence::monthly);
    EXPECT_EQ(item.display_number, 7);
}

TEST(Timing, CarriersInAllForms) {
    EXPECT_EQ(tidy_carriers("■政府网站 □政府公报\n■两微一端  □发布会/听证会 ■公开查阅点"), "政府网站;两微一端;公开查阅点");
    EXPECT_EQ(tidy_carriers("☑政府网站☐政府公报√其他____"), "政府网站;其他");
    EXPECT_EQ(tidy_carriers("政府网站；公开查阅点、政务服务中心;政府网站"), "政府网站;公开查阅点;政务服务中心");
    EXPECT_EQ(tidy_carriers("■政府网站、■政府公报"), "政府网站;政府公报");
    EXPECT_EQ(tidy_carriers("□政府网站"), "");
    EXPECT_EQ(tidy_carriers("■社区/企事业单位/村公示栏（电子屏）"), "社区/企事业单位/村公示栏（电子屏）");
    EXPECT_EQ(std::count_if(carriers().begin(), carriers().end(), [](auto const& one) { return one.standard; }), 13);
}

TEST(Timing, Ticks) {
    for (auto cell : {"√", " √ ", "■", "是", "1"}) EXPECT_TRUE(is_ticked(cell)) << cell;
    for (auto cell : {"", "否", "×", "□", "0"}) EXPECT_FALSE(is_ticked(cell)) << cell;
}

}  // namespace
}  // namespace mingtang::catalogue
