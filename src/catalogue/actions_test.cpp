#include "catalogue/actions.hpp"

#include "catalogue/rules.hpp"
#include "catalogue/store.hpp"
#include "organ/trial_site.hpp"

namespace mingtang::catalogue {
namespace {

using organ::Context;

class Items : public organ::OrganSite {
  protected:
    void SetUp() override {
        trial.database().migrate(storage::packed_migrations("catalogue", GetParam()));
        organ::OrganSite::SetUp();
        by_system([&](Context& in) -> Done {
            Domain domain{.code = "general", .name = "法定主动公开内容"};
            store::save(in.tx, domain);
            return {};
        });
        standard = add({.domain = "general", .code = "general-07", .level1 = "财政信息", .level2 = "预算"}).value();
        own = add({.unit_id = civil.id, .standard_id = standard.id, .code = "general-07", .level1 = "财政信息", .level2 = "预算"}).value();
    }
    Outcome<Item> add(Item item) {
        return by(actor(admin), [&](Context& in) { return add_item(in, item); });
    }
    template <class F>
    std::string refused(F&& action) {
        auto done = by(actor(admin), action);
        return done ? "" : done.error().code;
    }
    std::vector<std::string> events_of(Item const& item) { return events("item:" + std::to_string(item.id)); }
    Item stored_item(Id id) {
        return reading([&](auto& tx) { return store::item(tx, id).value(); });
    }

    Item standard, own;
};

TEST_P(Items, AUnitsEntryStandsInTheDomainOfItsStandardOne) {
    EXPECT_EQ(own.domain, "general");
    EXPECT_EQ(own.unit_id, civil.id);
    EXPECT_EQ(events_of(own), std::vector<std::string>{"catalogue.item_added"});
    reading([&](auto& tx) {
        EXPECT_EQ(store::items_of(tx, civil.id).size(), 1u);
        EXPECT_EQ(store::derived_from(tx, standard.id).at(0).id, own.id);
        EXPECT_EQ(store::item_by_code(tx, 0, "general-07")->id, standard.id);
        EXPECT_EQ(store::item_by_code(tx, civil.id, "general-07")->id, own.id);
        EXPECT_FALSE(store::item_by_code(tx, government.id, "general-07"));
        return 0;
    });
}

TEST_P(Items, OnlyAdministratorsChangeThem) {
    auto filer = make_person("lixin", "李新", civil.id);
    grant(filer.id, organ::Role::filer, civil.id);
    auto as_filer = [&](auto&& action) {
        auto done = by(actor(filer), action);
        return done ? std::string() : done.error().code;
    };
    EXPECT_EQ(as_filer([&](Context& in) { return add_item(in, {.domain = "general", .code = "x", .level1 = "甲"}); }),
              "organ.role.forbidden");
    EXPECT_EQ(as_filer([&](Context& in) { return change_item(in, own); }), "organ.role.forbidden");
    EXPECT_EQ(as_filer([&](Context& in) { return rename_item(in, own.id, own.edition, "甲", ""); }), "organ.role.forbidden");
    EXPECT_EQ(as_filer([&](Context& in) { return close_item(in, own.id, "不再办理"); }), "organ.role.forbidden");
    EXPECT_EQ(as_filer([&](Context& in) { return reopen_item(in, own.id); }), "organ.role.forbidden");
    EXPECT_EQ(events_of(own).size(), 1u);
}

TEST_P(Items, WhatDoesNotFitIsRefused) {
    struct Row {
        Item item;
        std::string code;
    };
    std::vector<Row> const rows{
        {{.domain = "general", .code = "general-07", .level1 = "甲"}, "catalogue.add_item.code_taken"},
        {{.domain = "general", .code = "", .level1 = "甲"}, "catalogue.item.code"},
        {{.domain = "general", .code = "甲", .level1 = "甲"}, "catalogue.item.code"},
        {{.domain = "general", .code = std::string(61, 'a'), .level1 = "甲"}, "catalogue.item.code"},
        {{.domain = "general", .code = "x", .level1 = " \u200B\n"}, "catalogue.item.name_missing"},
        {{.domain = "general", .code = "x", .level1 = std::string(101, 'a')}, "catalogue.item.too_long"},
        {{.domain = "general", .code = "x", .level1 = "甲", .limit_number = 20}, "catalogue.item.limit"},
        {{.domain = "general", .code = "x", .level1 = "甲", .limit_unit = "day"}, "catalogue.item.limit"},
        {{.domain = "general", .code = "x", .level1 = "甲", .limit_number = 20, .limit_unit = "year"}, "catalogue.item.limit"},
        {{.domain = "none", .code = "x", .level1 = "甲"}, "catalogue.add_item.domain"},
        {{.unit_id = 9999, .domain = "general", .code = "x", .level1 = "甲"}, "catalogue.add_item.unit"},
        {{.unit_id = civil.id, .standard_id = own.id, .code = "x", .level1 = "甲"}, "catalogue.add_item.standard"},
        {{.standard_id = standard.id, .domain = "general", .code = "x", .level1 = "甲"}, "catalogue.add_item.standard"},
    };
    for (auto const& row : rows) {
        auto done = add(row.item);
        ASSERT_FALSE(done) << row.code;
        EXPECT_EQ(done.error().code, row.code);
    }
}

TEST_P(Items, ParticularsAndCadenceChangeWithoutTheName) {
    auto changed = own;
    changed.cadence = Cadence::quarterly;
    changed.time_limit = "自信息形成之日起20个工作日内";
    changed.limit_number = 20;
    changed.limit_unit = "working_day";
    changed.deviation = "本机构按季度汇总";
    changed.level1 = "别的";
    changed.unit_id = government.id;
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return change_item(in, changed); }));
    auto now = stored_item(own.id);
    EXPECT_EQ(now.cadence, Cadence::quarterly);
    EXPECT_EQ(now.limit_number, 20);
    EXPECT_EQ(now.level1, "财政信息");
    EXPECT_EQ(now.unit_id, civil.id);
    EXPECT_TRUE(by(actor(admin), [&](Context& in) { return change_item(in, now); })) << "nothing to change is no fault";
    EXPECT_EQ(events_of(own), (std::vector<std::string>{"catalogue.item_added", "catalogue.item_changed"}));
    EXPECT_EQ(refused([&](Context& in) { return change_item(in, {.id = 9999}); }), "catalogue.item.not_found");
}

TEST_P(Items, RenamedKeepsItsCodeAndRemembersTheOldName) {
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return rename_item(in, own.id, own.edition, "财政预决算", " 部门预算 "); }));
    auto now = stored_item(own.id);
    EXPECT_EQ(now.level2, "部门预算");
    EXPECT_EQ(now.code, "general-07");
    EXPECT_EQ(refused([&](Context& in) { return rename_item(in, own.id, now.edition, "财政预决算", "部门预算"); }),
              "catalogue.rename_item.same");
    EXPECT_EQ(refused([&](Context& in) { return rename_item(in, own.id, now.edition, "", "部门预算"); }), "catalogue.item.name_missing");
    auto last = reading([&](auto& tx) { return journal::read_back(tx, {.subject = "item:" + std::to_string(own.id)}).at(0); });
    EXPECT_EQ(last.name, "catalogue.item_renamed");
    EXPECT_EQ(last.unit_id, civil.id);
    EXPECT_EQ(json::text(last.object(), "before"), "财政信息 / 预算");
}

TEST_P(Items, AStandardEntryClosesAfterThoseDerivedFromIt) {
    EXPECT_EQ(refused([&](Context& in) { return close_item(in, standard.id, "目录调整"); }), "catalogue.close_item.in_use");
    EXPECT_EQ(refused([&](Context& in) { return close_item(in, own.id, " "); }), "catalogue.close_item.reason");
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return close_item(in, own.id, "职能划出"); }));
    EXPECT_FALSE(stored_item(own.id).open);
    EXPECT_EQ(refused([&](Context& in) { return close_item(in, own.id, "职能划出"); }), "catalogue.close_item.closed");
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return close_item(in, standard.id, "目录调整"); }));
    EXPECT_EQ(refused([&](Context& in) { return reopen_item(in, own.id); }), "catalogue.reopen_item.standard");
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return reopen_item(in, standard.id); }));
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return reopen_item(in, own.id); }));
    EXPECT_EQ(refused([&](Context& in) { return reopen_item(in, own.id); }), "catalogue.reopen_item.open");
    EXPECT_EQ(events_of(own), (std::vector<std::string>{"catalogue.item_added", "catalogue.item_closed", "catalogue.item_reopened"}));
}

TEST_P(Items, StandardEntriesComeByDomainAndPlace) {
    add({.domain = "general", .code = "general-02", .level1 = "乙", .place = 2});
    add({.domain = "general", .code = "general-01", .level1 = "甲", .place = 1});
    auto codes = reading([&](auto& tx) {
        std::vector<std::string> all;
        for (auto const& item : store::items_of(tx, 0)) all.push_back(item.code);
        return all;
    });
    EXPECT_EQ(codes, (std::vector<std::string>{"general-07", "general-01", "general-02"}));
}

TEST_P(Items, SubjectsAndDomainsAreKept) {
    by_system([&](Context& in) -> Done {
        Subject subject{.code = "zijin", .name = "财政资金", .is_key = true, .place = 2};
        store::save(in.tx, subject);
        subject.name = "财政专项资金";
        store::save(in.tx, subject);
        Domain domain{.code = "jiaoyu", .name = "义务教育", .place = 1};
        store::save(in.tx, domain);
        return {};
    });
    reading([&](auto& tx) {
        EXPECT_EQ(store::subject_by_code(tx, "zijin")->name, "财政专项资金");
        EXPECT_EQ(store::subjects(tx).size(), 1u);
        EXPECT_FALSE(store::subject_by_code(tx, "none"));
        EXPECT_EQ(store::domains(tx).size(), 2u);
        return 0;
    });
}

BOTH_DATABASES(Items);

}  // namespace
}  // namespace mingtang::catalogue
