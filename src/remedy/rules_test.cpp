#include "remedy/rules.hpp"

#include <gtest/gtest.h>

namespace mingtang::remedy {
namespace {

TEST(AnswerDue, ByProcedureAndCalendar) {
    auto const calendar = law::Calendar::standard();
    struct Row {
        Kind kind;
        bool summary;
        char const *received, *due;
    };
    for (auto const& [kind, summary, received, due] : std::vector<Row>{
             {Kind::review, false, "2026-11-02", "2026-11-16"},                // ten plain working days
             {Kind::review, true, "2026-11-02", "2026-11-09"},                 // five
             {Kind::review, false, "2026-09-25", "2026-10-15"},                // the National Day holiday and the make-up day of 10-10
             {Kind::review, true, "2026-09-30", "2026-10-13"},                 //
             {Kind::review, false, "2026-02-06", "2026-02-27"},                // make-up day 02-14, Spring Festival
             {Kind::review, true, "2026-11-07", "2026-11-13"},                 // received on a Saturday
             {Kind::review, false, "2025-01-20", "2025-02-08"},                // make-up days 01-26 and 02-08
             {Kind::lawsuit_direct, false, "2026-11-02", "2026-11-17"},        // fifteen days of the calendar
             {Kind::lawsuit_direct, false, "2026-11-06", "2026-11-23"},        // the last day, a Saturday… moves on: 11-21 to 11-23
             {Kind::lawsuit_after_review, false, "2026-09-20", "2026-10-08"},  // 10-05 lies in the holiday
             {Kind::lawsuit_after_review, false, "2026-09-25", "2026-10-10"},  // 10-10 is a make-up working day
             {Kind::lawsuit_direct, false, "2024-02-15", "2024-03-01"},        // leap day
         })
        EXPECT_EQ(answer_due(kind, summary, *Date::parse(received), calendar).text(), due) << received;
    EXPECT_FALSE(answer_due(Kind::review, false, {}, calendar)) << "no clock before the copy is here";
}

TEST(IsConsistent, RefusesWhatCannotBe) {
    Date const today(2026, 11, 24);
    Case const sound{.case_number = "云府复〔2026〕3号",
                     .decider = "云麓县人民政府",
                     .accepted_on = Date(2026, 10, 12),
                     .copy_received_on = Date(2026, 10, 14),
                     .answered_on = Date(2026, 10, 20),
                     .decided_on = Date(2026, 11, 20),
                     .result = Result::upheld};
    EXPECT_TRUE(is_consistent(sound, today));
    auto refused = [&](auto&& change) {
        auto made = sound;
        change(made);
        auto done = is_consistent(made, today);
        return done ? "" : done.error().code.substr(std::string("remedy.case.").size()) + " " + done.error().field;
    };
    EXPECT_EQ(refused([](Case& c) { c.case_number = ""; }), "missing case_number");
    EXPECT_EQ(refused([](Case& c) { c.decider = ""; }), "missing decider");
    EXPECT_EQ(refused([](Case& c) { c.accepted_on = {}; }), "missing accepted_on");
    EXPECT_EQ(refused([](Case& c) { c.accepted_on = Date(2026, 11, 25); }), "later accepted_on");
    EXPECT_EQ(refused([](Case& c) { c.copy_received_on = Date(2026, 10, 11); }), "before copy_received_on");
    EXPECT_EQ(refused([](Case& c) { c.answered_on = Date(2026, 10, 11); }), "before answered_on");
    EXPECT_EQ(refused([](Case& c) { c.decided_on = Date(2026, 12, 1); }), "later decided_on");
    EXPECT_EQ(refused([](Case& c) { c.decided_on = {}; }), "half_decided decided_on");
    EXPECT_EQ(refused([](Case& c) { c.result = Result::pending; }), "half_decided result");
    EXPECT_EQ(refused([](Case& c) { c.kind = Kind::lawsuit_direct, c.summary = true; }), "summary summary");
}

}  // namespace
}  // namespace mingtang::remedy
