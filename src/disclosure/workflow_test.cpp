#include "disclosure/workflow.hpp"

#include <gtest/gtest.h>

#include <map>

namespace mingtang::disclosure {
namespace {

using organ::Actor;

Actor with(Role role, Id unit_id) {
    return {.person_id = 1, .name = "一人", .unit_id = 7, .grants = {{.id = 1, .person_id = 1, .unit_id = unit_id, .role = role}}};
}

/// The golden matrix: what each role may do in each state, and where it leads. All else is refused: to roles that never take the step as
/// forbidden, to others as not now. Written out by hand, not from the
/// table.
std::map<std::string, std::map<std::string, std::map<std::string, std::string>>> const golden{
    {"drafting",
     {{"filer", {{"save", "drafting"}, {"file", "in_review"}, {"file_emergency", "in_emergency_review"}, {"drop", "dropped"}}}}},
    {"in_review",
     {{"filer", {{"recall", "drafting"}}},
      {"reviewer", {{"pass", "in_secrecy_review"}, {"return", "drafting"}, {"mask", "in_review"}}},
      {"leak_exception", {{"except", "in_review"}}}}},
    {"in_secrecy_review",
     {{"secrecy_reviewer", {{"clear", "in_recheck"}, {"refer", "referred"}, {"return", "drafting"}, {"mask", "in_secrecy_review"}}},
      {"leak_exception", {{"except", "in_secrecy_review"}}}}},
    {"referred",
     {{"secrecy_reviewer", {{"clear", "in_recheck"}, {"return", "drafting"}, {"mask", "referred"}}},
      {"leak_exception", {{"except", "referred"}}}}},
    {"in_recheck",
     {{"office", {{"publish", "published"}, {"schedule", "scheduled"}, {"return", "drafting"}}},
      {"leak_exception", {{"except", "in_recheck"}}}}},
    {"scheduled", {{"office", {{"publish", "published"}, {"unschedule", "in_recheck"}}}, {"leak_exception", {{"except", "scheduled"}}}}},
    {"in_emergency_review",
     {{"secrecy_reviewer", {{"clear", "emergency_cleared"}, {"return", "drafting"}, {"mask", "in_emergency_review"}}},
      {"leak_exception", {{"except", "in_emergency_review"}}}}},
    {"emergency_cleared",
     {{"office", {{"release", "published"}, {"return", "drafting"}}}, {"leak_exception", {{"except", "emergency_cleared"}}}}},
    {"published", {{"filer", {{"revise", "published"}}}, {"office", {{"withdraw", "withdrawn"}, {"archive", "archived"}}}}},
    {"archived", {{"office", {{"withdraw", "withdrawn"}}}}},
};

std::string expected(std::string const& state, std::string const& action, std::string const& role) {
    bool exists_here = false, takes_it_elsewhere = false;
    for (auto const& [from, roles] : golden)
        for (auto const& [who, steps] : roles) {
            if (!steps.contains(action)) continue;
            if (from == state && who == role) return steps.at(action);
            exists_here |= from == state;
            takes_it_elsewhere |= who == role;
        }
    return exists_here || !takes_it_elsewhere ? "forbidden" : "not_now";
}

std::string result_of(Outcome<State> const& outcome) {
    if (outcome) return std::string(to_text(*outcome));
    auto code = outcome.error().code;
    return code.substr(code.rfind('.') + 1);
}

TEST(Workflow, EveryStateActionAndRole) {
    for (auto state : EnumNames<State>::names)
        for (auto action : EnumNames<Action>::names)
            for (auto role : EnumNames<Role>::names) {
                auto actor = with(*from_text<Role>(role), 7);
                auto outcome = next(*from_text<State>(state), *from_text<Action>(action), actor, 7);
                EXPECT_EQ(result_of(outcome), expected(std::string(state), std::string(action), std::string(role)))
                    << state << " " << action << " " << role;
            }
}

TEST(Workflow, ARoleInAnotherUnitIsNoRole) {
    for (auto const& row : workflow) {
        EXPECT_EQ(result_of(next(row.from, row.action, with(row.role, 8), 7)), "forbidden");
        EXPECT_EQ(result_of(next(row.from, row.action, with(row.role, 0), 7)), to_text(row.to));
        EXPECT_EQ(result_of(next(row.from, row.action, Actor::the_public(), 7)), "forbidden");
        EXPECT_EQ(result_of(next(row.from, row.action, Actor::of_system("job"), 7)), to_text(row.to));
    }
}

TEST(Workflow, PossibleNamesExactlyWhatNextAllows) {
    for (auto state : EnumNames<State>::names)
        for (auto role : EnumNames<Role>::names) {
            auto from = *from_text<State>(state);
            auto actor = with(*from_text<Role>(role), 7);
            auto shown = possible(from, actor, 7);
            for (auto name : EnumNames<Action>::names) {
                auto action = *from_text<Action>(name);
                bool is_shown = std::find(shown.begin(), shown.end(), action) != shown.end();
                EXPECT_EQ(is_shown, bool(next(from, action, actor, 7))) << state << " " << role << " " << name;
            }
        }
}

TEST(Workflow, NothingBecomesPublicWithoutTheSecrecyReview) {
    for (auto const& row : workflow) {
        if (row.to != State::published || row.action == Action::revise) continue;
        bool cleared = row.from == State::in_recheck || row.from == State::scheduled || row.from == State::emergency_cleared;
        EXPECT_TRUE(cleared) << to_text(row.from);
    }
}

}  // namespace
}  // namespace mingtang::disclosure
