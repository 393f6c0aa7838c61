#include "assessment/workflow.hpp"

#include "disclosure/life_fixture.hpp"

namespace mingtang::assessment {
namespace {

/// state × action × role, in full.
TEST(AssessmentWorkflow, EveryStateActionAndRole) {
    std::map<std::string, std::string> const golden{{"judging compute office", "judging"},
                                                    {"judging judge office", "judging"},
                                                    {"judging strike office", "judging"},
                                                    {"judging restore office", "judging"},
                                                    {"told strike office", "told"},
                                                    {"told restore office", "told"},
                                                    {"settled strike office", "settled"},
                                                    {"settled restore office", "settled"},
                                                    {"judging tell office", "told"},
                                                    {"judging drop office", "dropped"},
                                                    {"told appeal reviewer", "told"},
                                                    {"told appeal unit_head", "told"},
                                                    {"told decide office", "told"},
                                                    {"told correct office", "told"},
                                                    {"told settle office", "settled"},
                                                    {"settled correct office", "settled"},
                                                    {"settled publish office", "in_publication"},
                                                    {"in_publication publish office", "in_publication"},
                                                    {"in_publication reopen office", "settled"}};
    for (auto state : EnumNames<State>::names)
        for (auto action : EnumNames<Action>::names)
            for (auto role : EnumNames<organ::Role>::names) {
                auto outcome = next(*from_text<State>(state), *from_text<Action>(action),
                                    disclosure::person(1, "x", 7, {*from_text<organ::Role>(role)}), 7);
                auto key = std::string(state) + " " + std::string(action) + " " + std::string(role);
                EXPECT_EQ(outcome ? std::string(to_text(*outcome)) : "", golden.contains(key) ? golden.at(key) : "") << key;
            }
}

}  // namespace
}  // namespace mingtang::assessment
