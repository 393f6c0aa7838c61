#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "http/csrf.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "organ/sign_in.hpp"
#include "organ/trial_site.hpp"
#include "supervision/actions.hpp"
#include "supervision/module.hpp"
#include "supervision/store.hpp"

namespace mingtang::supervision {
namespace {

using organ::Role;

/// The organ in charge (ducha) and a bureau; findings are put there as a patrol would keep them.
class SupervisionPages : public organ::OrganSite {
  protected:
    void SetUp() override {
        for (auto const* module : {"catalogue", "disclosure", "request", "participation", "supervision"})
            trial.database().migrate(storage::packed_migrations(module, GetParam()));
        organ::OrganSite::SetUp();
        router.add(routes(env));
        inspector = make_person("ducha", "徐麦穗", government.id);
        grant(inspector.id, Role::office, 0);
        enter("ducha");
    }
    Id kept(FindingKind kind, std::string const& subject, std::string const& title, FindingState state = FindingState::open) {
        return by_system([&](Context& in) -> Outcome<Id> {
                   Finding finding{.kind = kind,
                                   .unit_id = civil.id,
                                   .subject = subject,
                                   .title = title,
                                   .state = state,
                                   .first_seen_on = in.today(),
                                   .last_seen_on = in.today()};
                   store::save(in.tx, finding);
                   return finding.id;
               })
            .value();
    }
    Rectification issued(bool is_public = false, std::string const& title = "整改") {
        return by(actor(inspector),
                  [&](Context& in) {
                      return issue(in, civil.id, {.title = title, .demand = "请整改", .working_days = "5", .is_public = is_public});
                  })
            .value();
    }
    using Form = std::vector<std::pair<std::string, std::string>>;
    http::Response send(http::Method method, std::string const& target, Form const& form = {}) {
        http::Request request{.method = method, .remote = "10.0.0.8"};
        if (http::read_target(target, request)) throw std::logic_error("no target: " + target);
        request.cookies.add("mingtang_session", token);
        for (auto const& [name, value] : form) request.form.add(name, value);
        if (method == http::Method::post) request.form.add("csrf_token", http::csrf_token(token));
        auto match = router.find(method, request.path);
        request.params = match.params;
        return match.route->handler(request);
    }
    http::Response get(std::string const& target) { return send(http::Method::get, target); }
    http::Response post(std::string const& target, Form const& form) { return send(http::Method::post, target, form); }
    void enter(std::string_view login) { token = organ::sign_in(env, login, first_password, {"10.0.0.8", "Firefox"}).value().token; }
    static std::string body(http::Response const& response) {
        if (auto const* kept = std::get_if<std::shared_ptr<http::CachedBody const>>(&response.body)) return (*kept)->identity();
        return std::get<std::string>(response.body);
    }
    static bool holds(http::Response const& response, std::string_view words) { return body(response).find(words) != std::string::npos; }

    http::Router router;
    std::string token;
    organ::Person inspector;
};

TEST_P(SupervisionPages, ANoticeNamesNoDraft) {
    auto draft = kept(FindingKind::draft_late, "edition:41", "关于征收某地块的方案");
    auto withheld = kept(FindingKind::review_again_late, "edition:42", "某案件的情况");
    auto link = kept(FindingKind::link_dead, "disclosure:7", "年度预算");
    auto page = get("/desk/supervision/new?finding=" + std::to_string(draft) + "&finding=" + std::to_string(withheld) +
                    "&finding=" + std::to_string(link));
    auto from = body(page).find("<textarea"), to = body(page).find("</textarea>");
    auto demand = body(page).substr(from, to - from);
    EXPECT_NE(demand.find("应公开未公开：办理中的信息 41"), std::string::npos) << demand;
    EXPECT_NE(demand.find("不予公开的信息 42"), std::string::npos);
    EXPECT_NE(demand.find("年度预算"), std::string::npos) << "that is public";
    EXPECT_EQ(demand.find("地块"), std::string::npos);
    EXPECT_EQ(demand.find("案件"), std::string::npos);
}

TEST_P(SupervisionPages, WhatIsWrittenInAPublicCaseIsSaidToBePublicAndNotLost) {
    auto quiet = issued();
    auto address = "/desk/supervision/cases/" + std::to_string(quiet.id);
    EXPECT_FALSE(holds(get(address), "公众都能看到"));
    EXPECT_EQ(post(address + "/steps", {{"action", "show"}}).status, 303);
    EXPECT_TRUE(holds(get(address), "公众都能看到"));
    auto refused = post(address + "/steps", {{"action", "extend"}, {"words", "经办人电话13812345678"}, {"working_days", "7"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused, "supervision.public.personal"));
    EXPECT_TRUE(holds(refused, "经办人电话13812345678"));
    EXPECT_TRUE(holds(refused, "value=\"7\""));
    auto made = post("/desk/supervision/new", {{"unit", std::to_string(civil.id)},
                                               {"title", "整改"},
                                               {"demand", "经办人电话13812345678"},
                                               {"working_days", "9"},
                                               {"is_public", "1"}});
    EXPECT_EQ(made.status, 422);
    EXPECT_TRUE(holds(made, "supervision.public.personal"));
    EXPECT_TRUE(holds(made, "经办人电话13812345678"));
    EXPECT_TRUE(holds(made, "name=\"is_public\" value=\"1\" checked"));
}

TEST_P(SupervisionPages, TheNumbersCountEveryCaseAndTheListSaysWhereItEnds) {
    for (int i = 0; i < 103; ++i) issued();
    auto answered = issued().id;
    auto head = make_person("juzhang", "王五", civil.id);
    grant(head.id, Role::unit_head, civil.id);
    ASSERT_TRUE(by(actor(head), [&](Context& in) { return answer(in, answered, "已经整改", {}); }));
    clock.advance(std::chrono::hours(24 * 30));
    enter("ducha");
    auto page = get("/desk/supervision");
    EXPECT_TRUE(holds(page, "<strong>104</strong><span>办理中的督办件"));
    EXPECT_TRUE(holds(page, "<strong>103</strong><span>逾期未整改"));
    EXPECT_TRUE(holds(page, "<strong>1</strong><span>待核查"));
    EXPECT_TRUE(holds(page, "只列期限最近的 100 件，共 104 件"));
    grant(make_person("waibu", "钱六", government.id).id, Role::unit_head, government.id);
    enter("waibu");
    EXPECT_TRUE(holds(get("/desk/supervision"), "<strong>0</strong><span>办理中的督办件"));
}

TEST_P(SupervisionPages, AListWithoutAStateShowsWhatItsNumberCounts) {
    kept(FindingKind::link_dead, "disclosure:1", "待处理的");
    kept(FindingKind::link_dead, "disclosure:2", "整改中的", FindingState::in_case);
    kept(FindingKind::link_dead, "disclosure:3", "已消除的", FindingState::gone);
    auto listed = [&](std::string const& query) {
        auto page = get("/desk/supervision/findings" + query);
        std::string all;
        for (auto const* title : {"待处理的", "整改中的", "已消除的"}) all += holds(page, title) ? "1" : "0";
        return all;
    };
    EXPECT_TRUE(holds(get("/desk/supervision"), "<a href=\"/desk/supervision/findings?unit=" + std::to_string(civil.id) + "\">2</a>"));
    EXPECT_EQ(listed("?unit=" + std::to_string(civil.id)), "110");
    EXPECT_EQ(listed("?state=waiting"), "110");
    EXPECT_EQ(listed("?state=open"), "100");
    EXPECT_EQ(listed("?state=gone"), "001");
    EXPECT_EQ(listed("?state="), "111");
}

TEST_P(SupervisionPages, ARefusedDismissalKeepsTheFilterAndWhatWasTicked) {
    auto one = kept(FindingKind::link_dead, "disclosure:1", "链接甲"), two = kept(FindingKind::link_dead, "disclosure:2", "链接乙");
    kept(FindingKind::column_empty, "unit:2", "栏目丙");
    auto filtered = get("/desk/supervision/findings?unit=&kind=link_dead&state=open");
    auto action = std::string("/desk/supervision/findings?unit=&kind=link_dead&state=open");
    EXPECT_TRUE(holds(filtered, "action=\"/desk/supervision/findings?unit=&amp;kind=link_dead&amp;state=open\""));
    auto box = [](Id id) { return "name=\"finding\" value=\"" + std::to_string(id) + "\" data-select"; };
    auto refused = post(action, {{"action", "dismiss"}, {"finding", std::to_string(two)}, {"reason", " "}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused, box(two) + " checked"));
    EXPECT_TRUE(holds(refused, box(one) + " aria-label"));
    EXPECT_FALSE(holds(refused, "栏目丙")) << "the filter stays";
    auto done = post(action, {{"action", "dismiss"}, {"finding", std::to_string(two)}, {"reason", "误报"}});
    EXPECT_EQ(*done.header("Location"), action + "&done=dismissed");
}

TEST_P(SupervisionPages, WhoHandlesApplicationsReadsTheCasesOfTheUnit) {
    auto id = issued().id;
    grant(make_person("jingban", "孙七", civil.id).id, Role::handler, civil.id);
    enter("jingban");
    EXPECT_EQ(get("/desk/supervision").status, 200);
    auto page = get("/desk/supervision/cases/" + std::to_string(id));
    EXPECT_EQ(page.status, 200) << "the page of what is due leads there";
    EXPECT_FALSE(holds(page, "value=\"answer\""));
}

TEST_P(SupervisionPages, ThePublicPageGoesOn) {
    for (int i = 1; i <= 51; ++i) issued(true, "公开的第" + std::to_string(i) + "件");
    auto first = get("/supervision");
    EXPECT_TRUE(holds(first, "公开的第51件"));
    EXPECT_FALSE(holds(first, "公开的第1件"));
    auto from = body(first).find("/supervision?before=");
    ASSERT_NE(from, std::string::npos);
    auto next = get(body(first).substr(from, body(first).find('"', from) - from));
    EXPECT_TRUE(holds(next, "公开的第1件"));
    EXPECT_FALSE(holds(next, "公开的第51件"));
    EXPECT_FALSE(holds(next, "?before="));
}

BOTH_DATABASES(SupervisionPages);

}  // namespace
}  // namespace mingtang::supervision
