#include "catalogue/sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingtang::catalogue {
namespace {

using testing::ElementsAre;

TEST(Sheet, OneRowOfHeadings) {
    auto sheet = read_sheet({{"序号", "领域", "一级事项", "二级事项", "公开内容（要素）", "公开时限", "公开渠道和载体", "公开对象_全社会",
                              "公开对象_特定群众", "公开方式_主动", "公开方式_依申请", "公开层级_县级", "公开层级_乡村级", "来源"},
                             {"1", "社会救助", "综合业务", "政策法规文件", "各地配套政策", "20个工作日内", "■政府网站 ■公开查阅点", "√", "",
                              "√", "", "√", "√", "某地"},
                             {"", "", "", "", "", "", "", "", "", "", "", "", "", ""}});
    ASSERT_TRUE(sheet);
    EXPECT_THAT(sheet->unknown, ElementsAre("领域", "来源"));
    ASSERT_EQ(sheet->rows.size(), 1u);
    EXPECT_EQ(sheet->rows[0].line, 2);
    auto item = item_of(sheet->rows[0]).value();
    EXPECT_EQ(item.level1, "综合业务");
    EXPECT_EQ(item.audience, "全社会");
    EXPECT_EQ(item.way, "主动");
    EXPECT_EQ(item.level, "县级、乡级");
    EXPECT_EQ(item.place, 1);
}

TEST(Sheet, TwoRowsOfHeadingsAndMergedCells) {
    auto sheet = read_sheet({{"某县社会救助领域基层政务公开标准目录"},
                             {"序号", "公开事项", "", "公开 内容", "公开对象", "", "公开方式", "", "公开层级", ""},
                             {"", "一级事项", "二级事项", "", "全社会", "特定群体", "主动", "依申请公开", "县级", "乡级"},
                             {"1", "最低生活保障", "办事指南", "条件", "√", "", "√", "", "√", "√"},
                             {"2", "", "审核信息", "名单", "", "申请家庭所在村居民", "", "√", "", "√"}});
    ASSERT_TRUE(sheet) << sheet.error().code;
    ASSERT_EQ(sheet->rows.size(), 2u);
    auto second = item_of(sheet->rows[1]).value();
    EXPECT_EQ(second.level1, "最低生活保障") << "a merged cell gives its text to those below";
    EXPECT_EQ(second.content, "名单");
    EXPECT_EQ(second.audience, "申请家庭所在村居民");
    EXPECT_EQ(second.way, "依申请");
    EXPECT_EQ(second.level, "乡级");
}

TEST(Sheet, HeadingsOfOthersAreMapped) {
    Grid grid{{"大类", "小类", "说明"}, {"甲", "乙", "丙"}};
    EXPECT_EQ(read_sheet(grid).error().code, "catalogue.sheet.no_heading");
    auto sheet = read_sheet(grid, {{"level1", "大类"}, {"level2", "小类"}, {"content", "说明"}});
    ASSERT_TRUE(sheet);
    EXPECT_EQ(item_of(sheet->rows[0])->content, "丙");
    EXPECT_EQ(read_sheet({}).error().code, "catalogue.sheet.no_heading");
}

TEST(Sheet, OurOwnColumns) {
    auto row = [](std::map<std::string, std::string> cells) { return item_of({.line = 2, .cells = std::move(cells)}); };
    auto item = row({{"level1", "甲"},
                     {"limit_number", "20.0"},
                     {"limit_unit", "个工作日"},
                     {"cadence", "每季度"},
                     {"counted", "after"},
                     {"display_number", "7"},
                     {"display_unit", "day"},
                     {"audience", "■全社会 □特定群体"}})
                    .value();
    EXPECT_EQ(item.limit_number, 20);
    EXPECT_EQ(item.limit_unit, "working_day");
    EXPECT_EQ(item.cadence, Cadence::quarterly);
    EXPECT_EQ(item.counted, Counted::after);
    EXPECT_EQ(item.display_unit, "day");
    EXPECT_EQ(item.audience, "全社会");
    for (auto [column, value] : std::vector<std::pair<std::string, std::string>>{{"limit_number", "二十"},
                                                                                 {"limit_number", "-3"},
                                                                                 {"limit_number", "9999999"},
                                                                                 {"limit_unit", "年"},
                                                                                 {"cadence", "有时"},
                                                                                 {"counted", "?"},
                                                                                 {"place", "x"},
                                                                                 {"content", "\xFF"},
                                                                                 {"content", std::string("a\0b", 3)}}) {
        auto bad = row({{"level1", "甲"}, {column, value}});
        ASSERT_FALSE(bad) << column << value;
        EXPECT_EQ(bad.error().code, "catalogue.sheet.value");
        EXPECT_EQ(bad.error().field, column);
    }
}

}  // namespace
}  // namespace mingtang::catalogue
