#include "assessment/arithmetic.hpp"

#include <gtest/gtest.h>

#include "assessment/actions.hpp"

namespace mingtang::assessment {
namespace {

Scheme const& scheme(std::string const& code) {
    for (auto const& one : packed_schemes())
        if (one.code == code) return one;
    throw std::logic_error("no scheme " + code);
}

/// Of an assessment: counts by indicator (a rate as number and of, given points as {0, 0, points}), groups left out.
Result reckoned(Scheme const& scheme, std::map<std::string, Count> const& counts, std::set<std::string> const& left = {}) {
    std::map<std::string, Mark> marks;
    for (auto const& [code, count] : counts) {
        auto const* indicator = scheme.indicator(code);
        if (indicator == nullptr) throw std::logic_error("no indicator " + code);
        marks[code] = mark_of(*indicator, count);
    }
    return result_of(scheme, marks, left);
}

/// lost, scaled, bonus, score, grade
std::string in_short(Result const& result) {
    return points_text(result.lost) + " " + points_text(result.scaled) + " +" + points_text(result.bonus) + " = " +
           points_text(result.score) + " " + result.grade + (result.vetoed ? " vetoed" : "");
}

using Counts = std::map<std::string, Count>;

/// What was found, what it does not have, and the result in short.
struct Reckoned {
    char const* what;
    Counts counts;
    std::set<std::string> left;
    char const* result;
};

void expect(Scheme const& scheme, std::vector<Reckoned> const& table) {
    for (auto const& row : table)
        EXPECT_EQ(in_short(reckoned(scheme, row.counts, row.left)), row.result) << scheme.code << ": " << row.what;
}

TEST(Points, AreReadAndWrittenExactly) {
    for (auto const& [typed, points] : std::vector<std::pair<std::string, Points>>{
             {"0", 0}, {"5", 500}, {"0.1", 10}, {"0.05", 5}, {"12.5", 1250}, {"100", 10000}, {" 2.50 ", 250}}) {
        ASSERT_TRUE(points_of(typed)) << typed;
        EXPECT_EQ(*points_of(typed), points) << typed;
        EXPECT_EQ(points_of(points_text(points)), points);
    }
    for (auto const* typed : {"", "-1", "1.", ".5", "1.234", "1e3", "１", "1 2", "999999", "1,5", "+1"})
        EXPECT_FALSE(points_of(typed)) << typed;
    EXPECT_EQ(points_text(-305), "-3.05");
}

/// way, weight, per_case, cap, minimum, number, of, given → points, capped, vetoes
TEST(Mark, OfOneIndicator) {
    struct Row {
        Way way;
        Points weight, per_case, cap;
        long long minimum;
        Count count;
        Points points;
        bool capped, vetoes;
    };
    for (auto const& row : std::vector<Row>{
             {Way::deduct, 400, 50, 0, 0, {0}, 0, false, false},
             {Way::deduct, 400, 50, 0, 0, {3}, 150, false, false},
             {Way::deduct, 400, 50, 0, 0, {8}, 400, false, false},
             {Way::deduct, 400, 50, 0, 0, {9}, 400, true, false},
             {Way::deduct, 500, 10, 0, 0, {37}, 370, false, false},   // 0.1 a page
             {Way::deduct, 500, 10, 200, 0, {37}, 200, true, false},  // ends before its weight
             {Way::deduct, 400, 50, 0, 3, {2}, 0, false, false},      // counts from the third on
             {Way::deduct, 400, 50, 0, 3, {3}, 150, false, false},
             {Way::deduct, 600, 0, 0, 0, {0, 0, 250}, 250, false, false},
             {Way::rate, 600, 0, 0, 3, {2, 2}, 0, false, false},  // too small a sample
             {Way::rate, 600, 0, 0, 3, {2, 3}, 200, false, false},
             {Way::rate, 500, 0, 0, 1, {2, 3}, 167, false, false},  // 3.33 of 5 reached
             {Way::rate, 600, 0, 0, 3, {0, 10}, 600, false, false},
             {Way::rate, 600, 0, 0, 0, {0, 0}, 0, false, false},
             {Way::rate, 600, 0, 300, 0, {0, 10}, 300, true, false},
             {Way::veto, 0, 0, 0, 0, {0}, 0, false, false},
             {Way::veto, 0, 0, 0, 0, {1}, 0, false, true},
             {Way::veto, 0, 0, 0, 5, {4}, 0, false, false},
             {Way::veto, 0, 0, 0, 5, {5}, 0, false, true},
             {Way::bonus, 500, 0, 0, 0, {0, 0, 350}, 350, false, false},
             {Way::bonus, 500, 200, 0, 0, {3}, 500, true, false},
         }) {
        Indicator indicator{.way = row.way, .weight = row.weight, .per_case = row.per_case, .cap = row.cap, .minimum = row.minimum};
        auto mark = mark_of(indicator, row.count);
        auto what = std::string(to_text(row.way)) + " " + std::to_string(row.count.number) + "/" + std::to_string(row.count.of);
        EXPECT_EQ(mark.points, row.points) << what;
        EXPECT_EQ(mark.capped, row.capped) << what;
        EXPECT_EQ(mark.vetoes, row.vetoes) << what;
    }
}

/// The national indicators: deductions within each board, the bonus step, the 75 × 4/3 of a unit without outward services.
TEST(Schemes, AreReckonedAsWritten) {
    std::set<std::string> const no_services{"services"};
    expect(
        scheme("national-website"),
        {
            {"nothing found", {}, {}, "0 100 +0 = 100 合格"},
            {"the quarter of 2019: four faults, 11 points",
             {{"policy-stale", {1}}, {"replies-stale", {1}}, {"home-links", {3}}},
             {},
             "11 89 +0 = 89 合格"},
            {"a board ends at its weight",
             {{"question", {1}}, {"surveys", {1}}, {"errors-open", {9}}, {"errors-late", {9}}, {"replies-stale", {9}}, {"messages", {9}}},
             {},
             "25 75 +0 = 75 合格"},
            {"pages at 0.1", {{"page-links", {37}}, {"page-files", {1}}}, {}, "3.8 96.2 +0 = 96.2 合格"},
            {"design ends at 20 of 26",
             {{"home-links", {9}}, {"page-links", {99}}, {"page-files", {99}}, {"search", {4}}, {"page-tags", {99}}, {"marks", {9}}},
             {},
             "20 80 +0 = 80 合格"},
            {"80 is not above 80: no bonus",
             {{"home-links", {9}},
              {"page-links", {99}},
              {"page-files", {99}},
              {"search", {4}},
              {"page-tags", {99}},
              {"marks", {9}},
              {"bonus-portal", {0, 0, 3000}}},
             {},
             "20 80 +0 = 80 合格"},
            {"above 80 the bonus counts", {{"policy-stale", {1}}, {"bonus-portal", {0, 0, 1250}}}, {}, "5 95 +12.5 = 107.5 合格"},
            {"the bonus ends at 30", {{"bonus-portal", {0, 0, 9900}}}, {}, "0 100 +30 = 130 合格"},
            {"75 × 4/3, nothing lost", {}, no_services, "0 100 +0 = 100 合格"},
            {"75 − 11 = 64, × 4/3",
             {{"policy-stale", {1}}, {"replies-stale", {1}}, {"home-links", {3}}},
             no_services,
             "11 85.33 +0 = 85.33 合格"},
            {"75 − 15 = 60, × 4/3 = 80: no bonus",
             {{"column-missing", {2}}, {"policy-stale", {1}}, {"bonus-portal", {0, 0, 1000}}},
             no_services,
             "15 80 +0 = 80 合格"},
            {"75 − 14.9 = 60.1, × 4/3 = 80.13: bonus",
             {{"column-missing", {2}}, {"home-links", {4}}, {"page-links", {9}}, {"bonus-portal", {0, 0, 1000}}},
             no_services,
             "14.9 80.13 +10 = 90.13 合格"},
            {"what it does not have costs nothing", {{"service-guide", {7}}}, no_services, "0 100 +0 = 100 合格"},
            {"below 60 fails",
             {{"policy-stale", {1}},
              {"column-missing", {2}},
              {"column-empty", {3}},
              {"question", {1}},
              {"surveys", {1}},
              {"errors-open", {2}},
              {"service-guide", {4}}},
             {},
             "41 59 +0 = 59 不合格"},
            {"60 passes",
             {{"policy-stale", {1}},
              {"column-missing", {2}},
              {"column-empty", {3}},
              {"question", {1}},
              {"surveys", {1}},
              {"errors-open", {2}},
              {"service-guide", {3}}},
             {},
             "40 60 +0 = 60 合格"},
            {"a veto ends it", {{"veto-safety", {1}}, {"bonus-portal", {0, 0, 1000}}}, {}, "0 100 +10 = 0 不合格 vetoed"},
            {"four stale columns are not five", {{"veto-columns", {4}}}, {}, "0 100 +0 = 100 合格"},
            {"five are", {{"veto-columns", {5}}}, {}, "0 100 +0 = 0 不合格 vetoed"},
        });
    expect(scheme("eight-haves"),
           {
               {"nothing found", {}, {}, "0 100 +0 = 100 优秀"},
               {"by eights",
                {{"organ-staff", {1}}, {"facilities-use", {1}}, {"rules-four", {1}}, {"carriers-links", {3}}, {"archives-kept", {2}}},
                {},
                "8.5 91.5 +0 = 91.5 优秀"},
               {"no system at all", {{"rules-four", {4}}, {"rules-review", {9}}}, {}, "12 88 +0 = 88 良好"},
               {"with a bonus", {{"rules-four", {4}}, {"rules-review", {9}}, {"bonus-new", {0, 0, 250}}}, {}, "12 88 +2.5 = 90.5 优秀"},
               {"a leak", {{"leak", {1}}}, {}, "0 100 +0 = 0 不合格 vetoed"},
           });
}

TEST(Schemes, EightHavesHasTenGroupsOfAHundredPoints) {
    auto const& eight = scheme("eight-haves");
    EXPECT_EQ(eight.total, 100 * one_point);
    EXPECT_EQ(eight.groups.size(), 10u) << "vetoes, eight, bonus";
}

}  // namespace
}  // namespace mingtang::assessment
