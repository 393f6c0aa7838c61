#include "catalogue/store.hpp"
#include "dashboard/figures.hpp"
#include "dashboard/module.hpp"
#include "disclosure/actions.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "organ/sign_in.hpp"
#include "organ/trial_site.hpp"
#include "supervision/store.hpp"

namespace mingtang::dashboard {
namespace {

using organ::Role;

TEST(MonthAsked, NoMonthIsAheadOfToday) {
    struct Row {
        char const *text, *name, *from, *to;
    };
    Date today(2026, 11, 23);
    for (auto const& row : {Row{"2026-10", "2026-10", "2026-10-01", "2026-10-31"}, Row{"2026-11", "2026-11", "2026-11-01", "2026-11-23"},
                            Row{"2026-12", "2026-11", "2026-11-01", "2026-11-23"}, Row{"", "2026-11", "2026-11-01", "2026-11-23"},
                            Row{"二月", "2026-11", "2026-11-01", "2026-11-23"}, Row{"2024-02", "2024-02", "2024-02-01", "2024-02-29"}}) {
        auto month = month_asked(row.text, today);
        EXPECT_EQ(month.name, row.name);
        EXPECT_EQ(month.period.from.text(), row.from);
        EXPECT_EQ(month.period.to.text(), row.to);
    }
    auto months = months_until(month_asked("2026-02", today), 3, today);
    ASSERT_EQ(months.size(), 3U);
    EXPECT_EQ(months[0].name, "2025-12");
    EXPECT_EQ(months[2].name, "2026-02");
}

/// Two units: the civil affairs bureau published two pieces in November, one of them late; the government one in October.
class Dashboard : public organ::OrganSite {
  protected:
    void SetUp() override {
        for (auto const* module : {"catalogue", "disclosure", "request", "remedy", "participation", "supervision"})
            trial.database().migrate(storage::packed_migrations(module, GetParam()));
        organ::OrganSite::SetUp();
        router.add(routes(env));
        item = made_item(civil.id), other = made_item(government.id);
        publish(civil.id, "部门预算公开", "2026-11-02", Date(2026, 11, 10));
        publish(civil.id, "迟到的通知", "2026-08-03", Date(2026, 11, 12));
        publish(government.id, "县政府通知", "2026-10-12", Date(2026, 10, 13));
        grant(make_person("shenhe", "王青", civil.id).id, Role::reviewer, civil.id);
        grant(make_person("zongban", "龚南浦", government.id).id, Role::office, 0);
    }
    catalogue::Item made_item(Id unit_id) {
        return by_system([&](Context& in) -> Outcome<catalogue::Item> {
                   catalogue::Item made{
                       .unit_id = unit_id, .domain = "general", .code = "general-07", .level1 = "财政信息", .level2 = "预算"};
                   catalogue::store::save(in.tx, made);
                   return made;
               })
            .value();
    }
    void publish(Id unit_id, std::string const& title, std::string const& produced_on, Date on) {
        by_system([&](Context& in) {
            disclosure::ImportedDocument document{.source_id = title,
                                                  .source_digest = title,
                                                  .form = {.title = title,
                                                           .kind = "notice",
                                                           .catalogue_item_id = std::to_string(unit_id == civil.id ? item.id : other.id),
                                                           .produced_on = produced_on,
                                                           .body = "<p>现将有关事项通知如下。</p>"},
                                                  .published_on = on,
                                                  .secrecy_basis = "已在原网站公开"};
            return disclosure::import_document(in, unit_id, document, true);
        }).value();
    }
    http::Response get(std::string const& target) {
        http::Request request{.method = http::Method::get, .remote = "10.0.0.8"};
        if (http::read_target(target, request)) throw std::logic_error("no target: " + target);
        request.cookies.add("mingtang_session", token);
        auto match = router.find(http::Method::get, request.path);
        request.params = match.params;
        return match.route->handler(request);
    }
    void enter(std::string_view login) { token = organ::sign_in(env, login, first_password, {"10.0.0.8", "Firefox"}).value().token; }
    static bool holds(http::Response const& response, std::string_view words) {
        return std::get<std::string>(response.body).find(words) != std::string::npos;
    }
    std::string unit_path(Id id) { return "/desk/dashboard/units/" + std::to_string(id); }

    http::Router router;
    std::string token;
    catalogue::Item item, other;
};

TEST_P(Dashboard, EveryNumberOpensItsRecords) {
    enter("zongban");
    auto county = get("/desk/dashboard?month=2026-11");
    EXPECT_EQ(county.status, 200);
    EXPECT_TRUE(holds(county, "清河县民政局"));
    auto published = unit_path(civil.id) + "/records?measure=published&amp;month=2026-11";
    EXPECT_TRUE(holds(county, published + "\">2</a>")) << std::get<std::string>(county.body);
    EXPECT_TRUE(holds(county, "50.0%")) << "one of two on time";
    auto records = get(unit_path(civil.id) + "/records?measure=published&month=2026-11");
    EXPECT_TRUE(holds(records, "公开：2 件"));
    EXPECT_TRUE(holds(records, "部门预算公开"));
    EXPECT_TRUE(holds(records, "迟到的通知"));
    EXPECT_FALSE(holds(records, "县政府通知"));
    auto timely = get(unit_path(civil.id) + "/records?measure=published_on_time&month=2026-11");
    EXPECT_TRUE(holds(timely, "按时公开：1 件"));
    EXPECT_TRUE(holds(timely, "不计入"));
    auto all = get("/desk/dashboard/units/all/records?measure=published&month=2026-10");
    EXPECT_TRUE(holds(all, "公开：1 件"));
    EXPECT_TRUE(holds(all, "县政府通知"));
}

TEST_P(Dashboard, RecordsBeyondAPageAreOnTheNextOne) {
    by_system([&](Context& in) -> Done {
        for (int i = 1; i <= 501; ++i) {
            supervision::Finding one{.kind = supervision::FindingKind::link_dead,
                                     .unit_id = civil.id,
                                     .subject = "disclosure:" + std::to_string(i),
                                     .title = "第" + std::to_string(i) + "处",
                                     .first_seen_on = Date(2026, 11, 2),
                                     .last_seen_on = Date(2026, 11, 2)};
            supervision::store::save(in.tx, one);
        }
        return {};
    }).value();
    enter("zongban");
    auto path = unit_path(civil.id) + "/records?measure=findings&month=2026-11";
    auto first = get(path);
    EXPECT_TRUE(holds(first, "第 1—500 条，共 501 条"));
    EXPECT_TRUE(holds(first, "month=2026-11&amp;page=2"));
    EXPECT_FALSE(holds(first, "第99处"));
    for (auto const* page : {"&page=2", "&page=99"}) {
        auto last = get(path + page);
        EXPECT_TRUE(holds(last, "第99处"));
        EXPECT_FALSE(holds(last, "第1处"));
        EXPECT_FALSE(holds(last, "page=3"));
    }
    EXPECT_TRUE(holds(get(path + "&page=x"), "第1处"));
}

TEST_P(Dashboard, APageOverSeveralUnitsGoesOnWhereTheOneBeforeEnded) {
    by_system([&](Context& in) -> Done {
        for (int i = 1; i <= 1203; ++i) {
            auto unit = i % 3 ? civil.id : government.id;
            supervision::Finding one{.kind = supervision::FindingKind::link_dead,
                                     .unit_id = unit,
                                     .subject = "disclosure:" + std::to_string(i),
                                     .title = "第" + std::to_string(i) + "处",
                                     .first_seen_on = Date(2026, 11, 2),
                                     .last_seen_on = Date(2026, 11, 2)};
            supervision::store::save(in.tx, one);
        }
        return {};
    }).value();
    enter("zongban");
    std::set<int> seen;
    for (int number = 1; number <= 3; ++number) {
        auto page = get("/desk/dashboard/units/all/records?measure=findings&month=2026-11&page=" + std::to_string(number));
        EXPECT_TRUE(holds(page, "共 1203 条"));
        int rows = 0;
        for (int i = 1; i <= 1203; ++i)
            if (holds(page, "第" + std::to_string(i) + "处")) rows += seen.insert(i).second;
        EXPECT_EQ(rows, number < 3 ? 500 : 203);
    }
    EXPECT_EQ(seen.size(), 1203u);
    enter("shenhe");
    EXPECT_TRUE(holds(get("/desk/dashboard/units/all/records?measure=findings&month=2026-11&page=2"), "第 501—802 条，共 802 条"));
}

TEST_P(Dashboard, FromTheUnitToItsEntryToTheRecord) {
    enter("zongban");
    auto unit = get(unit_path(civil.id) + "?month=2026-11");
    EXPECT_TRUE(holds(unit, "公开目录（1 项）"));
    EXPECT_TRUE(holds(unit, "data-label=\"公开的信息\">2</td>"));
    EXPECT_TRUE(holds(unit, "/desk/dashboard/items/" + std::to_string(item.id)));
    auto entry = get("/desk/dashboard/items/" + std::to_string(item.id));
    EXPECT_TRUE(holds(entry, "财政信息 / 预算"));
    EXPECT_TRUE(holds(entry, "部门预算公开"));
    EXPECT_TRUE(holds(entry, "2026-11-12")) << "published last";
    EXPECT_EQ(get("/desk/dashboard/items/999").status, 404);
}

TEST_P(Dashboard, AUnitSeesItsOwnFiguresOnly) {
    enter("shenhe");
    auto county = get("/desk/dashboard?month=2026-10");
    EXPECT_TRUE(holds(county, "清河县民政局"));
    EXPECT_FALSE(holds(county, "县政府通知"));
    EXPECT_FALSE(holds(county, unit_path(government.id) + "?"));
    EXPECT_TRUE(holds(get("/desk/dashboard/units/all/records?measure=published&month=2026-10"), "公开：0 件"));
    EXPECT_EQ(get(unit_path(government.id)).status, 404);
    EXPECT_EQ(get(unit_path(government.id) + "/records?measure=published").status, 404);
    EXPECT_EQ(get("/desk/dashboard/screen").status, 403);
}

TEST_P(Dashboard, ARoleHeldForOneUnitShowsThatUnitOnly) {
    grant(make_person("fuze", "莫长亭", civil.id).id, Role::office_head, civil.id);
    enter("fuze");
    auto county = get("/desk/dashboard?month=2026-10");
    EXPECT_TRUE(holds(county, "清河县民政局"));
    EXPECT_FALSE(holds(county, unit_path(government.id) + "?"));
    EXPECT_FALSE(holds(county, "/desk/dashboard/screen"));
    auto records = get("/desk/dashboard/units/all/records?measure=published&month=2026-10");
    EXPECT_TRUE(holds(records, "公开：0 件"));
    EXPECT_FALSE(holds(records, "县政府通知"));
    EXPECT_EQ(get("/desk/dashboard/screen").status, 403);
}

TEST_P(Dashboard, TheScreenIsAskedAnewByItself) {
    enter("zongban");
    auto screen = get("/desk/dashboard/screen");
    EXPECT_EQ(screen.status, 200);
    EXPECT_EQ(*screen.header("Refresh"), "60");
    EXPECT_TRUE(holds(screen, "政务公开运行监督"));
    EXPECT_TRUE(holds(screen, "没有办理中的督办件"));
    EXPECT_EQ(get(unit_path(civil.id) + "/records?measure=nonsense").status, 422);
}

BOTH_DATABASES(Dashboard);

}  // namespace
}  // namespace mingtang::dashboard
