#include "catalogue/demands.hpp"
#include "catalogue/proposals.hpp"
#include "catalogue/store_proposals.hpp"
#include "channels/portal_fixture.hpp"
#include "organ/calendars.hpp"

namespace mingtang::channels {
namespace {

using namespace std::chrono_literals;

class CataloguePortal : public PortalTest {
  protected:
    void SetUp() override {
        PortalTest::SetUp();
        act([&](Context& in) -> Done {
            auto item = catalogue::store::item(in.tx, item_).value();
            item.cadence = catalogue::Cadence::monthly;
            item.since_on = Date(2026, 1, 5);
            item.display_number = 7, item.display_unit = "day";
            item.deviation = "财政局按月公布";
            catalogue::store::save(in.tx, item);
            return {};
        }).value();
        office_ = {.person_id = 5, .name = "徐", .grants = {{.person_id = 5, .unit_id = 0, .role = organ::Role::office}}};
    }
    http::Response post(std::string const& target, std::vector<std::pair<std::string, std::string>> const& fields) {
        http::Request request{.method = http::Method::post, .target = target, .path = target};
        for (auto const& [name, value] : fields) request.form.add(name, value);
        request.headers.add("sec-fetch-site", "same-origin");
        request.remote = "10.0.0.9";
        auto match = router_.find(request.method, request.path);
        request.params = match.params;
        return match.route->handler(request);
    }
    template <class F>
    auto by_office(F&& action) {
        auto done = organ::act(env_, office_, action);
        touch();
        return done;
    }
    Id proposed() {
        return by_office([&](Context& in) {
                   catalogue::ProposalForm form{.item = catalogue::store::item(in.tx, item_).value(), .reason = "群众要求"};
                   form.item.content = "<新内容>";
                   return catalogue::propose(in, form);
               })
            .value()
            .id;
    }
    std::string address(std::string const& rest = "") { return "/catalogue/items/" + std::to_string(item_) + rest; }
    static std::string between(std::string const& text, std::string const& from, std::string const& to) {
        auto at = text.find(from);
        if (at == std::string::npos) return {};
        at += from.size();
        return text.substr(at, text.find(to, at) - at);
    }

    Actor office_;
};

TEST_P(CataloguePortal, AYearOfHolidaysThatComesInCountsAtOnce) {
    organ::KeptCalendar kept(trial_.database(), calendar_);
    env_.calendars = &kept;
    import(document("a", "九月预算执行", Date(2026, 9, 20)));
    EXPECT_THAT(body(get(address())), HasSubstr("clock--overdue\">逾期 16 个工作日"));
    act([](Context& in) {
        return organ::import_calendar_year(
            in, {.year = 2026, .notice = R"({"year": 2026, "days": [{"date": "2026-11-16", "name": "某节", "off": true}]})"});
    }).value();
    kept.forget();
    touch();
    EXPECT_THAT(body(get(address())), HasSubstr("clock--overdue\">逾期 15 个工作日"));
}

TEST_P(CataloguePortal, AnEntryTellsHowFreshItIs) {
    EXPECT_THAT(body(get(address())), HasSubstr("尚未公开"));
    EXPECT_THAT(body(get(address())), HasSubstr("逾期"));
    import(document("a", "九月预算执行", Date(2026, 9, 20)));
    auto page = body(get(address()));
    EXPECT_THAT(page, HasSubstr("<time datetime=\"2026-10-31\">"));
    EXPECT_THAT(page, HasSubstr("clock--overdue\">逾期 16 个工作日"));
    EXPECT_THAT(page, HasSubstr("至 <time datetime=\"2026-09-27\">"));
    EXPECT_THAT(page, HasSubstr("理由：财政局按月公布"));
    EXPECT_THAT(body(get("/units/caizheng")), HasSubstr("有 1 个事项已经到期而没有公开"));
    EXPECT_THAT(body(get("/catalogue/items/" + std::to_string(standard_))), HasSubstr("逾期 16 个工作日")) << "of the unit that carries it";
    auto second = import(document("b", "十一月预算执行", Date(2026, 11, 20)));
    page = body(get(address()));
    EXPECT_THAT(page, HasSubstr("<time datetime=\"2026-12-31\">"));
    EXPECT_THAT(page, Not(HasSubstr("clock--overdue")));
    EXPECT_THAT(body(get("/units/caizheng")), Not(HasSubstr("已经到期而没有公开")));
    act([&](Context& in) { return disclosure::withdraw(in, second, "内容有误"); }).value();
    touch();
    EXPECT_THAT(body(get(address())), HasSubstr("clock--overdue")) << "a withdrawal corrects the day";
}

TEST_P(CataloguePortal, TheInterfaceTellsTheSame) {
    import(document("a", "九月预算执行", Date(2026, 9, 20)));
    auto answer = json_of("/api/v1/units/caizheng/catalogue");
    EXPECT_EQ(json::text(answer, "as_of"), "2026-11-23");
    auto const& item = answer.at("items").as_array().at(0).as_object();
    EXPECT_EQ(json::text(item, "due_on"), "2026-10-31");
    EXPECT_EQ(json::text(item, "standing"), "overdue");
    EXPECT_EQ(json::text(item, "accrual_periodicity"), "http://publications.europa.eu/resource/authority/frequency/MONTHLY");
    EXPECT_EQ(json::number(item, "standard_id"), standard_);
    EXPECT_EQ(get("/api/v1/units/none/catalogue").status, 404);
    EXPECT_TRUE(json_of("/api/v1/catalogue")
                    .at("domains")
                    .as_array()
                    .at(0)
                    .as_object()
                    .at("items")
                    .as_array()
                    .at(0)
                    .as_object()
                    .contains("cadence"));
}

TEST_P(CataloguePortal, TheDayMakesCachedPagesOld) {
    import(document("a", "十月预算执行", Date(2026, 10, 20)));
    EXPECT_THAT(body(get(address())), HasSubstr("还剩 5 个工作日"));
    clock_.advance(std::chrono::hours(24));
    env_.pages.touch(std::array<std::string, 1>{"day"});
    EXPECT_THAT(body(get(address())), HasSubstr("还剩 4 个工作日"));
}

TEST_P(CataloguePortal, AProposalIsSeenSideBySideAndCommentedWithoutAnAccount) {
    auto id = proposed();
    auto path = "/catalogue/proposals/" + std::to_string(id);
    EXPECT_EQ(get(path).status, 404) << "the public was not asked yet";
    by_office([&](Context& in) { return catalogue::open_comment(in, id, 15); }).value();
    auto page = body(get(path));
    EXPECT_THAT(page, HasSubstr("&lt;新内容&gt;"));
    EXPECT_THAT(page, HasSubstr(path + "/comment"));
    EXPECT_THAT(body(get("/catalogue/proposals")), HasSubstr("正在征求意见"));
    EXPECT_THAT(body(get(address())), HasSubstr("正在征求意见"));

    auto form = get(path + "/comment");
    EXPECT_EQ(*form.header("Cache-Control"), "no-store");
    auto token = between(body(form), "name=\"token\" value=\"", "\"");
    ASSERT_FALSE(token.empty());
    clock_.advance(10s);
    auto refused = post(path + "/comment", {{"token", token}, {"words", "好"}, {"name", "王芳"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(body(refused), HasSubstr("王芳")) << "nothing typed is lost";
    auto expired = post(path + "/comment", {{"token", "x"}, {"words", "希望写明联系电话"}});
    EXPECT_THAT(body(expired), HasSubstr("希望写明联系电话"));
    EXPECT_NE(between(body(expired), "name=\"token\" value=\"", "\""), "x") << "a new token for another try";
    auto sent = post(path + "/comment", {{"token", token}, {"words", "希望写明联系电话"}, {"name", "王芳"}});
    ASSERT_EQ(sent.status, 303);
    EXPECT_THAT(body(get(*sent.header("Location"))), HasSubstr("意见已经收到"));
    touch();
    EXPECT_THAT(body(get(path)), Not(HasSubstr("希望写明联系电话"))) << "not before the office has read it";

    Id comment = 0;
    {
        auto tx = trial_.database().read();
        comment = catalogue::store::comments_of(tx, id).at(0).id;
    }
    by_office([&](Context& in) { return catalogue::show_comment(in, comment, "希望写明电话", "已写明"); }).value();
    EXPECT_THAT(body(get(path)), HasSubstr("希望写明电话"));
    EXPECT_THAT(body(get(path)), Not(HasSubstr("王芳")));
    clock_.advance(std::chrono::hours(24 * 20));
    env_.pages.touch(std::array<std::string, 1>{"day"});
    EXPECT_EQ(get(path + "/comment").status, 404);
    by_office([&](Context& in) { return catalogue::adopt(in, id, "同意调整"); }).value();
    EXPECT_THAT(body(get(path)), HasSubstr("同意调整"));
    auto editions = body(get(address("/editions")));
    EXPECT_THAT(editions, HasSubstr("第 2 版"));
    EXPECT_THAT(editions, HasSubstr(path));
    EXPECT_THAT(body(get(address())), HasSubstr("1 条意见，1 条已答复"));
}

TEST_P(CataloguePortal, DemandIsAnsweredInPublic) {
    EXPECT_THAT(body(get("/demand")), HasSubstr("还没有整理出的需求"));
    auto demand = by_office([&](Context& in) {
                      return catalogue::take_demand(in, {.words = "公交线路", .terms = {"公交线路"}, .misses = 7});
                  }).value();
    EXPECT_THAT(body(get("/demand")), HasSubstr("搜索而未找到 7 次"));
    by_office([&](Context& in) { return catalogue::answer_demand(in, demand.id, "十二月底前公布"); }).value();
    EXPECT_THAT(body(get("/demand")), HasSubstr("十二月底前公布"));
    by_office([&](Context& in) {
        return catalogue::take_repeat(
            in, {.unit_id = unit_, .applications = 3, .applicants = 2, .members = {"request:71", "request:72", "request:73"}}, "校车经费");
    }).value();
    auto page = body(get("/demand"));
    EXPECT_THAT(page, HasSubstr("2 人提出 3 件申请"));
    EXPECT_THAT(page, Not(HasSubstr("request:7")));
}

INSTANTIATE_TEST_SUITE_P(Both, CataloguePortal, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::channels
