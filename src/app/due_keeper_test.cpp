#include "app/due_keeper.hpp"

#include "catalogue/actions.hpp"
#include "catalogue/due.hpp"
#include "catalogue/standard.hpp"
#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/store.hpp"
#include "organ/calendars.hpp"
#include "organ/trial_site.hpp"

namespace mingtang::app {
namespace {

using organ::Context;

class Due : public organ::OrganSite {
  protected:
    void SetUp() override {
        for (auto module : {"catalogue", "disclosure"}) trial.database().migrate(storage::packed_migrations(module, GetParam()));
        organ::OrganSite::SetUp();
        by_system([&](Context& in) { return catalogue::open_domain(in, "general", "法定主动公开内容"); }).value();
        for (auto name : {"预算", "决算"})
            by_system([&](Context& in) {
                return catalogue::import_item(in, "general", {.level1 = "财政信息", .level2 = name, .time_limit = "每月公开"});
            }).value();
        by_system([&](Context& in) { return catalogue::derive(in, civil.id, "general"); }).value();
        first = item("general-01"), second = item("general-02");
    }
    Id item(std::string const& code) {
        return reading([&](auto& tx) { return catalogue::store::item_by_code(tx, civil.id, code)->id; });
    }
    Id published(std::string id, Id item_id, Date day) {
        Id made = 0;
        auto done = by_system([&](Context& in) {
            return disclosure::import_document(in, civil.id,
                                               {.source_id = id,
                                                .source_digest = id + std::to_string(item_id) + day.text(),
                                                .form = {.title = "预算执行情况" + id,
                                                         .kind = "budget",
                                                         .catalogue_item_id = std::to_string(item_id),
                                                         .produced_on = day.text(),
                                                         .body = "<p>本月预算执行情况良好。</p>"},
                                                .published_on = day,
                                                .secrecy_basis = "已在原网站公开"},
                                               true, &made);
        });
        EXPECT_TRUE(done) << (done ? "" : done.error().code);
        return made;
    }
    void follow() {
        DueKeeper keeper(env);
        journal::catch_up(trial.database(), keeper);
    }
    std::string due(Id item_id) {
        return reading([&](auto& tx) {
            auto row = catalogue::store::due_of(tx, item_id);
            return row ? row->last_on.text() + " " + row->due_on.text() : std::string("none");
        });
    }

    Id first = 0, second = 0;
};

TEST_P(Due, FollowsPublicationRevisionAndWithdrawal) {
    follow();
    EXPECT_EQ(due(first), " 2026-12-21") << "never published: twenty working days from its beginning";
    auto september = published("a", first, Date(2026, 9, 8));
    published("b", first, Date(2026, 11, 5));
    follow();
    EXPECT_EQ(due(first), "2026-11-05 2026-12-31");
    published("b", second, Date(2026, 11, 6));
    follow();
    EXPECT_EQ(due(first), "2026-09-08 2026-10-31") << "the revision moved it to the other entry";
    EXPECT_EQ(due(second), "2026-11-06 2026-12-31");
    by_system([&](Context& in) { return disclosure::withdraw(in, september, "内容有误"); }).value();
    follow();
    EXPECT_EQ(due(first), " 2026-12-21");
}

TEST_P(Due, FollowsTheCatalogue) {
    published("a", first, Date(2026, 11, 5));
    follow();
    auto changed = reading([&](auto& tx) { return catalogue::store::item(tx, first).value(); });
    changed.cadence = catalogue::Cadence::yearly, changed.deviation = "按年";
    by(actor(admin), [&](Context& in) { return catalogue::change_item(in, changed); }).value();
    follow();
    EXPECT_EQ(due(first), "2026-11-05 2027-12-31");
    by(actor(admin), [&](Context& in) { return catalogue::close_item(in, first, "划出"); }).value();
    follow();
    EXPECT_EQ(due(first), "none");
    by(actor(admin), [&](Context& in) { return catalogue::reopen_item(in, first); }).value();
    follow();
    EXPECT_EQ(due(first), "2026-11-05 2027-12-31");
}

TEST_P(Due, AnotherCalendarMakesItAnew) {
    follow();
    EXPECT_EQ(due(first), " 2026-12-21");
    calendar.add_year(R"({"year": 2026, "days": [{"date": "2026-12-21", "name": "某节", "off": true}]})");
    follow();
    EXPECT_EQ(due(first), " 2026-12-22");
}

/// A running site takes holidays in; what others keep of the calendar is not asked.
TEST_P(Due, AYearOfHolidaysThatComesInMakesItAnew) {
    DueKeeper keeper(env);
    journal::catch_up(trial.database(), keeper);
    EXPECT_EQ(due(first), " 2026-12-21");
    by_system([&](Context& in) {
        return organ::import_calendar_year(
            in, {.year = 2026, .notice = R"({"year": 2026, "days": [{"date": "2026-12-21", "name": "某节", "off": true}]})"});
    }).value();
    journal::catch_up(trial.database(), keeper);
    EXPECT_EQ(due(first), " 2026-12-22");
    EXPECT_EQ(due(second), " 2026-12-22");
    published("a", first, Date(2026, 11, 5));
    follow();
    EXPECT_EQ(due(first), "2026-11-05 2026-12-31");
    EXPECT_EQ(due(second), " 2026-12-22") << "and stays so at the next start";
}

BOTH_DATABASES(Due);

}  // namespace
}  // namespace mingtang::app
