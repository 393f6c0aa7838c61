#include "participation/workflow.hpp"

#include <gtest/gtest.h>

namespace mingtang::participation {
namespace {

organ::Actor with(Role role, Id unit) {
    return {.person_id = 5, .name = "x", .unit_id = unit, .grants = {{.id = 1, .person_id = 5, .unit_id = unit, .role = role}}};
}

/// Every step that there is, `state action role → state`; any other is refused. Written out by hand, so that a change of the table is seen.
std::map<std::string, std::string> const golden{
    {"arrived route office", "in_hand"},        {"in_hand route office", "in_hand"},    {"in_hand send_back filer", "arrived"},
    {"in_hand send_back reviewer", "arrived"},  {"in_hand save filer", "in_hand"},      {"in_hand file filer", "in_review"},
    {"in_review return reviewer", "in_hand"},   {"in_review pass reviewer", "replied"}, {"in_hand extend reviewer", "in_hand"},
    {"in_review extend reviewer", "in_review"}, {"arrived close office", "closed"},     {"in_hand close office", "closed"},
    {"replied publish office", "replied"},      {"replied withhold office", "replied"},
};

/// Who could take the action in some state: lacking it is `forbidden`, else it is `not_now`.
bool has_a_state(std::string const& action, std::string const& role) {
    return std::any_of(golden.begin(), golden.end(), [&](auto const& row) { return row.first.ends_with(" " + action + " " + role); });
}

bool has_a_step(std::string const& state, std::string const& action) {
    return std::any_of(golden.begin(), golden.end(), [&](auto const& row) { return row.first.starts_with(state + " " + action + " "); });
}

TEST(LetterWorkflow, EveryStateActionAndRole) {
    auto texts = [](auto const& names) { return std::vector<std::string>(names.begin(), names.end()); };
    for (auto const& state : texts(EnumNames<State>::names))
        for (auto const& action : texts(EnumNames<Action>::names))
            for (auto const& role : texts(EnumNames<Role>::names)) {
                Letter letter{.unit_id = 7, .state = *from_text<State>(state), .drafter_id = 6};
                auto outcome = next(letter, *from_text<Action>(action), with(*from_text<Role>(role), 7));
                auto key = state + " " + action + " " + role;
                auto refused = has_a_step(state, action) || !has_a_state(action, role) ? "forbidden" : "not_now";
                auto expected = golden.contains(key) ? golden.at(key) : "participation." + action + "." + refused;
                EXPECT_EQ(outcome ? std::string(to_text(*outcome)) : outcome.error().code, expected) << key;
            }
}

TEST(LetterWorkflow, NobodyActsForAnotherUnit) {
    for (auto state : EnumNames<State>::names)
        for (auto action : EnumNames<Action>::names)
            for (auto role : EnumNames<Role>::names) {
                Letter letter{.unit_id = 7, .state = *from_text<State>(state)};
                EXPECT_FALSE(next(letter, *from_text<Action>(action), with(*from_text<Role>(role), 8)));
            }
}

TEST(LetterWorkflow, TwoPairsOfEyes) {
    Letter letter{.unit_id = 7, .state = State::in_review, .drafter_id = 5};
    auto own = next(letter, Action::pass, with(Role::reviewer, 7));
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().code, "participation.pass.own");
    auto may = possible(letter, with(Role::reviewer, 7));
    EXPECT_EQ(may, (std::vector<Action>{Action::return_, Action::extend}));
    letter.drafter_id = 6;
    EXPECT_TRUE(next(letter, Action::pass, with(Role::reviewer, 7)));
}

TEST(LetterWorkflow, AStepLeadsToOneState) {
    for (auto const& row : workflow) EXPECT_EQ(after(row.from, row.action), row.to);
    EXPECT_THROW(after(State::closed, Action::pass), std::logic_error);
}

}  // namespace
}  // namespace mingtang::participation
