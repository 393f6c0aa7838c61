#include "request/decision.hpp"

#include <gtest/gtest.h>

#include "law/outcome_of_request.hpp"

namespace mingtang::request {
namespace {

std::string ends(Decision const& decision) {
    auto outcome = outcome_of(decision);
    return outcome ? *outcome : outcome.error().code.substr(std::string("request.decide.").size());
}

TEST(RequestDecision, LeadsToTheRowsOfTheAnnualReport) {
    Decision const held{.asks_for = "information", .before = "new", .description = "clear", .held = "held"};
    auto with = [&](auto&& change) {
        auto decision = held;
        change(decision);
        return decision;
    };
    struct Row {
        Decision decision;
        std::string outcome;
    };
    for (auto const& row : std::vector<Row>{
             {{}, "unfinished"},
             {{.asks_for = "gold"}, "unknown_choice"},
             {{.asks_for = "petition"}, "r5_1_petition"},
             {{.asks_for = "publication"}, "r5_3_publication"},
             {{.asks_for = "confirm"}, "r5_5_confirm"},
             {{.asks_for = "query"}, "r3_8_query"},
             {{.asks_for = "information"}, "unfinished"},
             {{.asks_for = "information", .before = "repeat"}, "r5_2_repeat"},
             {{.asks_for = "information", .before = "massive"}, "r5_4_massive"},
             {{.asks_for = "information", .before = "new", .description = "unclear"}, "r4_3_unclear"},
             {with([](auto& d) { d.held = "none"; }), "r4_1_not_held"},
             {with([](auto& d) { d.held = "elsewhere"; }), "r4_1_not_held"},
             {with([](auto& d) { d.held = "to_make"; }), "r4_2_make"},
             {with([](auto& d) { d.published = "published"; }), "r1_granted"},
             {with([](auto& d) { d.published = "unpublished", d.disclosure = "open"; }), "r1_granted"},
             {with([](auto& d) { d.published = "unpublished", d.disclosure = "withheld"; }), "ground_needed"},
             {with([](auto& d) { d.published = "unpublished", d.disclosure = "withheld", d.grounds = {"state_secret"}; }), "r3_1_secret"},
             {with([](auto& d) { d.published = "unpublished", d.disclosure = "withheld", d.grounds = {"forbidden_by_law"}; }), "r3_2_law"},
             {with([](auto& d) { d.published = "unpublished", d.disclosure = "withheld", d.grounds = {"safety_and_stability"}; }),
              "r3_3_safety"},
             {with([](auto& d) { d.published = "unpublished", d.disclosure = "withheld", d.grounds = {"personal_privacy"}; }),
              "r3_4_third"},
             {with([](auto& d) { d.published = "unpublished", d.disclosure = "withheld", d.grounds = {"personnel"}; }), "r3_5_internal"},
             {with([](auto& d) { d.published = "unpublished", d.disclosure = "withheld", d.grounds = {"draft"}; }), "r3_6_process"},
             {with([](auto& d) { d.published = "unpublished", d.disclosure = "withheld", d.grounds = {"enforcement_file"}; }), "r3_7_case"},
             {with([](auto& d) {
                  d.published = "unpublished", d.disclosure = "withheld", d.grounds = {"draft", "trade_secret"};
              }),
              "r3_4_third"},
             {with([](auto& d) { d.published = "unpublished", d.disclosure = "withheld", d.grounds = {"nonsense"}; }), "unknown_choice"},
             {with([](auto& d) { d.published = "unpublished", d.disclosure = "partly"; }), "ground_needed"},
             {with([](auto& d) { d.published = "unpublished", d.disclosure = "partly", d.grounds = {"trade_secret"}; }), "r2_partial"}})
        EXPECT_EQ(ends(row.decision), row.outcome);
}

TEST(RequestDecision, EveryOutcomeOfAnAnswerCanBeReached) {
    std::set<std::string> reached;
    for (auto const* asks : {"petition", "publication", "confirm", "query"}) reached.insert(ends({.asks_for = asks}));
    for (auto const* before : {"repeat", "massive"}) reached.insert(ends({.asks_for = "information", .before = before}));
    reached.insert(ends({.asks_for = "information", .before = "new", .description = "unclear"}));
    for (auto const* held : {"none", "to_make"})
        reached.insert(ends({.asks_for = "information", .before = "new", .description = "clear", .held = held}));
    for (auto const* disclosure : {"open", "partly", "withheld"})
        for (auto const* ground : {"state_secret", "forbidden_by_law", "safety_and_stability", "trade_secret", "logistics",
                                   "discussion_record", "enforcement_file"})
            reached.insert(ends({.asks_for = "information",
                                 .before = "new",
                                 .description = "clear",
                                 .held = "held",
                                 .published = "unpublished",
                                 .disclosure = disclosure,
                                 .grounds = {ground}}));
    for (auto const& outcome : law::request_outcomes())
        EXPECT_TRUE(outcome.code.starts_with("r6_") || reached.contains(outcome.code)) << outcome.code;
}

TEST(RequestDecision, AsksOneAfterTheOther) {
    EXPECT_EQ(questions_left({}).front().name, "asks_for");
    EXPECT_EQ(questions_left({}).size(), 6u);
    EXPECT_TRUE(questions_left({.asks_for = "petition"}).empty());
    EXPECT_EQ(questions_left({.asks_for = "information"}).front().name, "before");
    EXPECT_EQ(questions_asked({.asks_for = "information", .before = "new"}).size(), 2u);
}

}  // namespace
}  // namespace mingtang::request
