#include "clocks/calendar_feed.hpp"
#include "clocks/clocks_fixture.hpp"
#include "clocks/module.hpp"
#include "http/csrf.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "organ/sign_in.hpp"

namespace mingtang::clocks {
namespace {

using testing::HasSubstr;
using testing::Not;
using Form = std::vector<std::pair<std::string, std::string>>;

class ClockPages : public ClockSite {
  protected:
    void SetUp() override {
        ClockSite::SetUp();
        router.add(routes(env));
    }
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
    static std::string body(http::Response const& response) { return std::get<std::string>(response.body); }

    http::Router router;
    std::string token;
};

TEST_P(ClockPages, ShowWhatTheUnitMustNotMiss) {
    auto id = item(Date(2026, 9, 30), Date(2026, 10, 31));
    draft("低保公示", Date(2026, 11, 20));
    application([](auto& one) { one.case_number = "2026-77"; });
    enter("lixin");
    auto page = body(get("/desk/clocks"));
    for (auto const* words : {"社会救助 / 低保对象", "逾期 16 个工作日", "已逾期", "以后到期", "第二十六条", "每月"})
        EXPECT_THAT(page, HasSubstr(words));
    EXPECT_THAT(page, HasSubstr("href=\"/desk/catalogue/items/" + std::to_string(id) + "\""));
    EXPECT_THAT(page, Not(HasSubstr("2026-77"))) << "applications are the handlers'";
    EXPECT_THAT(body(get("/desk/clocks?kind=draft")), Not(HasSubstr("社会救助 / 低保对象")));
    EXPECT_THAT(body(get("/desk/clocks?unit=" + std::to_string(government.id))), HasSubstr("社会救助 / 低保对象"))
        << "a unit that is not theirs narrows nothing";
    enter("jingban");
    EXPECT_THAT(body(get("/desk/clocks")), HasSubstr("申请 2026-77"));
    EXPECT_THAT(body(get("/desk/clocks?days=x&kind=nothing&mine=2")), HasSubstr("申请 2026-77"));
    enter("guanli");
    EXPECT_EQ(get("/desk/clocks").status, 403);
}

TEST_P(ClockPages, SayWhatTheyDoNotListAndCountItNevertheless) {
    keep([&](Context& in) {
        auto add = [&](Id unit_id, int number, Date due_on) {
            for (int i = 0; i < number; ++i) {
                catalogue::Item one{.unit_id = unit_id, .domain = "general", .level1 = "社会救助"};
                one.code = "many-" + due_on.text() + "-" + std::to_string(i), one.level2 = one.code;
                catalogue::store::save(in.tx, one);
                catalogue::store::save_due(in.tx, {one.id, one.unit_id, Date(2026, 9, 30), due_on});
            }
        };
        add(civil.id, 1990, Date(2026, 10, 31));
        add(civil.id, 15, Date(2026, 11, 24));
        add(government.id, 40, Date(2026, 12, 20));
        add(government.id, 3, Date(2027, 11, 1));
    });
    enter("bangong");
    auto page = body(get("/desk/clocks"));
    EXPECT_THAT(page, HasSubstr("“目录事项更新”共 2045 项，每类只取最早到期的 2000 项列在下面"));
    EXPECT_THAT(page, HasSubstr("已逾期 <span class=\"muted\">1990 项"));
    EXPECT_THAT(page, HasSubstr("临近到期 <span class=\"muted\">15 项"));
    EXPECT_THAT(page, HasSubstr("只列出最早的 10 项，共 15 项"));
    EXPECT_THAT(page, HasSubstr("以后到期 <span class=\"muted\">40 项"));
    EXPECT_THAT(page, HasSubstr("这一组没有列出"));
    EXPECT_THAT(page, HasSubstr("only=overdue"));
    auto one_group = body(get("/desk/clocks?days=30&only=overdue"));
    EXPECT_THAT(one_group, Not(HasSubstr("only=overdue")));
    EXPECT_THAT(one_group, HasSubstr("many-2026-10-31-1989")) << "all of the group that is listed";
    EXPECT_THAT(one_group, Not(HasSubstr("many-2026-11-24-0")));
    auto of_unit = body(get("/desk/clocks?unit=" + std::to_string(civil.id)));
    EXPECT_THAT(of_unit, Not(HasSubstr("每类只取"))) << "of one unit nothing is cut";
    EXPECT_THAT(of_unit, HasSubstr("临近到期 <span class=\"muted\">15 项"));
    EXPECT_THAT(of_unit, HasSubstr("many-2026-11-24-14"));
    EXPECT_THAT(body(get("/desk/clocks?only=sideways")), HasSubstr("共 2045 项"));
    enter("lixin");
    EXPECT_THAT(body(get("/desk/clocks")), HasSubstr("“目录事项更新”共 2005 项")) << "of their own unit";
    enter("bangong");
    EXPECT_THAT(body(get("/desk/clocks?mine=1")), Not(HasSubstr("每类只取"))) << "entries wait for those who file";
}

TEST_P(ClockPages, TheCalendarOpensByItsAddressUntilItIsRenewed) {
    item(Date(2026, 9, 30), Date(2026, 11, 30));
    draft("孙七低保公示", Date(2026, 11, 20));
    enter("lixin");
    EXPECT_EQ(post("/desk/clocks/calendar", {{"unit", std::to_string(civil.id)}}).status, 303);
    auto first = organ::look(env, actor(handler), [&](Context& in) { return calendar_token(in, civil.id); });
    ASSERT_FALSE(first.empty()) << "all who work in the unit see it";
    EXPECT_THAT(body(get("/desk/clocks")), HasSubstr("/calendar/" + first + ".ics"));
    token.clear();
    auto ics = get("/calendar/" + first + ".ics");
    EXPECT_EQ(ics.status, 200);
    EXPECT_EQ(*ics.header("Content-Type"), "text/calendar; charset=utf-8");
    EXPECT_THAT(body(ics), HasSubstr("DTSTART;VALUE=DATE:20261130"));
    EXPECT_THAT(body(ics), HasSubstr("目录事项更新：社会救助"));
    EXPECT_THAT(body(ics), HasSubstr("信息公开：办理中的信息"));
    EXPECT_THAT(body(ics), Not(HasSubstr("孙七")));
    EXPECT_EQ(get("/calendar/" + std::string(48, 'a') + ".ics").status, 404);
    EXPECT_EQ(get("/calendar/" + first).status, 404);
    enter("jingban");
    post("/desk/clocks/calendar", {{"unit", std::to_string(civil.id)}});
    EXPECT_EQ(get("/calendar/" + first + ".ics").status, 404);
    auto refused = post("/desk/clocks/calendar", {{"unit", std::to_string(government.id)}});
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(body(refused), HasSubstr("clocks.calendar.forbidden"));
    for (auto const& event : reading([](auto& tx) { return journal::read_back(tx, {.name_prefix = "clocks.calendar"}); }))
        EXPECT_THAT(event.data, Not(HasSubstr(first)));
}

TEST_P(ClockPages, SettingsKeepWhatWasTyped) {
    enter("bangong");
    EXPECT_EQ(post("/admin/clocks", {{"item", "8"}, {"reply", "5"}}).status, 303);
    auto page = body(get("/admin/clocks"));
    EXPECT_THAT(page, HasSubstr("name=\"item\" value=\"8\""));
    EXPECT_THAT(page, HasSubstr("徐麦穗"));
    auto wrong = post("/admin/clocks", {{"item", "八"}, {"reply", "7"}});
    EXPECT_EQ(wrong.status, 422);
    EXPECT_THAT(body(wrong), HasSubstr("name=\"item\" value=\"八\""));
    EXPECT_THAT(body(wrong), HasSubstr("name=\"reply\" value=\"7\""));
    EXPECT_THAT(body(wrong), HasSubstr("clocks.set_days.number"));
    enter("lixin");
    EXPECT_EQ(get("/admin/clocks").status, 403);
    auto bad = post("/desk/clocks/mails", {{"address", "li xin"}, {"wanted", "1"}});
    EXPECT_EQ(bad.status, 422);
    EXPECT_THAT(body(bad), HasSubstr("value=\"li xin\""));
    EXPECT_EQ(post("/desk/clocks/mails", {{"address", "lixin@example.cn"}, {"wanted", "1"}}).status, 303);
    EXPECT_THAT(body(get("/desk/clocks/mails")), HasSubstr("lixin@example.cn"));
    enter("bangong");
    page = body(get("/admin/clocks"));
    EXPECT_THAT(page, HasSubstr("l***@example.cn"));
    EXPECT_THAT(page, Not(HasSubstr("lixin@")));
}

TEST_P(ClockPages, TheDeskCountsWhatWaitsForThePerson) {
    item(Date(2026, 9, 30), Date(2026, 10, 31));
    item(Date(2026, 10, 31), Date(2026, 11, 27));
    auto count = [&](organ::Person const& who) { return organ::look(env, actor(who), waiting_count); };
    EXPECT_EQ(count(filer), 2);
    EXPECT_EQ(count(handler), 0);
    auto figures = organ::look(env, actor(filer), desk_figures);
    ASSERT_EQ(figures.size(), 3u);
    EXPECT_EQ(figures[0].number, 1);
    EXPECT_TRUE(figures[0].is_late);
    EXPECT_EQ(figures[2].number, 1);
    EXPECT_FALSE(figures[2].is_late);
    EXPECT_TRUE(organ::look(env, actor(admin), desk_figures).empty());
}

BOTH_DATABASES(ClockPages);

}  // namespace
}  // namespace mingtang::clocks
