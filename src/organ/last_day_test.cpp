#include "organ/last_day.hpp"

#include <gtest/gtest.h>

#include "organ/seen_units.hpp"

namespace mingtang::organ {
namespace {

std::string word(std::string_view, std::string_view name) { return std::string(name) + " {n}"; }

TEST(LastDay, GoldenTable) {
    struct Case {
        Date due, today;
        std::string_view nearness, words;
    };
    auto calendar = law::Calendar::standard();
    // 2026-11-20 is a Friday.
    Case const table[] = {
        {{}, Date(2026, 11, 20), "", ""},
        {Date(2026, 11, 20), Date(2026, 11, 20), "today", "today 0"},
        {Date(2026, 11, 22), Date(2026, 11, 20), "today", "none_left 0"},
        {Date(2026, 11, 23), Date(2026, 11, 20), "soon", "soon 1"},
        {Date(2026, 11, 25), Date(2026, 11, 20), "soon", "soon 3"},
        {Date(2026, 11, 26), Date(2026, 11, 20), "calm", "calm 4"},
        {Date(2026, 11, 20), Date(2026, 11, 21), "overdue", "overdue_now 0"},
        {Date(2026, 11, 20), Date(2026, 11, 23), "overdue", "overdue 1"},
    };
    for (auto const& one : table) {
        auto shown = clock_shown(one.due, one.today, calendar, word);
        EXPECT_EQ(shown.nearness, one.nearness) << one.due.text() << " seen on " << one.today.text();
        EXPECT_EQ(shown.words, one.words) << one.due.text() << " seen on " << one.today.text();
    }
    EXPECT_EQ(nearness(Date(2026, 11, 26), Date(2026, 11, 20), calendar, 4), "soon");
    EXPECT_EQ(nearness({}, Date(2026, 11, 20), calendar), "none");
}

TEST(SeenUnits, AreAllOnlyWithARoleForTheWholeSite) {
    Actor actor{.person_id = 1, .grants = {{.unit_id = 7, .role = Role::filer}, {.unit_id = 3, .role = Role::reviewer}, {.unit_id = 7}}};
    EXPECT_EQ(seen_units(actor, {Role::office, Role::auditor}), (std::vector<Id>{3, 7}));
    EXPECT_EQ(seen_units(actor, {Role::reviewer}), (std::vector<Id>{3, 7})) << "held for one unit it shows that unit";
    actor.grants.push_back({.unit_id = 0, .role = Role::office});
    EXPECT_EQ(seen_units(actor, {Role::office, Role::auditor}), std::vector<Id>());
    EXPECT_EQ(seen_units(Actor{.person_id = 5}, {Role::office}), std::vector<Id>{0}) << "nobody's rights are not everybody's";
}

}  // namespace
}  // namespace mingtang::organ
