#include "request/workflow.hpp"

#include <gtest/gtest.h>

namespace mingtang::request {
namespace {

organ::Actor with(Role role, Id unit) {
    return {.person_id = 5, .name = "x", .unit_id = unit, .grants = {{.id = 1, .person_id = 5, .unit_id = unit, .role = role}}};
}

template <class T>
std::string result_of(Outcome<T> const& outcome) {
    if (outcome) return std::string(to_text(*outcome));
    auto const& code = outcome.error().code;
    return code.substr(code.rfind('.') + 1);
}

/// Every step that there is, `state action role → state`; any other is refused. Written out by hand, so that a change of the table is seen.
std::map<std::string, std::string> const golden{
    {"arrived confirm handler", "in_hand"},
    {"awaiting_supplement supply handler", "in_hand"},
    {"awaiting_reasons give_reasons handler", "in_hand"},
    {"consulting take_opinion handler", "in_hand"},
    {"awaiting_payment pay handler", "in_hand"},
    {"arrived end_found handler", "not_handled"},
    {"in_hand end_found handler", "not_handled"},
    {"arrived refer_wrong office_head", "not_handled"},
    {"in_hand refer_wrong office_head", "not_handled"},
    {"answered archive handler", "archived"},
    {"not_handled archive handler", "archived"},
};

std::string expected(std::string const& state, std::string const& action, std::string const& role) {
    bool is_open = state != "answered" && state != "not_handled" && state != "archived";
    if (role == "handler" && is_open && action == "assign") return state;
    if (role == "handler" && is_open && action == "take_back") return "not_handled";
    auto found = golden.find(state + " " + action + " " + role);
    if (found != golden.end()) return found->second;
    auto needed = action == "refer_wrong" ? "office_head" : "handler";
    return role == needed ? "not_now" : "forbidden";
}

TEST(RequestWorkflow, EveryStateActionAndRole) {
    for (auto state : EnumNames<State>::names)
        for (auto action : EnumNames<Action>::names)
            for (auto role : EnumNames<Role>::names)
                EXPECT_EQ(result_of(next(*from_text<State>(state), *from_text<Action>(action), with(*from_text<Role>(role), 7), 7)),
                          expected(std::string(state), std::string(action), std::string(role)))
                    << state << " " << action << " " << role;
}

TEST(RequestWorkflow, TheApplicantTakesOnlyTheApplicantsSteps) {
    auto nobody = organ::Actor::the_public();
    EXPECT_EQ(result_of(next(State::awaiting_supplement, Action::supply, nobody, 7, true)), "in_hand");
    EXPECT_EQ(result_of(next(State::in_hand, Action::take_back, nobody, 7, true)), "not_handled");
    EXPECT_EQ(result_of(next(State::in_hand, Action::supply, nobody, 7, true)), "not_now");
    for (auto action : {Action::confirm, Action::assign, Action::take_opinion, Action::pay, Action::refer_wrong, Action::archive})
        for (auto state : EnumNames<State>::names) EXPECT_FALSE(next(*from_text<State>(state), action, nobody, 7, true));
    EXPECT_EQ(result_of(next(State::awaiting_supplement, Action::supply, nobody, 7)), "forbidden");
}

/// state → kinds that may be drafted.
TEST(RequestWorkflow, LettersOfEachState) {
    auto kinds = [](State state) {
        std::string all;
        for (auto kind : draftable(state)) all += (all.empty() ? "" : " ") + std::string(to_text(kind));
        return all;
    };
    EXPECT_EQ(kinds(State::arrived), "receipt");
    EXPECT_EQ(kinds(State::in_hand),
              "receipt supplement_notice reasons_notice delay_notice extension_notice third_party_inquiry joint_inquiry "
              "third_party_decision fee_notice answer");
    EXPECT_EQ(kinds(State::awaiting_supplement), "lapse_notice");
    EXPECT_EQ(kinds(State::awaiting_reasons), "answer");
    EXPECT_EQ(kinds(State::consulting), "extension_notice third_party_inquiry joint_inquiry inquiry_notice");
    EXPECT_EQ(kinds(State::awaiting_payment), "lapse_notice");
    EXPECT_EQ(kinds(State::answered), "third_party_decision");
    EXPECT_EQ(kinds(State::not_handled), "");
    EXPECT_EQ(kinds(State::archived), "");
}

/// kind → the desks from the draft to the approval.
TEST(RequestWorkflow, DesksOfEachLetter) {
    std::map<std::string, std::string> const golden_paths{
        {"receipt", ""},
        {"supplement_notice", "unit"},
        {"reasons_notice", "unit office"},
        {"delay_notice", "unit office"},
        {"extension_notice", "office"},
        {"third_party_inquiry", "unit"},
        {"joint_inquiry", "unit"},
        {"inquiry_notice", ""},
        {"third_party_decision", "legal unit office"},
        {"fee_notice", "unit office"},
        {"answer", "legal unit office"},
        {"lapse_notice", "legal unit"},
    };
    for (auto name : EnumNames<LetterKind>::names) {
        std::string path;
        for (auto state = after(LetterState::drafting, *from_text<LetterKind>(name)); state != LetterState::approved;
             state = after(state, *from_text<LetterKind>(name))) {
            auto desk = std::string(to_text(state));
            path += (path.empty() ? "" : " ") + desk.substr(3, desk.size() - 3 - std::string("_review").size());
        }
        EXPECT_EQ(path, golden_paths.at(std::string(name))) << name;
    }
}

TEST(RequestWorkflow, NobodySignsOffHisOwnDraft) {
    Letter letter{.unit_id = 7, .kind = LetterKind::answer, .state = LetterState::in_unit_review, .author_id = 5};
    EXPECT_EQ(next(letter, LetterAction::pass, with(Role::unit_head, 7)).error().code, "request.letter.pass.own");
    letter.author_id = 6;
    EXPECT_EQ(result_of(next(letter, LetterAction::pass, with(Role::unit_head, 7))), "in_office_review");
    EXPECT_EQ(result_of(next(letter, LetterAction::pass, with(Role::unit_head, 8))), "forbidden");
    EXPECT_EQ(result_of(next(letter, LetterAction::pass, with(Role::legal_reviewer, 7))), "forbidden");
    EXPECT_EQ(result_of(next(letter, LetterAction::issue, with(Role::unit_head, 7))), "not_now");
    letter.state = LetterState::approved;
    EXPECT_EQ(result_of(next(letter, LetterAction::issue, with(Role::handler, 7))), "issued");
    EXPECT_EQ(result_of(next(letter, LetterAction::save, with(Role::handler, 7))), "not_now");
}

}  // namespace
}  // namespace mingtang::request
