#include "participation/repeated.hpp"

#include "participation/box_fixture.hpp"

namespace mingtang::participation {
namespace {

class RepeatedLetters : public Box {
  protected:
    Id asked(std::string phone, std::string words, std::string kind = "consultation") {
        auto typed = form();
        typed.phone = std::move(phone), typed.words = std::move(words), typed.kind = std::move(kind);
        typed.source = typed.phone + typed.words;
        return written(typed).letter.id;
    }
    std::vector<Repeated> found() {
        return by_public([](Context& in) -> Outcome<std::vector<Repeated>> { return repeated(in); }).value();
    }
};

TEST_P(RepeatedLetters, OfTwoWritersWhoAskTheSameAreTold) {
    auto one = asked("0990-5550201", "母亲今年八十一岁，请问高龄津贴到哪里申请，要带什么材料？");
    EXPECT_TRUE(found().empty()) << "one";
    asked("0990 5550201", "母亲今年八十一岁，请问高龄津贴到哪里申请，要带哪些材料？");
    EXPECT_TRUE(found().empty()) << "the same writer twice";
    asked("0990-5550202", "城区学区划分的依据是什么，孩子上学划到哪个学校，什么时候公布？");
    asked("0990-5550203", "母亲今年八十一岁，请问高龄津贴到哪里申请，要带什么材料？", "suggestion");
    EXPECT_TRUE(found().empty()) << "something else, and no question";
    clock.advance(std::chrono::hours(24));
    auto other = asked("0990-5550204", "父亲今年八十一岁，请问高龄津贴到哪里申请，要带什么材料？");
    auto groups = found();
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].unit_id, civil.id);
    EXPECT_EQ(groups[0].writers, 2);
    ASSERT_EQ(groups[0].letters.size(), 3u);
    EXPECT_EQ(groups[0].letters.front().id, one);
    EXPECT_EQ(groups[0].letters.back().id, other);
    EXPECT_EQ(groups[0].first_on(), Date(2026, 11, 23));
    EXPECT_EQ(groups[0].last_on(), Date(2026, 11, 24));
    EXPECT_EQ(groups[0].published, 0);
    EXPECT_EQ(step(office, other, [](Context& in, Id id, int seen) { return close(in, id, seen, "重复提交"); }), "");
    EXPECT_TRUE(found().empty()) << "what is closed asks for nothing";
}

BOTH_DATABASES(RepeatedLetters);

}  // namespace
}  // namespace mingtang::participation
