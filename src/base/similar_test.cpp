#include "base/similar.hpp"

#include <gtest/gtest.h>

namespace mingtang {
namespace {

TEST(Similarity, ranks_the_same_wish_above_a_kindred_one_above_another) {
    auto const* asked = "申请公开滨河片区旧城改建项目房屋征收补偿方案及评估报告";
    auto same = similarity(asked, "申请公开：滨河片区旧城改建项目 房屋征收补偿方案、评估报告。");
    auto kindred = similarity(asked, "申请公开滨河片区旧城改建项目的规划许可证");
    auto other = similarity(asked, "2026年全县中小学教师招聘岗位表");
    EXPECT_GE(same, same_wish);
    EXPECT_LT(kindred, same);
    EXPECT_GE(kindred, 0.3);
    EXPECT_LT(other, 0.1);
}

TEST(Similarity, is_whole_for_the_same_words_and_none_for_nothing) {
    EXPECT_DOUBLE_EQ(similarity("低保名单", "低保名单"), 1);
    EXPECT_DOUBLE_EQ(similarity("", "低保名单"), 0);
    EXPECT_DOUBLE_EQ(similarity("，。", "，。"), 0);
    EXPECT_DOUBLE_EQ(similarity("低", "低"), 0);
}

TEST(Similarity, groups_by_any_member_that_is_alike) {
    std::vector<Pairs> texts;
    for (auto words : {"滨河片区征收补偿方案", "全县中小学校车经费", "滨河片区征收补偿方案及报告", "滨河片区征收补偿方案及评估报告材料"})
        texts.push_back(pairs_of(words));
    EXPECT_LT(similarity(texts[0], texts[3]), same_wish);
    EXPECT_EQ(groups_of(texts, same_wish), (std::vector<std::size_t>{0, 1, 0, 0}));
    EXPECT_EQ(groups_of(texts, 1), (std::vector<std::size_t>{0, 1, 2, 3}));
}

}  // namespace
}  // namespace mingtang
