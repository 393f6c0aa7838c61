#include "catalogue/standard.hpp"

#include <gmock/gmock.h>

#include "catalogue/actions.hpp"
#include "catalogue/due.hpp"
#include "catalogue/particulars.hpp"
#include "catalogue/store.hpp"
#include "organ/trial_site.hpp"

namespace mingtang::catalogue {
namespace {

using organ::Context;
using testing::ElementsAre;

class Standard : public organ::OrganSite {
  protected:
    void SetUp() override {
        trial.database().migrate(storage::packed_migrations("catalogue", GetParam()));
        organ::OrganSite::SetUp();
        by_system([&](Context& in) { return open_domain(in, "shehuijiuzhu", "社会救助"); }).value();
    }
    static Item guide() {
        return {.level1 = "最低生活保障",
                .level2 = "办事指南",
                .content = "条件、标准",
                .time_limit = "制定或获取信息之日起10个工作日内",
                .channels = "■政府网站 □政府公报",
                .level = "县级、乡级"};
    }
    Outcome<Imported> import(Item item, std::string domain = "shehuijiuzhu") {
        return by_system([&](Context& in) { return import_item(in, domain, item); });
    }
    Outcome<int> derived(std::vector<Id> chosen = {}) {
        return by_system([&](Context& in) { return derive(in, civil.id, "shehuijiuzhu", chosen); });
    }
    Item stored(Id unit_id, std::string const& code) {
        return reading([&](auto& tx) { return store::item_by_code(tx, unit_id, code).value(); });
    }
};

TEST_P(Standard, ARowIsKnownAgainByItsNamesOrItsCode) {
    EXPECT_EQ(import(guide()).value(), Imported::added);
    EXPECT_EQ(import(guide()).value(), Imported::unchanged);
    auto item = stored(0, "shehuijiuzhu-01");
    EXPECT_EQ(item.limit_number, 10);
    EXPECT_EQ(item.limit_unit, "working_day");
    EXPECT_EQ(item.cadence, Cadence::at_once);
    EXPECT_EQ(item.channels, "政府网站");
    EXPECT_EQ(item.edition, 1);
    auto changed = guide();
    changed.content = "条件、标准、材料";
    EXPECT_EQ(import(changed).value(), Imported::changed);
    changed.code = "shehuijiuzhu-01";
    changed.level2 = "办理指南";
    EXPECT_EQ(import(changed).value(), Imported::changed);
    EXPECT_EQ(stored(0, "shehuijiuzhu-01").edition, 3);
    EXPECT_THAT(events("item:" + std::to_string(item.id)),
                ElementsAre("catalogue.item_added", "catalogue.item_changed", "catalogue.item_changed"));
    reading([&](auto& tx) {
        auto editions = store::editions_of(tx, item.id);
        EXPECT_EQ(editions.size(), 3u);
        Item then;
        take_particulars(then, editions[0].particulars);
        EXPECT_EQ(then.content, "条件、标准");
        return 0;
    });
}

TEST_P(Standard, WhatCannotComeInIsRefused) {
    ASSERT_TRUE(import(guide()));
    by_system([&](Context& in) { return open_domain(in, "yiwujiaoyu", "义务教育"); }).value();
    auto other = guide();
    EXPECT_EQ(import(other, "none").error().code, "catalogue.import_item.domain");
    other.code = "shehuijiuzhu-01";
    EXPECT_EQ(import(other, "yiwujiaoyu").error().code, "catalogue.import_item.other_domain");
    other.level1.clear();
    EXPECT_EQ(import(other).error().code, "catalogue.item.name_missing");
    by(actor(admin), [&](Context& in) { return close_item(in, stored(0, "shehuijiuzhu-01").id, "停用"); }).value();
    EXPECT_EQ(import(guide()).error().code, "catalogue.import_item.closed");
    auto filer = make_person("lixin", "李新", civil.id);
    EXPECT_EQ(by(actor(filer), [&](Context& in) { return import_item(in, "shehuijiuzhu", guide()); }).error().code, "organ.role.forbidden");
    EXPECT_EQ(by_system([&](Context& in) { return open_domain(in, "proposals", "甲"); }).error().code, "catalogue.domain.code");
    EXPECT_EQ(by_system([&](Context& in) { return open_domain(in, "new", " "); }).error().code, "catalogue.domain.name");
}

TEST_P(Standard, AUnitDerivesWhatIsMeantForIt) {
    import(guide()).value();
    auto rural = guide();
    rural.level2 = "村务", rural.level = "乡级";
    import(rural).value();
    EXPECT_EQ(derived().value(), 1);
    auto own = stored(civil.id, "shehuijiuzhu-01");
    EXPECT_EQ(own.standard_edition, 1);
    EXPECT_EQ(own.since_on, Date(2026, 11, 23));
    EXPECT_EQ(derived().error().code, "catalogue.derive.nothing");
    auto township = by_system([&](Context& in) {
                        return organ::create_unit(
                            in, {.code = "zhen", .name = "某镇人民政府", .kind = organ::UnitKind::township, .parent_id = government.id});
                    }).value();
    EXPECT_EQ(by_system([&](Context& in) { return derive(in, township.id, "shehuijiuzhu"); }).value(), 2);
    EXPECT_EQ(by_system([&](Context& in) { return derive(in, 9999, "shehuijiuzhu"); }).error().code, "catalogue.derive.unit");
    EXPECT_EQ(by_system([&](Context& in) { return derive(in, civil.id, "none"); }).error().code, "catalogue.derive.domain");
    auto office = make_person("ban", "班", government.id);
    grant(office.id, organ::Role::office, government.id);
    EXPECT_EQ(by(actor(office), [&](Context& in) { return derive(in, civil.id, "shehuijiuzhu"); }).error().code, "organ.role.forbidden")
        << "another unit's office";
    EXPECT_THAT(events("unit:" + std::to_string(civil.id)), testing::Contains("catalogue.unit_items_added"));
}

TEST_P(Standard, AChangeOfTheStandardIsSeenTakenOrDeclined) {
    import(guide()).value();
    derived().value();
    auto own = stored(civil.id, "shehuijiuzhu-01");
    auto differing = own;
    differing.time_limit = "5个工作日内", differing.limit_number = 5;
    EXPECT_EQ(by(actor(admin), [&](Context& in) { return change_item(in, differing); }).error().code, "catalogue.item.deviation");
    differing.deviation = "县政府承诺加快公开";
    own = by(actor(admin), [&](Context& in) { return change_item(in, differing); }).value();
    EXPECT_EQ(by(actor(admin), [&](Context& in) { return adopt_standard(in, own.id); }).error().code, "catalogue.adopt_standard.nothing");

    auto changed = guide();
    changed.content = "条件、标准、材料", changed.time_limit = "15个工作日内";
    import(changed).value();
    reading([&](auto& tx) {
        EXPECT_EQ(behind_standard(tx, civil.id).size(), 1u);
        return 0;
    });
    own = by(actor(admin), [&](Context& in) { return adopt_standard(in, own.id); }).value();
    EXPECT_EQ(own.content, "条件、标准、材料") << "what is new is taken";
    EXPECT_EQ(own.limit_number, 5) << "what differs on purpose stays";
    EXPECT_EQ(own.standard_edition, 2);

    changed.content = "条件";
    import(changed).value();
    EXPECT_EQ(by(actor(admin), [&](Context& in) { return keep_own(in, own.id, " "); }).error().code, "catalogue.item.deviation");
    own = by(actor(admin), [&](Context& in) { return keep_own(in, own.id, "本县仍公布材料"); }).value();
    EXPECT_EQ(own.content, "条件、标准、材料");
    EXPECT_EQ(own.standard_edition, 3);
    reading([&](auto& tx) {
        EXPECT_TRUE(behind_standard(tx, civil.id).empty());
        return 0;
    });
    EXPECT_THAT(events("item:" + std::to_string(own.id)),
                ElementsAre("catalogue.item_changed", "catalogue.standard_adopted", "catalogue.own_kept"));
}

TEST_P(Standard, TheProjectionFollowsWhatItIsGiven) {
    auto monthly = guide();
    monthly.cadence = Cadence::monthly;
    import(monthly).value();
    derived().value();
    auto own = stored(civil.id, "shehuijiuzhu-01");
    auto refresh = [&](Date last_on) {
        return by_system([&](Context& in) -> Done {
            refresh_due(in.tx, store::item(in.tx, own.id).value(), last_on, in.calendar);
            return {};
        });
    };
    auto late = [&](Date day) { return reading([&](auto& tx) { return store::overdue_as_of(tx, day, civil.id); }); };
    refresh(Date(2026, 9, 15)).value();
    EXPECT_TRUE(late(Date(2026, 10, 31)).empty());
    auto found = late(Date(2026, 11, 23));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].due_on, Date(2026, 10, 31));
    reading([&](auto& tx) {
        EXPECT_EQ(store::overdue_counts(tx, Date(2026, 11, 23)).at(0).count, 1);
        EXPECT_EQ(store::due_between(tx, Date(2026, 10, 1), Date(2026, 10, 31), 0, 10).size(), 1u);
        EXPECT_EQ(dues_by_item(tx, civil.id).at(own.id).last_on, Date(2026, 9, 15));
        return 0;
    });
    refresh(Date(2026, 11, 2)).value();
    EXPECT_TRUE(late(Date(2026, 11, 23)).empty()) << "a later publication settles it";
    refresh(Date(2026, 9, 15)).value();
    by(actor(admin), [&](Context& in) { return close_item(in, own.id, "划出"); }).value();
    refresh(Date(2026, 9, 15)).value();
    EXPECT_TRUE(late(Date(2026, 11, 23)).empty()) << "closed entries are not due";
}

TEST_P(Standard, TheMarkOfACalendarTellsAnother) {
    EXPECT_EQ(calendar_mark(calendar), calendar_mark(law::Calendar::standard()));
    auto other = law::Calendar::standard();
    other.add_year(R"({"year": 2027, "days": [{"date": "2027-01-01", "name": "元旦", "off": true}]})");
    EXPECT_NE(calendar_mark(calendar), calendar_mark(other));
    EXPECT_NE(calendar_mark(calendar), calendar_mark(law::Calendar::standard(true)));
}

BOTH_DATABASES(Standard);

}  // namespace
}  // namespace mingtang::catalogue
