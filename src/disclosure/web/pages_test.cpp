#include "disclosure/web/pages_fixture.hpp"

namespace mingtang::disclosure {
namespace {

TEST_F(Pages, FromDraftToPublicAndBackByPagesAlone) {
    auto id = published();
    EXPECT_EQ(edition(id).state, State::published);
    auto page = body(get("/desk/editions/" + std::to_string(id), "office"));
    EXPECT_NE(page.find("已公开"), std::string::npos);
    EXPECT_NE(page.find("本月新增十户。"), std::string::npos);
    EXPECT_NE(page.find("查看公开页面"), std::string::npos);
    EXPECT_NE(page.find("<h2 class=\"doc-title\">低保公示</h2>"), std::string::npos);
    auto revised = post(steps(id), "filer", {{"action", "revise"}, {"reason", "户数有更正"}});
    ASSERT_EQ(revised.status, 303) << body(revised);
    EXPECT_NE(location(revised).find("/desk/drafts/"), std::string::npos);
    EXPECT_EQ(post(steps(id), "filer", {{"action", "revise"}, {"reason", "户数有更正"}}).status, 422);
    EXPECT_EQ(get("/desk/editions/" + std::to_string(id) + "/withdraw", "filer").status, 403);
    EXPECT_EQ(get("/desk/editions/" + std::to_string(id) + "/withdraw", "office").status, 200);
    auto without = post(steps(id), "office", {{"action", "withdraw"}, {"reason", "误"}});
    EXPECT_EQ(without.status, 422);
    EXPECT_NE(body(without).find("撤回的理由"), std::string::npos);
    EXPECT_EQ(post(steps(id), "office", {{"action", "withdraw"}, {"reason", "内容有误，撤回更正"}}).status, 303);
    auto tx = trial_.database().read();
    EXPECT_FALSE(store::public_row(tx, store::edition(tx, id)->disclosure_id));
}

TEST_F(Pages, OwnDraftsSayWhyThereIsNoButton) {
    auto id = filed("both");
    auto page = body(get("/desk/editions/" + std::to_string(id), "both"));
    EXPECT_NE(page.find("您自己起草"), std::string::npos);
    EXPECT_EQ(page.find("value=\"pass\""), std::string::npos);
    auto pressed = post(steps(id), "both", {{"action", "pass"}, {"remark", "看过了"}});
    EXPECT_EQ(pressed.status, 422);
    EXPECT_EQ(edition(id).state, State::in_review);
}

TEST_F(Pages, RefusedStepsKeepWhatWasTyped) {
    auto id = filed();
    ASSERT_EQ(post(steps(id), "reviewer", {{"action", "pass"}}).status, 303);
    auto page =
        post(steps(id), "secrecy", {{"action", "review"}, {"conclusion", "referred"}, {"checked", "trade"}, {"basis", "第十五条<b>"}});
    EXPECT_EQ(page.status, 422);
    EXPECT_NE(body(page).find("第十五条&lt;b&gt;"), std::string::npos);
    EXPECT_NE(body(page).find("value=\"trade\" checked"), std::string::npos);
    EXPECT_NE(body(page).find("提请哪个部门"), std::string::npos);
    EXPECT_EQ(post(steps(id), "reviewer", {{"action", "pass"}}).status, 422);                // the second press of a double submit
    EXPECT_EQ(post(steps(id), "filer", {{"action", "review"}, {"basis", ""}}).status, 403);  // before anything that lacks in the form
    EXPECT_EQ(edition(id).state, State::in_secrecy_review);
}

TEST_F(Pages, OutsidersSeeNothing) {
    auto id = std::to_string(started());
    for (auto const& url : {"/desk/drafts/" + id, "/desk/drafts/" + id + "/preview", "/desk/editions/" + id, "/desk/drafts/" + id + "/drop",
                            "/desk/internal/" + id})
        EXPECT_EQ(get(url, "outsider").status, 404) << url;
    EXPECT_EQ(body(get("/desk/disclosures", "outsider")).find("低保公示"), std::string::npos);
    EXPECT_EQ(get("/desk/disclosures/new", "reviewer").status, 403);
    EXPECT_EQ(get("/desk/editions/abc", "filer").status, 404);
    EXPECT_EQ(get("/desk/editions/99999999999999999999", "filer").status, 404);
}

TEST_F(Pages, RemarksStandBesideTheTextAndAreSettled) {
    auto id = filed();
    auto url = "/desk/editions/" + std::to_string(id) + "/remarks";
    EXPECT_EQ(post(url, "reviewer", {{"quote", "十户"}, {"words", " "}}).status, 422);
    EXPECT_EQ(post(url, "reviewer", {{"quote", "十户"}, {"words", "请核对户数<script>"}}).status, 303);
    EXPECT_EQ(post(steps(id), "reviewer", {{"action", "return"}, {"remark", "户数要核对"}}).status, 303);
    auto draft = body(get("/desk/drafts/" + std::to_string(id), "filer"));
    EXPECT_NE(draft.find("<blockquote>十户</blockquote>"), std::string::npos);
    EXPECT_NE(draft.find("请核对户数&lt;script&gt;"), std::string::npos);
    EXPECT_NE(draft.find("户数要核对"), std::string::npos);
    EXPECT_NE(body(get("/desk", "filer")).find("已退回"), std::string::npos);
    auto tx = trial_.database().read();
    auto remark = store::remarks_of(tx, id).at(0).id;
    EXPECT_EQ(post("/desk/remarks/" + std::to_string(remark) + "/settle", "filer").status, 303);
    EXPECT_NE(body(get("/desk/drafts/" + std::to_string(id), "filer")).find("is-settled"), std::string::npos);
}

TEST_F(Pages, SchedulingTakesTimesOfShanghai) {
    auto id = in_recheck();
    EXPECT_EQ(post(steps(id), "office", {{"action", "schedule"}, {"publish_at", "2026-11-20T09:00"}}).status, 422);
    EXPECT_EQ(post(steps(id), "office", {{"action", "schedule"}, {"publish_at", "2026-13-40T99:00"}}).status, 422);
    EXPECT_EQ(post(steps(id), "office", {{"action", "schedule"}, {"publish_at", "2026-11-25T09:00"}}).status, 303);
    EXPECT_EQ(edition(id).publish_at.text(), "2026-11-25T01:00:00.000Z");
    EXPECT_EQ(post(steps(id), "office", {{"action", "unschedule"}}).status, 303);
    EXPECT_EQ(edition(id).state, State::in_recheck);
}

TEST_F(Pages, TheEmergencyPathIsConfirmedAndMarked) {
    auto id = started();
    ASSERT_EQ(post("/desk/drafts/" + std::to_string(id), "filer", typed(1)).status, 303);
    auto url = "/desk/drafts/" + std::to_string(id) + "/emergency";
    EXPECT_NE(body(get(url, "filer")).find("保密审查不能省"), std::string::npos);
    EXPECT_EQ(post(url, "filer", {{"remark", "暴雨红色预警"}}).status, 303);
    EXPECT_NE(body(get("/desk", "secrecy")).find("突发事件"), std::string::npos);
    ASSERT_EQ(
        post(steps(id), "secrecy", {{"action", "review"}, {"checked", "secret"}, {"conclusion", "may_be_public"}, {"basis", "应急预案"}})
            .status,
        303);
    EXPECT_EQ(post(steps(id), "office", {{"action", "release"}}).status, 303);
    EXPECT_EQ(edition(id).state, State::published);
}

TEST_F(Pages, InternalDocumentsAreReadWithinTheirScopeOnly) {
    auto id = started();
    auto form = typed(1);
    for (auto& [name, value] : form)
        if (name == "scope") value = "unit";
    form.emplace_back("action", "file");
    ASSERT_EQ(post("/desk/drafts/" + std::to_string(id), "filer", form).status, 303);
    ASSERT_EQ(post(steps(id), "reviewer", {{"action", "pass"}}).status, 303);
    ASSERT_EQ(post(steps(id), "secrecy", {{"action", "review"}, {"checked", "secret"}, {"conclusion", "may_be_public"}, {"basis", "内部"}})
                  .status,
              303);
    EXPECT_EQ(location(post(steps(id), "office", {{"action", "publish"}})), "/desk/editions/" + std::to_string(id) + "?done=internal");
    auto url = "/desk/internal/" + std::to_string(id);
    EXPECT_NE(body(get("/desk/internal", "filer")).find(url), std::string::npos);
    EXPECT_EQ(get(url, "filer").status, 200);
    EXPECT_EQ(body(get("/desk/internal", "outsider")).find(url), std::string::npos);
    EXPECT_EQ(get(url, "outsider").status, 404);
}

TEST_F(Pages, ComparingShowsWhatTheRevisionChanged) {
    auto id = published();
    auto revised = post(steps(id), "filer", {{"action", "revise"}, {"reason", "户数有更正"}});
    auto draft = location(revised).substr(std::string("/desk/drafts/").size());
    draft = draft.substr(0, draft.find('?'));
    auto form = typed(1, "<p>本月新增九户。</p>");
    form.emplace_back("action", "file");
    ASSERT_EQ(post("/desk/drafts/" + draft, "filer", form).status, 303);
    auto page = body(get("/desk/editions/" + draft + "?compare=1", "reviewer"));
    EXPECT_NE(page.find("<del>"), std::string::npos);
    EXPECT_NE(page.find("<ins>"), std::string::npos);
    EXPECT_NE(body(get("/desk/editions/" + std::to_string(id), "filer")).find("正在办理"), std::string::npos);
}

TEST_F(Pages, FormsOfOtherSessionsAreNotTaken) {
    auto id = filed();
    auto made = request(Method::post, steps(id), "reviewer", {{"action", "pass"}});
    http::Fields forged;
    forged.add("csrf_token", http::csrf_token("token-other"));
    forged.add("action", "pass");
    made.form = forged;
    EXPECT_EQ(answer(made).status, 403);
    EXPECT_EQ(edition(id).state, State::in_review);
}

TEST_F(Pages, StepsWithoutTheRoleAreForbiddenInEveryState) {
    std::vector<Id> const editions{started(), filed(), in_recheck(), published()};
    struct Row {
        std::string who;
        std::vector<std::string> actions;
    };
    for (auto const& row : std::vector<Row>{
             {"filer", {"pass", "return", "review", "publish", "release", "schedule", "unschedule", "withdraw", "archive"}},
             {"reviewer", {"recall", "review", "publish", "schedule", "withdraw", "archive", "revise"}},
             {"secrecy", {"recall", "pass", "publish", "release", "schedule", "withdraw", "archive", "revise"}},
         })
        for (auto id : editions) {
            auto before = edition(id);
            for (auto const& action : row.actions)
                EXPECT_EQ(post(steps(id), row.who, {{"action", action}}).status, 403)
                    << row.who << " " << action << " " << to_text(before.state);
            EXPECT_EQ(edition(id).state, before.state);
        }
    EXPECT_EQ(post("/desk/drafts/" + std::to_string(editions[0]), "reviewer", typed(1)).status, 403);
    EXPECT_EQ(post("/desk/drafts/" + std::to_string(editions[0]) + "/autosave", "reviewer", typed(1)).status, 403);
    EXPECT_EQ(post("/desk/drafts/" + std::to_string(editions[0]) + "/drop", "reviewer").status, 403);
    EXPECT_EQ(post("/desk/drafts/" + std::to_string(editions[0]) + "/emergency", "reviewer").status, 403);
    EXPECT_EQ(post(steps(editions[1]), "outsider", {{"action", "pass"}}).status, 404);
}

}  // namespace
}  // namespace mingtang::disclosure
