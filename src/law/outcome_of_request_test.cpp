#include "law/outcome_of_request.hpp"

#include <gtest/gtest.h>

#include "law/ground.hpp"

namespace mingtang::law {
namespace {

/// law: arl-2023:23, by hand from the Regulation's articles 14 to 16 and 37.
TEST(RequestOutcomes, WhereReviewComesFirst) {
    std::set<std::string> const first{"r2_partial", "r3_1_secret",   "r3_2_law",     "r3_3_safety",
                                      "r3_4_third", "r3_5_internal", "r3_6_process", "r3_7_case"};
    EXPECT_EQ(request_outcomes().size(), 21u);
    for (auto const& outcome : request_outcomes()) {
        auto expected = first.contains(outcome.code)   ? Remedy::review_first
                        : outcome.code == "r6_3_other" ? Remedy::none
                                                       : Remedy::review_or_court;
        EXPECT_EQ(outcome.remedy, expected) << outcome.code;
    }
}

TEST(RequestOutcomes, EveryGroundLeadsToItsRowOfTheReport) {
    for (auto const& ground : grounds()) {
        auto const* outcome = refusal_for_ground(ground.code);
        ASSERT_NE(outcome, nullptr) << ground.code;
        EXPECT_EQ(outcome->remedy, Remedy::review_first);
        EXPECT_TRUE(outcome->code.starts_with("r3_" + ground.report_row.substr(2) + "_")) << ground.code << " " << outcome->code;
        EXPECT_EQ(outcome->article.substr(0, 11), ground.article.substr(0, 11)) << ground.code;
    }
    EXPECT_EQ(refusal_for_ground("none"), nullptr);
}

TEST(RequestOutcomes, DatesOfTheRemedies) {
    auto calendar = Calendar::standard();
    struct Row {
        char const *outcome, *told_on, *review_until, *lawsuit_until;
    };
    for (auto const& row :
         {Row{"r1_granted", "2026-03-02", "2026-05-01", "2026-09-02"}, Row{"r3_4_third", "2026-03-02", "2026-05-01", ""},
          Row{"r4_1_not_held", "2026-08-31", "2026-10-30", "2027-02-28"}, Row{"r5_2_repeat", "2024-08-30", "2024-10-29", "2025-02-28"},
          Row{"r2_partial", "2026-12-15", "2027-02-13", ""}, Row{"r6_3_other", "2026-03-02", "", ""}}) {
        auto dates = remedy_dates(*find_request_outcome(row.outcome), Date::parse(row.told_on).value(), calendar);
        EXPECT_EQ(dates.review_until.text(), row.review_until) << row.outcome;
        EXPECT_EQ(dates.lawsuit_until.text(), row.lawsuit_until) << row.outcome;
    }
}

TEST(RequestOutcomes, TheWordsNeverOfferTheCourtWhereReviewComesFirst) {
    for (auto const& outcome : request_outcomes()) {
        auto words = remedy_words(outcome, "云麓县人民政府");
        EXPECT_EQ(words.empty(), outcome.remedy == Remedy::none);
        if (words.empty()) continue;
        EXPECT_NE(words.find("云麓县人民政府"), std::string::npos);
        EXPECT_EQ(words.find("6个月") == std::string::npos, outcome.remedy == Remedy::review_first) << outcome.code;
        EXPECT_EQ(words.find("应当") != std::string::npos && words.find("依法先向") != std::string::npos,
                  outcome.remedy == Remedy::review_first);
        EXPECT_EQ(words.find('{'), std::string::npos);
    }
    EXPECT_EQ(find_request_outcome("r9"), nullptr);
}

}  // namespace
}  // namespace mingtang::law
