#include "disclosure/store_findings.hpp"
#include "disclosure/web/pages_fixture.hpp"

namespace mingtang::disclosure {
namespace {

class FindingPages : public Pages {
  protected:
    void SetUp() override {
        Pages::SetUp();
        auto tx = trial_.database().write();
        add_person(tx, "approver", unit_, {Role::leak_exception, Role::reviewer});
        tx.commit();
    }
    Id filed_with(std::string const& text) {
        auto id = started();
        auto form = typed(1, text);
        form.emplace_back("summary", "补贴情况。");
        form.emplace_back("action", "file");
        EXPECT_EQ(post("/desk/drafts/" + std::to_string(id), "filer", form).status, 303);
        return id;
    }
    std::string url(Id id) { return "/desk/editions/" + std::to_string(id) + "/findings"; }
    std::vector<Finding> findings(Id id) {
        auto tx = trial_.database().read();
        return store::findings_of(tx, id);
    }
    bool shows(std::string const& page, std::string const& what) { return page.find(what) != std::string::npos; }
};

TEST_F(FindingPages, WhatWasFoundStandsBesideTheReviewAndIsMaskedWithOneClick) {
    auto id = filed_with("<p>对象身份证号11010519491231002X，电话13800138000。</p>");
    auto edition_page = body(get("/desk/editions/" + std::to_string(id), "reviewer"));
    EXPECT_TRUE(shows(edition_page, "1 处确定的发现没有处理"));
    EXPECT_TRUE(shows(edition_page, "遮盖全部确定的发现"));
    EXPECT_TRUE(shows(edition_page, "第 1 段") && shows(edition_page, "11*************02X"))
        << "place and masked value stand beside the review";
    EXPECT_FALSE(shows(body(get("/desk/editions/" + std::to_string(id), "filer")), "遮盖全部确定的发现"));
    EXPECT_TRUE(shows(body(get("/desk", "reviewer")), "2 处待核对"));
    auto page = body(get(url(id), "reviewer"));
    for (auto const* said : {"11*************02X", "138****8000", "第 1 段", "身份证号", "手机号", "遮盖所选"})
        EXPECT_TRUE(shows(page, said)) << said;
    EXPECT_FALSE(shows(page, "所选作为例外"));
    EXPECT_FALSE(shows(body(get(url(id), "filer")), "遮盖所选"));
    EXPECT_TRUE(shows(body(get(url(id), "filer")), "您在这个环节只能查看"));
    EXPECT_EQ(get(url(id), "outsider").status, 404);

    auto version = std::to_string(edition(id).lock_version);
    EXPECT_EQ(post(url(id), "reviewer", {{"action", "mask"}, {"lock_version", version}}).status, 422);
    EXPECT_EQ(post(url(id), "filer", {{"mask_now", "certain"}, {"lock_version", version}}).status, 403);
    auto stale = post(url(id), "reviewer", {{"mask_now", "certain"}, {"lock_version", "77"}});
    EXPECT_EQ(stale.status, 409);
    auto masked = post(url(id), "reviewer", {{"mask_now", "certain"}, {"lock_version", version}});
    EXPECT_EQ(location(masked), url(id) + "?done=masked") << body(masked);
    page = body(get(url(id) + "?done=masked", "reviewer"));
    EXPECT_TRUE(shows(page, "已遮盖"));
    auto text = body(get("/desk/editions/" + std::to_string(id), "reviewer"));
    EXPECT_TRUE(shows(text, "11*************02X"));
    EXPECT_FALSE(shows(text, "11010519491231002X"));
}

TEST_F(FindingPages, AGroupIsExceptedWithAReasonThatStays) {
    auto id = filed_with("<p>电话13800138000、13900139000</p>");
    auto page = body(get(url(id), "approver"));
    EXPECT_TRUE(shows(page, "所选作为例外"));
    auto group = "body,0,mobile," + std::string(to_text(findings(id).at(0).certainty));
    EXPECT_TRUE(shows(page, "value=\"" + group + "\""));
    auto unreasoned = post(url(id), "approver", {{"action", "except"}, {"group", group}, {"reason", "行"}});
    EXPECT_EQ(unreasoned.status, 422);
    EXPECT_TRUE(shows(body(unreasoned), ">行</textarea>")) << "what was typed stays";
    auto done = post(url(id), "approver", {{"action", "except"}, {"group", group}, {"reason", "本人书面同意公开联系方式"}});
    EXPECT_EQ(location(done), url(id) + "?done=excepted") << body(done);
    EXPECT_TRUE(shows(body(get(url(id), "approver")), "本人书面同意公开联系方式"));
    EXPECT_EQ(post(url(id), "reviewer", {{"action", "except"}, {"group", group}, {"reason", "本人书面同意公开"}}).status, 403);
}

TEST_F(FindingPages, PublishingSaysWhatIsInTheWay) {
    auto id = filed_with("<p>身份证号11010519491231002X</p>");
    ASSERT_EQ(post(steps(id), "reviewer", {{"action", "pass"}}).status, 303);
    ASSERT_EQ(
        post(steps(id), "secrecy", {{"action", "review"}, {"checked", "privacy"}, {"conclusion", "may_be_public"}, {"basis", "保密法"}})
            .status,
        303);
    auto refused = post(steps(id), "office", {{"action", "publish"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(shows(body(refused), "还有 1 处确定的个人信息或者涉密标志没有处理（正文 身份证号 1）"));
    auto bulk = post("/desk/bulk", "office", {{"action", "publish"}, {"id", std::to_string(id)}});
    EXPECT_TRUE(shows(body(bulk), "还有 1 处确定的个人信息"));
    EXPECT_EQ(edition(id).state, State::in_recheck);
}

TEST_F(FindingPages, ADraftIsLookedThroughWhenItsAuthorAsks) {
    auto id = started();
    EXPECT_TRUE(shows(body(get(url(id), "filer")), "还没有检查"));
    ASSERT_EQ(post("/desk/drafts/" + std::to_string(id), "filer", typed(1, "<p>车牌京A12345的车主</p>")).status, 303);
    EXPECT_EQ(location(post(url(id), "filer", {{"action", "scan"}})), url(id) + "?done=scanned");
    EXPECT_TRUE(shows(body(get(url(id), "filer")), "京A"));
    EXPECT_TRUE(shows(body(get("/desk/drafts/" + std::to_string(id), "filer")), "车牌号"));
    for (auto const* group :
         {"x", "body,0,id_card", "body,x,id_card,certain", "body,99999999999999999999,id_card,certain", "body,0,none,certain"})
        EXPECT_EQ(get(url(id) + "?group=" + group, "filer").status, 200) << group;
}

}  // namespace
}  // namespace mingtang::disclosure
