#include <gtest/gtest.h>

#include <fstream>

#include "base/digest.hpp"
#include "base/json.hpp"
#include "reports/checks.hpp"
#include "reports/files.hpp"
#include "reports/form.hpp"
#include "reports/grid.hpp"
#include "reports/taken.hpp"
#include "reports/wan.hpp"

namespace mingtang::reports {
namespace {

namespace fs = std::filesystem;

TEST(Wan, IsExact) {
    for (auto const& [typed, fen, printed] :
         std::vector<std::tuple<std::string, long long, std::string>>{{"0", 0, "0"},
                                                                      {"96171.6", 96171600000, "96171.6"},
                                                                      {"59237.2449", 59237244900, "59237.2449"},
                                                                      {" 1,234.50 ", 1234500000, "1234.5"},
                                                                      {"0.000001", 1, "0.000001"},
                                                                      {"7730.28", 7730280000, "7730.28"}}) {
        EXPECT_EQ(fen_of_wan(typed), fen) << typed;
        EXPECT_EQ(wan_text(fen), printed);
    }
    for (auto const* typed : {"", ".", ".5", "-1", "1.0000001", "1e5", "万", "1.2.3", "999999999999", "１"})
        EXPECT_FALSE(fen_of_wan(typed)) << typed;
}

/// Every cell holds a figure of its own, so that a cell in the wrong place shows.
AnnualReport whole() {
    AnnualReport report{.unit = "试验县教育局", .year = 2025, .has_decisions = true};
    long long next = 100;
    for (auto const& name : first_table_cells())
        *report.documents_at(name) = name == "t2.fee_wan" ? fen_of_wan("59237.2449").value() : ++next;
    for (auto const& row : form().rows)
        for (auto& cell : report.applications[row.key]) cell = ++next;
    for (auto const& dispute : form().disputes)
        for (auto const& result : form().results) report.disputes[dispute.key + "_" + result.key] = ++next;
    report.said["fee_yuan"] = {3940};
    report.sections = {{"1", "（一）主动公开\n本年度公开信息 <12> 条。"}, {"5", "答复质量有待提高。"}, {"6", "收取信息处理费3940元。"}};
    return report;
}

void expect_same_tables(AnnualReport const& read, AnnualReport const& made) {
    auto tables_of = [](AnnualReport const& report) {
        auto all = tables(report);
        return json::serialize(json::object{{"t2", all.at("t2")}, {"t3", all.at("t3")}, {"t4", all.at("t4")}});
    };
    EXPECT_EQ(tables_of(read), tables_of(made));
}

class InFolder : public testing::Test {
  protected:
    fs::path folder = fs::temp_directory_path() / ("mingtang-reports-" + random_token(8));
    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override { fs::remove_all(folder); }
    fs::path put(std::string const& name, std::string const& content) {
        std::ofstream(folder / name, std::ios::binary) << content;
        return folder / name;
    }
    Outcome<AnnualReport> read(std::string const& name, std::string const& content) {
        return read_report_file(put(name, content), name, "");
    }
};

TEST_F(InFolder, EveryFormatIsReadBack) {
    auto made = whole();
    for (auto const* format : {"json", "html", "xlsx", "docx"}) {
        auto file = file_of(made, format, "");
        ASSERT_TRUE(file) << format;
        EXPECT_EQ(file->name, std::string("试验县教育局2025年政府信息公开工作年度报告.") + format);
        auto back = read(file->name, file->content);
        ASSERT_TRUE(back) << format << " " << (back ? "" : back.error().code);
        EXPECT_EQ(back->year, 2025) << format;
        expect_same_tables(*back, made);
    }
    auto page = read("a.html", file_of(made, "html", "")->content);
    ASSERT_TRUE(page->sections);
    EXPECT_EQ(page->sections->at("5"), "答复质量有待提高。");
    EXPECT_EQ(page->sections->at("1"), "（一）主动公开\n本年度公开信息 <12> 条。");
    EXPECT_NE(to_json(made).find("\"fee_wan\":59237.2449}"), std::string::npos) << "a number with its own decimals";
    EXPECT_FALSE(file_of(made, "exe", ""));
}

TEST_F(InFolder, AmountsSurviveASpreadsheet) {
    for (auto const* amount : {"96171.6", "0.1", "530.1", "7730.28", "59237.2449", "123456.789012", "0"}) {
        auto made = whole();
        made.fee_fen = fen_of_wan(amount).value();
        auto back = read("a.xlsx", file_of(made, "xlsx", "")->content);
        ASSERT_TRUE(back) << amount;
        EXPECT_EQ(wan_text(back->fee_fen.value()), amount);
    }
}

TEST_F(InFolder, TheOlderFormIsReadToo) {
    auto row = [](std::string const& label, std::string const& figures) { return "<tr><td>" + label + "</td>" + figures + "</tr>"; };
    std::string const none = "<td>0</td><td>0</td><td>0</td><td>0</td><td>/</td><td></td><td>0</td>";
    std::string const five = "<td>5</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>5</td>";
    auto page =
        "<h1>试验县2020年政府信息公开工作年度报告</h1><table><tr><td colspan=4>第二十条第（一）项</td></tr>"
        "<tr><td>信息内容</td><td>本年新制作数量</td><td>本年新公开数量</td><td>对外公开总数量</td></tr>"
        "<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>规范性文件</td><td>3</td><td>3</td><td>40</td></tr>"
        "<tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td></tr><tr><td>行政许可</td><td>120</td><td>增3</"
        "td><td>5,500</td></tr><tr><td>行政处罚</td><td>12</td><td></td><td></td></tr></table><table>" +
        row("一、本年新收政府信息公开申请数量", five) + row("二、上年结转政府信息公开申请数量", none) + row("（一）予以公开", five) +
        row("（六）其他处理", five) + row("（七）总计", five) + row("四、结转下年度继续办理", none) + "</table>";
    auto read_back = read("2020.html", page);
    ASSERT_TRUE(read_back) << read_back.error().code;
    EXPECT_EQ(read_back->year, 2020);
    EXPECT_TRUE(read_back->is_older_form());
    EXPECT_EQ((*read_back->other_handling)[6], 5);
    EXPECT_EQ(read_back->application("new", 0), 5);
    EXPECT_FALSE(read_back->application("carry_in", 4)) << "/ is blank";
    EXPECT_EQ(read_back->licence, 5500);
    EXPECT_FALSE(read_back->penalty) << "projects are no decisions";
}

TEST_F(InFolder, RefusesWhatIsNoReport) {
    EXPECT_EQ(read("a.pdf", "%PDF-1.4").error().code, "reports.read.type");
    EXPECT_EQ(read("a.html", "<p>通知</p>").error().code, "reports.read.no_table");
    EXPECT_EQ(read("a.xlsx", "PK no workbook").error().code, "reports.read.no_table");
    EXPECT_EQ(read("a.json", "{").error().code, "reports.read.not_json");
    EXPECT_EQ(read_report_file(folder / "none.html", "none.html", "").error().code, "reports.read.too_large");
    auto made = whole();
    auto html = file_of(made, "html", "")->content;
    for (auto at = html.find("2025"); at != std::string::npos; at = html.find("2025")) html.replace(at, 4, "本年");
    EXPECT_EQ(read("b.html", html).error().code, "reports.read.no_year");
}

TEST(Sums, OfAGovernment) {
    auto sum = whole();
    add(sum, whole());
    EXPECT_EQ(sum.at("t2.norm.made"), 2 * *whole().at("t2.norm.made"));
    EXPECT_EQ(sum.at("t3.r4_1_not_held.legal"), 2 * *whole().at("t3.r4_1_not_held.legal"));
    EXPECT_EQ(sum.at("t4.after_pending"), 2 * *whole().at("t4.after_pending"));
    EXPECT_EQ(wan_text(*sum.fee_fen), "118474.4898");
    EXPECT_EQ(sum.at("narrative.fee_yuan"), 7880);
}

}  // namespace
}  // namespace mingtang::reports
