#include "app/log_look.hpp"

#include "app/own_site.hpp"
#include "app/parts.hpp"
#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/store.hpp"
#include "organ/trial_site.hpp"
#include "supervision/store.hpp"
#include "translog/log.hpp"

namespace mingtang::app {
namespace {

using organ::Context;

/// A site with all its tables, its own pages, and a log.
class LogLook : public organ::OrganSite {
  protected:
    void SetUp() override {
        for (auto const& module : modules())
            if (module != "storage" && module != "journal" && module != "organ")
                trial.database().migrate(storage::packed_migrations(module, GetParam()));
        organ::OrganSite::SetUp();
        catalogue::Item item{.unit_id = civil.id, .domain = "general", .code = "general-07", .level1 = "救助"};
        by_system([&](Context& in) -> Done { return catalogue::store::save(in.tx, item), Done(); });
        item_ = item.id;
        for (auto name : {"一", "二", "三"}) documents.push_back(published(name));
    }
    Id published(std::string name) {
        Id id = 0;
        auto done = by_system([&](Context& in) {
            return disclosure::import_document(in, civil.id,
                                               {.source_id = name,
                                                .source_digest = name,
                                                .form = {.title = "救助标准" + name,
                                                         .kind = "notice",
                                                         .catalogue_item_id = std::to_string(item_),
                                                         .produced_on = "2026-11-02",
                                                         .body = "<p>每人每月" + name + "百元。</p>"},
                                                .published_on = Date(2026, 11, 2),
                                                .secrecy_basis = "已在原网站公开"},
                                               true, &id);
        });
        EXPECT_TRUE(done) << (done ? "" : done.error().code);
        return id;
    }
    void begin_log() { log.begin("log.example.cn/a", clock.now()).value(); }
    void sql(std::string const& statement) {
        auto tx = trial.database().write();
        storage::change(tx, statement);
        tx.commit();
        pages.clear();
    }
    /// `disclosure:2 …` of each finding of a look.
    std::vector<std::string> look() {
        log.follow();
        auto site = own_site(env);
        std::vector<std::string> told;
        for (auto const& one : look_at_log(env, *site)) told.push_back(one.subject + " " + one.title + " " + one.detail);
        return told;
    }
    supervision::Patrol patrolled() {
        log.follow();
        return supervision::patrol(env, organ::Actor::of_system("patrol"), {log_look(env)});
    }
    std::vector<supervision::Finding> open_ones() {
        return reading([&](auto& tx) {
            return supervision::store::findings(tx,
                                                {.state = supervision::FindingState::open, .kind = supervision::FindingKind::log_differs});
        });
    }
    static std::string number(Id id) { return std::to_string(id); }

    translog::Log log{trial.database(), trial.folder() / "log"};
    std::vector<Id> documents;
    Id item_ = 0;
};

TEST_P(LogLook, FindsNothingWhereAllFitsOrNoLogHasBegun) {
    EXPECT_TRUE(look().empty());
    begin_log();
    EXPECT_EQ(look(), std::vector<std::string>());
    published("四");
    EXPECT_EQ(look(), std::vector<std::string>());
    auto site = own_site(env);
    published("五");
    EXPECT_TRUE(look_at_log(env, *site).empty()) << "what is on its way into the log is no difference";
}

TEST_P(LogLook, TellsWhatIsServedOtherwise) {
    begin_log();
    log.follow();
    sql("update disclosure_public set title = '改过' where disclosure_id = " + number(documents[0]));
    sql("update disclosure_text set html = '<p>每人每月九百元。</p>' where edition_id in (select edition_id from disclosure_public where "
        "disclosure_id = " +
        number(documents[1]) + ")");
    sql("delete from translog_entry where disclosure_id = " + number(documents[2]));
    auto told = look();
    ASSERT_EQ(told.size(), 3u);
    EXPECT_EQ(told[0].find("disclosure:" + number(documents[0]) + " 救助标准一 标题与日志第 0 条不一致"), 0u) << told[0];
    EXPECT_EQ(told[1].find("disclosure:" + number(documents[1]) + " 救助标准二 正文与日志第 1 条不一致"), 0u) << told[1];
    EXPECT_EQ(told[2], "disclosure:" + number(documents[2]) + " 救助标准三 正在公开，公开日志中没有记载");
}

TEST_P(LogLook, TellsWhatIsGoneAndWhatAnswersAlthoughWithdrawn) {
    begin_log();
    by_system([&](Context& in) { return disclosure::withdraw(in, documents[0], "内容有误"); }).value();
    EXPECT_EQ(look(), std::vector<std::string>()) << "as the log says";
    auto edition = reading([&](auto& tx) { return disclosure::store::editions_of(tx, documents[0]).at(0).id; });
    auto columns = std::string(
        "unit_id, catalogue_item_id, title, document_number, summary, kind, validity, published_on, month, published_at, subjects, "
        "editions, "
        "archived");
    sql("insert into disclosure_public (disclosure_id, edition_id, index_number, " + columns + ") select " + number(documents[0]) + ", " +
        number(edition) + ", 'x', " + columns + " from disclosure_public where disclosure_id = " + number(documents[1]));
    sql("delete from disclosure_public where disclosure_id = " + number(documents[1]));
    auto told = look();
    ASSERT_EQ(told.size(), 2u);
    EXPECT_NE(told[0].find("记为撤回，网站上仍能读到"), std::string::npos) << told[0];
    EXPECT_NE(told[1].find("记为公开，网站上读不到"), std::string::npos) << told[1];
}

TEST_P(LogLook, GoesThroughTheWholeSiteInFourWeeksAndComesBackToWhatDiffers) {
    begin_log();
    patrolled();
    sql("update disclosure_public set title = '改过' where disclosure_id = " + number(documents[2]));
    int needed = 0;
    while (open_ones().empty() && needed < 40) {
        clock.advance(std::chrono::hours(24));
        patrolled();
        ++needed;
    }
    EXPECT_LE(needed, 28);
    EXPECT_GT(needed, 1) << "no event tells of it, so its turn had to come";
    for (int day = 0; day < 3; ++day) {
        clock.advance(std::chrono::hours(24));
        patrolled();
        ASSERT_EQ(open_ones().size(), 1u) << "it stays until it is mended";
    }
    sql("update disclosure_public set title = '救助标准三' where disclosure_id = " + number(documents[2]));
    clock.advance(std::chrono::hours(24));
    patrolled();
    EXPECT_TRUE(open_ones().empty());
    auto fresh = published("四");
    log.follow();
    sql("update disclosure_public set title = '改过' where disclosure_id = " + number(fresh));
    patrolled();
    ASSERT_EQ(open_ones().size(), 1u) << "what changed since the last patrol is looked at at once";
    EXPECT_EQ(open_ones()[0].subject, "disclosure:" + number(fresh));
}

BOTH_DATABASES(LogLook);

}  // namespace
}  // namespace mingtang::app
