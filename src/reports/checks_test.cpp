#include "reports/checks.hpp"

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "reports/form.hpp"

namespace mingtang::reports {
namespace {

/// A small report in which all agrees: 12 new, 1 carried in, 10 granted, 1 not held, 2 carried over.
json::object sound() {
    json::object rows;
    for (auto const& row : form().rows) rows[row.key] = json::object{{"label", row.label}, {"values", json::array{0, 0, 0, 0, 0, 0, 0}}};
    auto set = [&](char const* key, json::array values) { rows[key].as_object()["values"] = std::move(values); };
    set("new", {10, 2, 0, 0, 0, 0, 12});
    set("carry_in", {1, 0, 0, 0, 0, 0, 1});
    set("r1_granted", {8, 2, 0, 0, 0, 0, 10});
    set("r4_1_not_held", {1, 0, 0, 0, 0, 0, 1});
    set("r7_total", {9, 2, 0, 0, 0, 0, 11});
    set("carry_out", {2, 0, 0, 0, 0, 0, 2});
    json::object t4;
    for (auto const& dispute : form().disputes)
        for (auto const& result : form().results) t4[dispute.key + "_" + result.key] = 0;
    t4["review_upheld"] = 3, t4["review_total"] = 3, t4["after_pending"] = 1, t4["after_total"] = 1;
    return {{"unit", "试验县教育局"},
            {"year", 2025},
            {"t2", json::object{{"rules", json::array{0, 0, 0}}, {"norm", json::array{5, 2, 43}}}},
            {"t3", json::object{{"rows", rows}}},
            {"t4", t4},
            {"narrative",
             json::object{{"received", 12}, {"answered", 11}, {"review_total", 3}, {"lawsuit", json::array{0, 0, 0, 1}}, {"fee_yuan", 0}}}};
}

AnnualReport read(json::object const& made) { return read_annual_report(json::serialize(made)).value(); }

/// `1 t3.new.natural,…; …`
std::string told(std::vector<Disagreement> const& all) {
    std::string text;
    for (auto const& one : all) text += (text.empty() ? "" : "; ") + std::to_string(one.check) + " " + one.cells.at(0);
    return text;
}
std::string told(json::object const& made) { return told(disagreements(read(made))); }

json::value& values(json::object& report, char const* row) {
    return report["t3"].as_object()["rows"].as_object()[row].as_object()["values"];
}

TEST(ReportChecks, ASoundReportAgrees) { EXPECT_EQ(told(sound()), ""); }

TEST(ReportChecks, EachRuleNamesItsCells) {
    auto report = sound();
    values(report, "carry_out") = json::array{1, 0, 0, 0, 0, 0, 1};
    EXPECT_EQ(told(report), "1 t3.new.natural; 1 t3.new.total");

    report = sound();
    values(report, "r1_granted") = json::array{7, 2, 0, 0, 0, 0, 9};
    EXPECT_EQ(told(report), "2 t3.r7_total.natural; 2 t3.r7_total.total");

    report = sound();
    values(report, "r1_granted") = json::array{8, 2, 0, 0, 0, 1, 10};
    EXPECT_EQ(told(report), "2 t3.r7_total.other; 3 t3.r1_granted.total");

    report = sound();
    report["t4"].as_object()["review_total"] = 0;
    EXPECT_EQ(told(report), "4 t4.review_total; 7 narrative.review_total");

    report = sound();
    report["narrative"].as_object()["received"] = 13;
    report["narrative"].as_object()["lawsuit"] = json::array{1, 0, 0, 1};
    EXPECT_EQ(told(report), "7 narrative.received; 7 narrative.lawsuit");

    report = sound();
    values(report, "r5_2_repeat") = json::array{0, nullptr, "/", 0, 0, "", 0};
    EXPECT_EQ(told(report), "9 t3.r5_2_repeat.business");
    EXPECT_EQ(disagreements(read(report))[0].cells.size(), 3u);
}

TEST(ReportChecks, FeesAndProblemsAreLookedForInTheText) {
    auto report = sound();
    values(report, "r1_granted") = json::array{7, 2, 0, 0, 0, 0, 9};
    values(report, "r6_2_no_fee") = json::array{1, 0, 0, 0, 0, 0, 1};
    EXPECT_EQ(told(report), "") << "the text states the fees";
    report["narrative"].as_object().erase("fee_yuan");
    EXPECT_EQ(told(report), "8 t3.r6_2_no_fee.total");
    report["sections"] = json::object{{"5", " "}, {"6", "本年度收取信息处理费 3940 元。"}};
    EXPECT_EQ(told(report), "10 sections.5");
    report["sections"] = json::object{{"5", "答复质量有待提高。"}, {"6", "无。"}};
    EXPECT_EQ(told(report), "8 t3.r6_2_no_fee.total");
}

TEST(ReportChecks, AcrossYears) {
    auto now = sound(), before = sound();
    before["year"] = 2024;
    values(before, "new") = json::array{9, 2, 0, 0, 0, 0, 11};
    values(before, "carry_out") = json::array{1, 0, 0, 0, 0, 0, 1};
    before["t2"].as_object()["norm"] = json::array{1, 1, 40};
    before["narrative"].as_object()["received"] = 11;
    auto last = read(before);
    EXPECT_EQ(told(disagreements(last)), "");
    EXPECT_EQ(told(disagreements(read(now), &last)), "") << "40 + 5 - 2 = 43";
    now["t2"].as_object()["norm"] = json::array{5, 2, 44};
    values(now, "carry_in") = json::array{0, 1, 0, 0, 0, 0, 1};
    EXPECT_EQ(told(disagreements(read(now), &last)),
              "1 t3.new.natural; 1 t3.new.business; 5 t3.carry_in.natural; 5 t3.carry_in.business; 6 t2.norm");
}

TEST(ReportChecks, TheOlderFormHasOneRowForOtherHandling) {
    auto report = sound();
    values(report, "r4_1_not_held") = json::array{0, 0, 0, 0, 0, 0, 0};
    report["t3_row6_single"] = json::array{1, 0, 0, 0, 0, 0, 1};
    EXPECT_EQ(told(report), "");
}

TEST(ReportReading, RefusesWhatIsNoReport) {
    auto code = [](std::string const& text) { return read_annual_report(text).error().code; };
    for (auto const* text : {"", "{", "[]", "\xff\xfe", "12"}) EXPECT_EQ(code(text), "reports.read.not_json") << text;
    EXPECT_EQ(code("{}"), "reports.read.missing");
    for (auto const* part : {"t2", "t3", "t4"}) {
        auto report = sound();
        report.erase(part);
        EXPECT_EQ(code(json::serialize(report)), "reports.read.missing") << part;
    }
    for (auto value : {json::value("十二"), json::value(1.5), json::value("12件"), json::value(json::array{1})}) {
        auto report = sound();
        values(report, "new") = json::array{10, 2, 0, 0, 0, value, 12};
        EXPECT_EQ(code(json::serialize(report)), "reports.read.bad_cell");
    }
    auto report = sound();
    values(report, "new") = json::array{10, 2};
    EXPECT_EQ(code(json::serialize(report)), "reports.read.bad_cell");
    values(report, "new") = json::array{"10", " 2 ", 0, 0, 0, 0, "12"};
    EXPECT_EQ(told(report), "") << "numbers written as text";
}

}  // namespace
}  // namespace mingtang::reports
