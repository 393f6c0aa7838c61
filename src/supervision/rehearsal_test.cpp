#include "supervision/rehearsal.hpp"

#include "catalogue/due.hpp"
#include "disclosure/life_fixture.hpp"
#include "organ/store.hpp"
#include "supervision/actions.hpp"
#include "supervision/store.hpp"

namespace mingtang::supervision {
namespace {

/// The life of disclosures, on 2026-11-23, with the tables that the patrol reads.
class Rehearsals : public disclosure::Life {
  protected:
    void SetUp() override {
        for (auto const* module : {"request", "participation", "supervision"})
            trial_.database().migrate(storage::packed_migrations(module, GetParam()));
        Life::SetUp();
        run(organ::Actor::of_system("test"), [&](Context& in) -> Done {
            auto unit = organ::store::unit_by_id(in.tx, unit_).value();
            unit.address = "县城中心路1号", unit.hours = "工作日", unit.telephone = "0990-5550101", unit.fax = "0990-5550102";
            unit.email = "cz@example.cn";
            organ::store::save(in.tx, unit);
            catalogue::refresh_due(in.tx, catalogue::store::item(in.tx, item_).value(), Date(2026, 11, 2), in.calendar);
            return {};
        });
    }
    Rehearsal rehearsed(Date day, std::vector<Id> const& units = {}) {
        return run(office_, [&](Context& in) -> Outcome<Rehearsal> { return rehearse(in, day, units); }).value();
    }
    Id dead_link() {
        Finding finding{.kind = FindingKind::link_dead, .unit_id = unit_, .subject = "disclosure:1", .title = "公告"};
        run(organ::Actor::of_system("patrol"), [&](Context& in) -> Done { return store::save(in.tx, finding), Done(); });
        return finding.id;
    }
    static std::vector<std::string> kinds(Rehearsal const& made) {
        std::vector<std::string> all;
        for (auto const& one : made.overdue) all.push_back(std::string(to_text(one.finding.kind)) + (one.fresh ? " fresh" : ""));
        return all;
    }
};

TEST_P(Rehearsals, ADayAheadTellsWhatWillBeOverdueAndStoresNothing) {
    started();  // produced on 2026-11-20: public by 2026-12-18
    auto before = rehearsed(Date(2026, 12, 18));
    EXPECT_TRUE(before.overdue.empty());
    ASSERT_EQ(before.warnings.size(), 1u) << "its last day lies within the warned days";
    EXPECT_EQ(before.warnings[0].due_on, Date(2026, 12, 18));
    auto after = rehearsed(Date(2026, 12, 19));
    EXPECT_EQ(kinds(after), (std::vector<std::string>{"draft_late fresh"}));
    EXPECT_TRUE(after.warnings.empty());
    ASSERT_EQ(after.ranking.size(), 1u);
    EXPECT_EQ(after.ranking[0].now, 0);
    EXPECT_EQ(after.ranking[0].then, 1);
    ASSERT_EQ(after.notices.size(), 1u);
    EXPECT_EQ(after.notices[0].unit_id, unit_);
    EXPECT_TRUE(rehearsed(Date(2026, 12, 19), {unit_ + 1}).overdue.empty()) << "another unit's";
    EXPECT_TRUE(read([](auto& tx) { return store::findings(tx, {}).empty(); }));
    EXPECT_TRUE(after.calendar_is_certain);
    EXPECT_FALSE(rehearsed(Date(2027, 11, 1)).calendar_is_certain) << "no holidays of 2027 yet";
}

TEST_P(Rehearsals, WhatNoDayChangesComesFromTheLastPatrol) {
    auto finding = dead_link();
    auto made = rehearsed(Date(2026, 12, 1));
    EXPECT_EQ(kinds(made), (std::vector<std::string>{"link_dead"}));
    ASSERT_EQ(made.ranking.size(), 1u);
    EXPECT_EQ(made.ranking[0].now, made.ranking[0].then);
    run(office_, [&](Context& in) { return dismiss(in, finding, "正在补充"); }).value();
    EXPECT_TRUE(rehearsed(Date(2026, 12, 1)).overdue.empty());
}

TEST_P(Rehearsals, NoticesGoUpAStageWhenTheirDayPasses) {
    auto record = run(office_, [&](Context& in) {
                      return issue(in, unit_, {.title = "栏目未更新", .demand = "请补发", .working_days = "5"});
                  }).value();
    EXPECT_EQ(record.due_on, Date(2026, 11, 30));
    auto before = rehearsed(Date(2026, 11, 30));
    EXPECT_TRUE(before.escalations.empty());
    EXPECT_EQ(before.answers_soon_due.size(), 1u);
    auto after = rehearsed(Date(2026, 12, 1));
    ASSERT_EQ(after.escalations.size(), 1u);
    EXPECT_EQ(after.escalations[0].to, Stage::order);
    EXPECT_TRUE(after.answers_soon_due.empty());
}

INSTANTIATE_TEST_SUITE_P(Both, Rehearsals, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::supervision
