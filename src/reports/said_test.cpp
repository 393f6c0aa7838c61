#include "reports/said.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "reports/checks.hpp"
#include "reports/likeness.hpp"

namespace mingtang::reports {
namespace {

/// `3119 t3.new.total; …`
std::string told(std::string_view words) {
    std::string all;
    for (auto const& one : figures_said(words))
        all += (all.empty() ? "" : "; ") + std::to_string(one.number) + " " + text::join(one.cells, "+");
    return all;
}

TEST(FiguresSaid, AreToldFromSentences) {
    struct Row {
        char const *words, *told;
    };
    for (auto const& [words, expected] : std::vector<Row>{
             {"本年新收政府信息公开申请3119件。", "3119 t3.new.total"},
             {"全年收到公开申请 3,119 件，同比增长12%。", "3119 t3.new.total"},
             {"收到行政复议申请3件。", "3 t4.review_total"},
             {"上年结转34件，结转下年度继续办理103件。", "34 t3.carry_in.total; 103 t3.carry_out.total"},
             {"办结申请3050件，其中予以公开1362件、部分公开454件。",
              "3050 t3.r7_total.total; 1362 t3.r1_granted.total; 454 t3.r2_partial.total"},
             {"按时办结率100%。", ""},
             {"办结群众来信20件。", ""},
             {"处理信访件 20 件，予以公开 3 件。", ""},
             {"被申请行政复议351件，其中结果维持72件、结果纠正64件。", "351 t4.review_total; 72 t4.review_upheld; 64 t4.review_corrected"},
             {"被提起行政诉讼46件，其中结果维持25件。", "46 t4.direct_total+t4.after_total; 25 t4.direct_upheld+t4.after_upheld"},
             {"未经复议直接起诉26件，尚未审结1件；复议后起诉20件，尚未审结6件。",
              "26 t4.direct_total; 1 t4.direct_pending; 20 t4.after_total; 6 t4.after_pending"},
             {"行政复议、行政诉讼0件。", "0 t4.direct_total+t4.after_total"},
             {"制发行政规范性文件8件，废止26件，现行有效66件。", "8 t2.norm.made; 26 t2.norm.repealed; 66 t2.norm.in_force"},
             {"制定工作方案3件，废止2件。", ""},
             {"收取信息处理费3940元。", "3940 narrative.fee_yuan"},
             {"没有收取信息处理费。", ""},
             {"结果维持72件。", ""},
             {"新收政府信息公开申请99999999999999999999件。", ""},
             {"", ""},
             {"新收", ""},
             {"\xff\xfe新收申请3件", "3 t3.new.total"}})
        EXPECT_EQ(told(words), expected) << words;
}

TEST(FiguresSaid, DisagreeWithTheTables) {
    AnnualReport report{.unit = "试验县", .year = 2025};
    report.applications["new"] = {10, 2, 0, 0, 0, 0, 12};
    report.disputes["review_total"] = 3;
    report.said["fee_yuan"] = {3940};
    report.sections = {{"1", "新收政府信息公开申请13件。被申请行政复议3件。"}, {"5", "无。"}, {"6", "收取信息处理费3,940元。"}};
    std::vector<Disagreement> of_text;
    for (auto const& one : disagreements(report))
        if (one.check == 7) of_text.push_back(one);
    ASSERT_EQ(of_text.size(), 1u);
    EXPECT_EQ(of_text[0].cells, (std::vector<std::string>{"sections.1", "t3.new.total"}));
    report.sections->at("5") = "【请补写】存在的主要问题。";
    auto all = disagreements(report);
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [](auto const& one) { return one.said.code == "reports.check.unfinished"; }));
}

TEST(Likeness, InPercentWithoutFigures) {
    std::string const words = "规范性文件统一编号、统一发布，清理后在平台标明效力状态。";
    EXPECT_EQ(likeness(words, words), 100);
    EXPECT_EQ(likeness("本年公开信息12条，比上年增加3条。" + words, "本年公开信息9条，比上年增加31条。" + words), 100);
    EXPECT_EQ(likeness("平台改版后增加拼音检索和适老化阅读。", words), 0);
    EXPECT_EQ(likeness("", words), 0);
    EXPECT_EQ(likeness(words, ""), 0);
    auto half = likeness(words + "新增八处查阅点，延伸到村一级，并配备代办员。全年办理二百余人次。", words);
    EXPECT_GT(half, 30);
    EXPECT_LT(half, 60);
}

}  // namespace
}  // namespace mingtang::reports
