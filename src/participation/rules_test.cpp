#include "participation/rules.hpp"

#include <gtest/gtest.h>

namespace mingtang::participation {
namespace {

TEST(LetterRules, LastDayOfTheReply) {
    auto calendar = law::Calendar::standard();
    struct Row {
        Kind kind;
        Date received_on;
        int extended_by;
        Date due;
        char const* why;
    };
    for (auto const& [kind, received_on, extended_by, due, why] : std::vector<Row>{
             {Kind::consultation, {2026, 11, 23}, 0, {2026, 11, 30}, "five working days after a Monday"},
             {Kind::consultation, {2026, 11, 28}, 0, {2026, 12, 4}, "came in on a Saturday"},
             {Kind::suggestion, {2026, 11, 23}, 0, {2026, 12, 14}, "fifteen working days"},
             {Kind::complaint, {2026, 11, 23}, 0, {2026, 12, 14}, "fifteen working days"},
             {Kind::other, {2026, 11, 23}, 0, {2026, 12, 14}, "fifteen working days"},
             {Kind::consultation, {2026, 9, 28}, 0, {2026, 10, 10}, "National Day, with its working Saturday of 10-10"},
             {Kind::consultation, {2026, 2, 13}, 0, {2026, 2, 27}, "Spring Festival, with its working Saturday of 02-14"},
             {Kind::consultation, {2026, 11, 23}, 15, {2026, 12, 21}, "extended as far as may be"},
         })
        EXPECT_EQ(reply_due(kind, received_on, extended_by, calendar), due) << to_text(kind) << " " << received_on.text() << ": " << why;
}

TEST(LetterRules, EveryKindHasItsPeriodAndSaysWhereItComesFrom) {
    for (auto name : EnumNames<Kind>::names) {
        auto const& period = period_of(*from_text<Kind>(name));
        EXPECT_GT(period.working_days, 0) << name;
        EXPECT_NE(period.basis.find("[M]"), std::string::npos) << name;
    }
    EXPECT_EQ(longest_extension(), 15);
}

TEST(LetterRules, ExtendedOnceAndBeforeTheDayIsOver) {
    Letter letter{.reply_due = Date(2026, 11, 30)};
    auto code = [](Done const& done) { return done ? std::string() : done.error().code; };
    EXPECT_EQ(code(may_extend(letter, 15, Date(2026, 11, 30))), "") << "on the last day";
    EXPECT_EQ(code(may_extend(letter, 1, Date(2026, 11, 24))), "");
    EXPECT_EQ(code(may_extend(letter, 0, Date(2026, 11, 24))), "participation.extend.days");
    EXPECT_EQ(code(may_extend(letter, 16, Date(2026, 11, 24))), "participation.extend.days");
    EXPECT_EQ(code(may_extend(letter, 5, Date(2026, 12, 1))), "participation.extend.too_late");
    letter.extended_by = 1;
    EXPECT_EQ(code(may_extend(letter, 5, Date(2026, 11, 24))), "participation.extend.twice");
}

TEST(LetterRules, WhoReadsALetter) {
    auto with = [](organ::Role role, Id unit) {
        return organ::Actor{.person_id = 5, .grants = {{.person_id = 5, .unit_id = unit, .role = role}}};
    };
    Letter letter{.unit_id = 7}, nobodys{.unit_id = 0};
    for (auto role : {organ::Role::office, organ::Role::filer, organ::Role::reviewer}) {
        EXPECT_TRUE(may_read(with(role, 7), letter));
        EXPECT_FALSE(may_read(with(role, 8), letter));
        EXPECT_FALSE(may_read(with(role, 7), nobodys)) << "before it is routed only the office of the site has it";
    }
    EXPECT_TRUE(may_read(with(organ::Role::office, 0), nobodys));
    EXPECT_TRUE(may_see(with(organ::Role::auditor, 0), letter));
    EXPECT_FALSE(may_read(with(organ::Role::auditor, 0), letter));
    for (auto role : {organ::Role::handler, organ::Role::administrator, organ::Role::secrecy_reviewer})
        EXPECT_FALSE(may_see(with(role, 0), letter));
    EXPECT_FALSE(may_see(organ::Actor::the_public(), letter));
}

}  // namespace
}  // namespace mingtang::participation
