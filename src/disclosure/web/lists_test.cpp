#include "disclosure/web/pages_fixture.hpp"

namespace mingtang::disclosure {
namespace {

class ListPages : public Pages {};

TEST_F(ListPages, TheQueueShowsWhatWaitsWithItsClock) {
    auto id = filed();
    auto queue = body(get("/desk", "reviewer"));
    EXPECT_NE(queue.find("/desk/editions/" + std::to_string(id)), std::string::npos);
    EXPECT_NE(queue.find("还剩 19 个工作日"), std::string::npos);
    EXPECT_NE(queue.find("value=\"pass\""), std::string::npos);
    EXPECT_EQ(body(get("/desk", "office")).find("name=\"id\""), std::string::npos);
    EXPECT_EQ(body(get("/desk?due=overdue", "reviewer")).find("name=\"id\""), std::string::npos);
    EXPECT_EQ(get("/desk", "nobody").status, 303);
}

TEST_F(ListPages, BulkReportsEachByItself) {
    auto one = filed(), other = filed("both");
    auto result = post("/desk/bulk", "both",
                       {{"action", "pass"}, {"id", std::to_string(one)}, {"id", std::to_string(other)}, {"id", "999"}, {"id", "x"}});
    EXPECT_EQ(result.status, 200);
    EXPECT_NE(body(result).find("办成 1 件，没有办成 2 件"), std::string::npos);
    EXPECT_NE(body(result).find("另一位同事"), std::string::npos);
    EXPECT_EQ(edition(one).state, State::in_secrecy_review);
    EXPECT_EQ(edition(other).state, State::in_review);
    EXPECT_EQ(post("/desk/bulk", "both", {{"action", "pass"}}).status, 422);
    EXPECT_EQ(post("/desk/bulk", "both", {{"action", "withdraw"}, {"id", std::to_string(one)}}).status, 422);
}

TEST_F(ListPages, AFilerFilesSeveralDraftsAtOnce) {
    auto whole = started(), lacking = started();
    ASSERT_EQ(post("/desk/drafts/" + std::to_string(whole), "filer", typed(1)).status, 303);
    EXPECT_NE(body(get("/desk", "filer")).find("value=\"file\""), std::string::npos);
    auto result = post("/desk/bulk", "filer", {{"action", "file"}, {"id", std::to_string(whole)}, {"id", std::to_string(lacking)}});
    EXPECT_EQ(result.status, 200);
    EXPECT_NE(body(result).find("办成 1 件，没有办成 1 件"), std::string::npos);
    EXPECT_NE(body(result).find("请填写成文日期"), std::string::npos);
    EXPECT_EQ(edition(whole).state, State::in_review);
    EXPECT_EQ(edition(lacking).state, State::drafting);
}

TEST_F(ListPages, ASecrecyReviewerRecordsSeveralReviewsEachItsOwn) {
    std::vector<Id> ids{filed(), filed(), filed("both")};
    Typed chosen{{"action", "review"}};
    for (auto id : ids) {
        chosen.emplace_back("id", std::to_string(id));
        ASSERT_EQ(post(steps(id), id == ids[2] ? "reviewer" : "both", {{"action", "pass"}}).status, 303);
    }
    EXPECT_NE(body(get("/desk", "secrecy")).find("value=\"review\""), std::string::npos);
    auto asked = post("/desk/bulk", "secrecy", chosen);
    EXPECT_EQ(asked.status, 200);
    EXPECT_NE(body(asked).find("一事一审"), std::string::npos);
    EXPECT_EQ(edition(ids[0]).state, State::in_secrecy_review);

    auto said = chosen;
    said.insert(said.end(), {{"said", "yes"}, {"conclusion", "may_be_public"}, {"checked", "trade"}});
    auto lacking = post("/desk/bulk", "secrecy", said);
    EXPECT_EQ(lacking.status, 422);
    EXPECT_NE(body(lacking).find("id=\"basis-error\""), std::string::npos);
    EXPECT_NE(body(lacking).find("value=\"trade\" checked"), std::string::npos);
    said.emplace_back("basis", "条例第十七条");
    auto done = post("/desk/bulk", "secrecy", said);
    EXPECT_NE(body(done).find("办成 3 件，没有办成 0 件"), std::string::npos);
    auto tx = trial_.database().read();
    for (auto id : ids) {
        ASSERT_EQ(store::secrecy_reviews_of(tx, id).size(), 1u);
        EXPECT_EQ(store::edition(tx, id)->state, State::in_recheck);
    }
}

TEST_F(ListPages, TheOfficePublishesAndReturnsSeveral) {
    auto one = in_recheck(), other = in_recheck(), third = in_recheck();
    EXPECT_EQ(post("/desk/bulk", "office", {{"action", "return"}, {"id", std::to_string(third)}}).status, 200);
    EXPECT_EQ(post("/desk/bulk", "office", {{"action", "return"}, {"said", "yes"}, {"remark", "改"}, {"id", std::to_string(third)}}).status,
              422);
    EXPECT_EQ(edition(third).state, State::in_recheck);
    EXPECT_EQ(
        post("/desk/bulk", "office", {{"action", "return"}, {"said", "yes"}, {"remark", "附件不全"}, {"id", std::to_string(third)}}).status,
        200);
    EXPECT_EQ(edition(third).state, State::drafting);
    auto result = post("/desk/bulk", "office", {{"action", "publish"}, {"id", std::to_string(one)}, {"id", std::to_string(other)}});
    EXPECT_NE(body(result).find("办成 2 件，没有办成 0 件"), std::string::npos);
    EXPECT_EQ(edition(one).state, State::published);
    auto forbidden = post("/desk/bulk", "filer", {{"action", "publish"}, {"id", std::to_string(third)}});
    EXPECT_EQ(forbidden.status, 422);
    EXPECT_NE(body(forbidden).find("没有在这个单位“发布”的权限"), std::string::npos);
}

TEST_F(ListPages, TheRegisterIsNarrowedByWayAndByTheDayOfLookingAgain) {
    auto open = started();
    auto withheld = started();
    auto form = typed(1);
    for (auto& [name, value] : form)
        if (name == "way") value = "withheld";
    form.insert(form.end(), {{"ground", "state_secret"}, {"review_again_on", "2026-11-01"}});
    ASSERT_EQ(post("/desk/drafts/" + std::to_string(withheld), "filer", form).status, 303);
    auto shows = [&](std::string const& query, Id id) {
        return body(get("/desk/disclosures" + query, "filer")).find("/desk/editions/" + std::to_string(id) + "\"") != std::string::npos;
    };
    EXPECT_TRUE(shows("", open) && shows("", withheld));
    EXPECT_TRUE(!shows("?way=withheld", open) && shows("?way=withheld", withheld));
    EXPECT_TRUE(shows("?way=proactive", open) && !shows("?way=proactive", withheld));
    EXPECT_TRUE(!shows("?again_until=2026-11-23", open) && shows("?again_until=2026-11-23", withheld));
    EXPECT_FALSE(shows("?again_from=2026-11-02&again_until=2026-12-01", withheld));
    auto bad = get("/desk/disclosures?again_from=2026-02-30", "filer");
    EXPECT_EQ(bad.status, 422);
    EXPECT_NE(body(bad).find("“再次审查日期”填写的“2026-02-30”不是存在的日期"), std::string::npos);
    EXPECT_FALSE(body(get("/desk/disclosures?way=withheld", "outsider")).find("低保公示") != std::string::npos);
}

}  // namespace
}  // namespace mingtang::disclosure
