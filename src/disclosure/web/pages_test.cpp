#include <gtest/gtest.h>

#include <fstream>

#include "base/digest.hpp"
#include "base/json.hpp"
#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/module.hpp"
#include "disclosure/store.hpp"
#include "http/csrf.hpp"
#include "organ/store.hpp"
#include "organ/units.hpp"
#include "organ/web/layout.hpp"
#include "storage/trial.hpp"

namespace mingtang::disclosure {
namespace {

using http::Method;
using organ::Role;
using Typed = std::vector<std::pair<std::string, std::string>>;

/// A unit with staff whose browsers hold sessions; requests go through the router as they do in the program.
class Pages : public testing::Test {
  protected:
    storage::Trial trial_{storage::Dialect::sqlite, {"storage", "journal", "organ", "catalogue", "disclosure"}};
    FakeClock clock_{Date(2026, 11, 23)};
    law::Calendar calendar_ = law::Calendar::standard();
    storage::Blobs blobs_{trial_.database(), trial_.folder() / "blobs"};
    journal::Bell bell_;
    http::PageCache pages_;
    organ::Environment env_{.database = trial_.database(),
                            .blobs = blobs_,
                            .bell = bell_,
                            .clock = clock_,
                            .calendar = calendar_,
                            .pages = pages_,
                            .secret = std::string(32, 's'),
                            .site = [] { return organ::SiteSettings{.site_name = "清河县人民政府"}; }};
    http::Router router_;
    Id unit_ = 0, item_ = 0;
    int files_ = 0;

    void SetUp() override {
        router_.add(desk_routes(env_));
        auto tx = trial_.database().write();
        auto system = organ::Actor::of_system("test");
        Context in{system, tx, calendar_, clock_.now(), blobs_};
        unit_ = organ::create_unit(in, {.code = "minzheng", .name = "县民政局", .short_name = "民政局"}).value().id;
        catalogue::Item item{
            .unit_id = unit_, .domain = "shehuijiuzhu", .code = "shehuijiuzhu-01", .level1 = "社会救助", .level2 = "最低生活保障"};
        catalogue::store::save(tx, item);
        item_ = item.id;
        add_person(tx, "filer", unit_, {Role::filer});
        add_person(tx, "second", unit_, {Role::filer});
        add_person(tx, "reviewer", unit_, {Role::reviewer});
        add_person(tx, "secrecy", unit_, {Role::secrecy_reviewer});
        add_person(tx, "office", unit_, {Role::office});
        add_person(tx, "both", unit_, {Role::filer, Role::reviewer});
        add_person(tx, "outsider", unit_ + 1000, {});
        tx.commit();
    }

    void add_person(storage::Transaction& tx, std::string const& login, Id unit, std::vector<Role> const& roles) {
        organ::Person person{.login = login, .name = "某" + login, .unit_id = unit, .made_at = clock_.now(), .signed_in_at = clock_.now()};
        organ::store::save(tx, person);
        for (auto role : roles) {
            organ::Grant grant{.person_id = person.id, .unit_id = role == Role::office ? 0 : unit, .role = role};
            organ::store::add(tx, grant);
        }
        organ::Session session{.token_hash = sha256("token-" + login),
                               .person_id = person.id,
                               .whole = true,
                               .made_at = clock_.now(),
                               .seen_at = clock_.now()};
        organ::store::save(tx, session);
    }

    http::Request request(Method method, std::string const& target, std::string const& login, Typed const& form = {}) {
        http::Request made;
        made.method = method;
        made.target = target;
        auto mark = target.find('?');
        made.path = target.substr(0, mark);
        if (mark != std::string::npos) {
            auto pair = target.substr(mark + 1);
            made.query.add(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
        }
        made.cookies.add(std::string(organ::web::session_cookie), "token-" + login);
        made.form.add("csrf_token", http::csrf_token("token-" + login));
        for (auto const& [name, value] : form) made.form.add(name, value);
        return made;
    }
    http::Response answer(http::Request made) {
        auto match = router_.find(made.method, made.path);
        if (match.route == nullptr) return http::text("no route", 404);
        made.params = match.params;
        return match.route->handler(made);
    }
    http::Response get(std::string const& target, std::string const& login) { return answer(request(Method::get, target, login)); }
    http::Response post(std::string const& target, std::string const& login, Typed const& form = {}) {
        return answer(request(Method::post, target, login, form));
    }
    static std::string body(http::Response const& response) { return std::get<std::string>(response.body); }
    static std::string location(http::Response const& response) {
        auto const* to = response.header("Location");
        return to ? *to : "";
    }

    /// A new draft by the page for it; its id.
    Id started(std::string const& login = "filer") {
        auto made = post("/desk/disclosures/new", login,
                         {{"unit", std::to_string(unit_)}, {"title", "低保公示"}, {"kind", "notice"}, {"item", std::to_string(item_)}});
        EXPECT_EQ(made.status, 303) << body(made);
        return std::stoll(location(made).substr(std::string("/desk/drafts/").size()));
    }
    Typed typed(int lock_version, std::string const& text = "<p>本月新增十户。</p>") {
        return {{"lock_version", std::to_string(lock_version)},
                {"title", "低保公示"},
                {"kind", "notice"},
                {"catalogue_item_id", std::to_string(item_)},
                {"produced_on", "2026-11-20"},
                {"body", text},
                {"scope", "public"},
                {"way", "proactive"}};
    }
    Id filed(std::string const& login = "filer") {
        auto id = started(login);
        auto form = typed(1);
        form.emplace_back("action", "file");
        auto sent = post("/desk/drafts/" + std::to_string(id), login, form);
        EXPECT_EQ(location(sent), "/desk/editions/" + std::to_string(id) + "?done=filed") << body(sent);
        return id;
    }
    std::string steps(Id id) { return "/desk/editions/" + std::to_string(id) + "/steps"; }
    Id in_recheck() {
        auto id = filed();
        EXPECT_EQ(post(steps(id), "reviewer", {{"action", "pass"}}).status, 303);
        auto cleared = post(
            steps(id), "secrecy",
            {{"action", "review"}, {"checked", "secret"}, {"checked", "privacy"}, {"conclusion", "may_be_public"}, {"basis", "保密法"}});
        EXPECT_EQ(location(cleared), "/desk/editions/" + std::to_string(id) + "?done=clear");
        return id;
    }
    Id published() {
        auto id = in_recheck();
        EXPECT_EQ(post(steps(id), "office", {{"action", "publish"}}).status, 303);
        return id;
    }
    Edition edition(Id id) {
        auto tx = trial_.database().read();
        return store::edition(tx, id).value();
    }
    std::vector<Attachment> attachments(Id id) {
        auto tx = trial_.database().read();
        return store::attachments_of(tx, id);
    }
    http::Request with_file(Id draft, std::string const& name, std::string const& content) {
        auto path = trial_.folder() / ("upload" + std::to_string(++files_));
        std::ofstream(path, std::ios::binary) << content;
        auto made = request(Method::post, "/desk/drafts/" + std::to_string(draft) + "/attachments", "filer");
        made.uploads.push_back(
            {.field = "files", .file_name = name, .content_type = "application/octet-stream", .path = path, .size = content.size()});
        return made;
    }
};

TEST_F(Pages, FromDraftToPublicAndBackByPagesAlone) {
    auto id = published();
    EXPECT_EQ(edition(id).state, State::published);
    auto page = body(get("/desk/editions/" + std::to_string(id), "office"));
    EXPECT_NE(page.find("已公开"), std::string::npos);
    EXPECT_NE(page.find("本月新增十户。"), std::string::npos);
    EXPECT_NE(page.find("查看公开页面"), std::string::npos);
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

TEST_F(Pages, TheQueueShowsWhatWaitsWithItsClock) {
    auto id = filed();
    auto queue = body(get("/desk", "reviewer"));
    EXPECT_NE(queue.find("/desk/editions/" + std::to_string(id)), std::string::npos);
    EXPECT_NE(queue.find("还剩 19 个工作日"), std::string::npos);
    EXPECT_NE(queue.find("value=\"pass\""), std::string::npos);
    EXPECT_EQ(body(get("/desk", "office")).find("name=\"id\""), std::string::npos);
    EXPECT_EQ(body(get("/desk?due=overdue", "reviewer")).find("name=\"id\""), std::string::npos);
    EXPECT_EQ(get("/desk", "nobody").status, 303);
}

TEST_F(Pages, BulkReportsEachByItself) {
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
    EXPECT_EQ(post(steps(id), "reviewer", {{"action", "pass"}}).status, 422);  // the second press of a double submit
    EXPECT_EQ(
        post(steps(id), "filer", {{"action", "review"}, {"conclusion", "may_be_public"}, {"checked", "trade"}, {"basis", "无"}}).status,
        422);
    EXPECT_EQ(edition(id).state, State::in_secrecy_review);
}

TEST_F(Pages, SavingTellsWhatIsWrongBesideTheField) {
    auto id = started();
    auto form = typed(1);
    for (auto& [name, value] : form)
        if (name == "produced_on") value = "2026-02-30";
    auto page = post("/desk/drafts/" + std::to_string(id), "filer", form);
    EXPECT_EQ(page.status, 422);
    EXPECT_NE(body(page).find("id=\"produced_on-error\""), std::string::npos);
    EXPECT_NE(body(page).find("“成文日期”填写的“2026-02-30”不是存在的日期"), std::string::npos);
    EXPECT_NE(body(page).find("本月新增十户。"), std::string::npos);
    EXPECT_EQ(edition(id).lock_version, 1);
}

TEST_F(Pages, FilingAnIncompleteDraftKeepsItAndSaysWhatLacks) {
    auto id = started();
    auto page = post("/desk/drafts/" + std::to_string(id), "filer", {{"lock_version", "1"}, {"title", "只有标题"}, {"action", "file"}});
    EXPECT_EQ(page.status, 422);
    EXPECT_NE(body(page).find("请选择目录事项"), std::string::npos);
    EXPECT_EQ(edition(id).title, "只有标题");
    EXPECT_EQ(edition(id).state, State::drafting);
}

TEST_F(Pages, AutosaveAnswersInJson) {
    auto id = started();
    auto url = "/desk/drafts/" + std::to_string(id) + "/autosave";
    auto saved = post(url, "filer", typed(1));
    ASSERT_EQ(saved.status, 200);
    EXPECT_EQ(json::number(boost::json::parse(body(saved)).as_object(), "lock_version"), 2);
    auto conflict = post(url, "second", typed(1, "<p>我的文字</p>"));
    ASSERT_EQ(conflict.status, 409);
    auto told = boost::json::parse(body(conflict)).as_object();
    EXPECT_EQ(json::text(told, "code"), "disclosure.save.conflict");
    EXPECT_EQ(json::text(told["theirs"].as_object(), "body"), "<p>本月新增十户。</p>\n");
    EXPECT_EQ(json::number(told["theirs"].as_object(), "lock_version"), 2);
    auto expired = request(Method::post, url, "gone", typed(2));
    expired.headers.add("accept", "application/json");
    EXPECT_EQ(answer(expired).status, 401);
}

TEST_F(Pages, TheSecondOfTwoSeesBothTextsAndChooses) {
    auto id = started();
    auto url = "/desk/drafts/" + std::to_string(id);
    ASSERT_EQ(post(url, "filer", typed(1, "<p>新增十户。</p>")).status, 303);
    auto page = post(url, "second", typed(1, "<p>新增九户。</p>"));
    ASSERT_EQ(page.status, 409);
    EXPECT_NE(body(page).find("<del>"), std::string::npos);
    EXPECT_NE(body(page).find("<ins>"), std::string::npos);
    EXPECT_NE(body(page).find("name=\"lock_version\" value=\"2\""), std::string::npos);
    EXPECT_NE(body(page).find("&lt;p&gt;新增九户。&lt;/p&gt;"), std::string::npos);
    ASSERT_EQ(post(url, "second", typed(2, "<p>新增九户。</p>")).status, 303);
    auto tx = trial_.database().read();
    EXPECT_EQ(store::text_of(tx, id), "<p>新增九户。</p>\n");
}

TEST_F(Pages, WhatWasTypedIntoADraftThatMovedOnIsGivenBack) {
    auto id = filed();
    auto page = post("/desk/drafts/" + std::to_string(id), "filer", typed(2, "<p>后来的话</p>"));
    EXPECT_EQ(page.status, 422);
    EXPECT_NE(body(page).find("后来的话"), std::string::npos);
}

TEST_F(Pages, UploadsAnswerARowOrARefusal) {
    auto id = started();
    auto sent = with_file(id, "分工表.pdf", "%PDF-1.7 x");
    EXPECT_EQ(location(answer(sent)), "/desk/drafts/" + std::to_string(id) + "?done=attached#files");
    auto script = with_file(id, "名册 <b>.pdf", "%PDF-1.7 y");
    script.headers.add("x-requested-with", "XMLHttpRequest");
    auto row = answer(script);
    EXPECT_EQ(row.status, 200);
    EXPECT_NE(body(row).find("<li>"), std::string::npos);
    EXPECT_EQ(body(row).find("<b>"), std::string::npos);
    struct Bad {
        std::string name, content, reason;
    };
    std::string long_name;
    for (int i = 0; i < 200; ++i) long_name += "长";
    Bad const hostile[] = {
        {"图.svg", "<svg onload='x'/>", "bad_type"},
        {"页.html", "<script>", "bad_type"},
        {"程序.pdf", "MZ\x90", "wrong_content"},
        {"空.pdf", "", "empty"},
        {long_name + ".pdf", "%PDF-", "name"},
        {"无扩展名", "%PDF-1.4", "bad_type"},
        {".pdf", "%PDF-1.4", "name"},
        {"名\xE2\x80\xAE"
         "fdp.exe",
         "MZ", "bad_type"},
    };
    for (auto const& bad : hostile) {
        auto made = with_file(id, bad.name, bad.content);
        made.headers.add("x-requested-with", "XMLHttpRequest");
        auto refused = answer(made);
        EXPECT_EQ(refused.status, 422) << bad.name;
        EXPECT_EQ(json::text(boost::json::parse(body(refused)).as_object(), "code"), "disclosure.attach." + bad.reason) << bad.name;
    }
    EXPECT_EQ(attachments(id).size(), 2u);
    auto none = request(Method::post, "/desk/drafts/" + std::to_string(id) + "/attachments", "filer");
    EXPECT_EQ(answer(none).status, 422);
}

TEST_F(Pages, FilesGoOnlyToThoseWhoMaySeeThemAndAsDownloads) {
    auto id = started();
    answer(with_file(id, "分工表.pdf", "%PDF-1.7 x"));
    auto file = attachments(id).at(0);
    auto url = "/desk/files/" + std::to_string(file.id) + "/x.pdf";
    auto got = get(url, "reviewer");
    ASSERT_EQ(got.status, 200);
    EXPECT_NE(got.header("Content-Disposition")->find("attachment"), std::string::npos);
    EXPECT_NE(got.header("Content-Security-Policy")->find("sandbox"), std::string::npos);
    EXPECT_EQ(*got.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(get(url, "outsider").status, 404);
    EXPECT_EQ(get("/desk/files/0/x.pdf", "reviewer").status, 404);
    auto removed = post("/desk/drafts/" + std::to_string(id) + "/attachments/" + std::to_string(file.id) + "/delete", "filer");
    EXPECT_EQ(removed.status, 303);
    EXPECT_TRUE(attachments(id).empty());
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

}  // namespace
}  // namespace mingtang::disclosure
