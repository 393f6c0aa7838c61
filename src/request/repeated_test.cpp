#include "request/repeated.hpp"

#include <gmock/gmock.h>

#include "request/life_fixture.hpp"

namespace mingtang::request {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RepeatedApplications : public LifeOfRequest {
  protected:
    Id applied_by(std::string name, std::string number, std::string description) {
        auto made = form();
        made.name = std::move(name), made.proof_number = std::move(number), made.description = std::move(description);
        return run(organ::Actor::the_public(), [&](Context& in) { return apply(in, unit_, made, {}); }).value().request.id;
    }
    std::vector<Repeated> found() {
        return run(organ::Actor::the_public(), [&](Context& in) -> Outcome<std::vector<Repeated>> { return repeated(in); }).value();
    }
    static constexpr char const* wang = "11010519491231002x";
    static constexpr char const* li = "440524188001010014";
};

TEST_P(RepeatedApplications, OfTwoPeopleForTheSameAreTold) {
    auto one = applied_by("王小明", wang, "2025年全县义务教育阶段学校校车经费的安排和使用情况");
    EXPECT_THAT(found(), IsEmpty()) << "one";
    applied_by("王小明", wang, "2025年全县义务教育阶段学校校车经费安排使用情况");
    EXPECT_THAT(found(), IsEmpty()) << "the same person twice";
    applied_by("李大山", li, "城区学区划分的依据和论证材料");
    EXPECT_THAT(found(), IsEmpty()) << "something else";
    auto other = applied_by("李大山", li, "申请公开：2025年全县义务教育阶段学校校车经费的安排、使用情况");
    auto groups = found();
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].unit_id, unit_);
    EXPECT_EQ(groups[0].applicants, 2);
    EXPECT_EQ(groups[0].requests.size(), 3u);
    EXPECT_EQ(groups[0].requests.front(), one);
    EXPECT_EQ(groups[0].requests.back(), other);
    EXPECT_EQ(groups[0].case_numbers.size(), 3u);
    EXPECT_EQ(groups[0].disclosed, 0);
    run(organ::Actor::of_system("test"), [&](Context& in) -> Done {
        auto request = store::by_id(in.tx, one).value();
        request.outcome = "r1_granted", request.closed_on = in.today();
        store::save(in.tx, request);
        return {};
    }).value();
    EXPECT_EQ(found()[0].disclosed, 1);
    run(organ::Actor::of_system("test"), [&](Context& in) -> Done {
        auto request = store::by_id(in.tx, one).value();
        request.answer_disclosure_id = 9;
        store::save(in.tx, request);
        return {};
    }).value();
    EXPECT_THAT(found(), IsEmpty()) << "it is public for all";
}

TEST_P(RepeatedApplications, AWishForAllCountsByItself) {
    auto id = applied_by("王小明", wang, "全县公交线路调整方案");
    run(organ::Actor::of_system("test"), [&](Context& in) -> Done {
        Wish wish{.request_id = id, .unit_id = unit_, .made_at = in.now};
        store::save(in.tx, wish);
        return {};
    }).value();
    auto groups = found();
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].applicants, 1);
    EXPECT_EQ(groups[0].wishes, 1);
    run(organ::Actor::of_system("test"), [&](Context& in) -> Done {
        auto wish = store::wishes_of(in.tx, id).at(0);
        wish.state = Wish::State::declined;
        store::save(in.tx, wish);
        return {};
    }).value();
    EXPECT_THAT(found(), IsEmpty());
}

TEST_P(RepeatedApplications, WhatWasErasedIsNotCompared) {
    auto one = applied_by("王小明", wang, "全县公交线路调整方案");
    applied_by("李大山", li, "全县公交线路调整方案");
    ASSERT_EQ(found().size(), 1u);
    run(organ::Actor::of_system("test"), [&](Context& in) -> Done {
        auto request = store::by_id(in.tx, one).value();
        request.erased_at = in.now;
        store::save(in.tx, request);
        return {};
    }).value();
    EXPECT_THAT(found(), IsEmpty());
}

BOTH_DATABASES(RepeatedApplications);

}  // namespace
}  // namespace mingtang::request
