#include <sqlite3.h>

#include <mutex>
#include <regex>
#include <set>

#include "channels/portal_fixture.hpp"

/// Every statement that the pages of the portal and the desk's lists run, and how the engines would run it: nothing walks through a big
/// table, nothing sorts one.
namespace mingtang::channels {
namespace {

/// What SQLite ran since `begin`, with its parameters in place. One at a time.
struct Heard {
    std::mutex mutex;
    bool listening = false;
    std::set<std::string> statements;
};
Heard& heard() {
    static Heard one;
    return one;
}

int note(unsigned, void*, void* statement, void*) {
    std::lock_guard lock(heard().mutex);
    if (!heard().listening) return 0;
    if (char* text = sqlite3_expanded_sql(static_cast<sqlite3_stmt*>(statement))) {
        if (std::string_view(text).starts_with("select")) heard().statements.insert(text);
        sqlite3_free(text);
    }
    return 0;
}
int listen(sqlite3* connection, char const**, void const*) { return sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, note, nullptr); }

/// Tables that grow with the years; the others have some hundreds of rows.
bool is_big(std::string const& line) {
    static std::regex const big(R"(\b(disclosure_\w+|journal_event|organ_session|channels_search_term|p|s)\b)");
    return std::regex_search(line, big);
}

/// Counts for facets walk an index that holds all they need: their number is that of the page's lists, and pages are kept.
bool is_count(std::string const& sql) { return sql.find("count(*)") != sql.npos || sql.find("max(disclosure_id)") != sql.npos; }

/// An entry of a standard catalogue gathers the entries of several units: their rows are sorted together.
bool gathers_items(std::string const& sql) { return sql.find("p.catalogue_item_id in (") != sql.npos; }

/// Feeds name what was withdrawn lately; withdrawals are few.
bool of_withdrawn(std::string const& sql) {
    return sql.find("journal_event") != sql.npos && sql.find("'disclosure.withdrawn'") != sql.npos;
}

class PlansTest : public PortalTest {
  protected:
    static void SetUpTestSuite() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(listen)); }
    static void TearDownTestSuite() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(listen)); }

    /// The statements behind every kind of page.
    std::set<std::string> statements() {
        for (int i = 0; i < 40; ++i) import(document("d" + std::to_string(i), "第" + std::to_string(i) + "件", Date(2026, 11, 20) - i));
        auto id = import(document("d0", "改过的"));
        heard().statements.clear();
        heard().listening = true;
        auto item = std::to_string(item_), standard = std::to_string(standard_);
        for (std::string address : {std::string("/"),
                                    std::string("/disclosure"),
                                    std::string("/disclosure?after=2026-11-01~10"),
                                    std::string("/disclosure?before=2026-11-01~10"),
                                    std::string("/disclosure?kind=budget"),
                                    std::string("/disclosure/year/2026"),
                                    std::string("/disclosure/year/2026/11"),
                                    std::string("/disclosure/year/2026/11?kind=budget&after=2026-11-10~5"),
                                    std::string("/kinds/budget"),
                                    std::string("/kinds/budget?after=2026-11-01~10"),
                                    std::string("/subjects/zijin"),
                                    std::string("/subjects/zijin?year=2026&after=2026-11-01~10"),
                                    std::string("/units"),
                                    std::string("/units/caizheng"),
                                    std::string("/units/caizheng/disclosure"),
                                    std::string("/units/caizheng/disclosure?month=2026-11&after=2026-11-10~5"),
                                    std::string("/units/caizheng/disclosure?before=2026-11-10~5"),
                                    std::string("/catalogue"),
                                    std::string("/catalogue/general"),
                                    "/catalogue/items/" + item,
                                    "/catalogue/items/" + standard,
                                    path(id),
                                    path(id) + "/editions/1",
                                    std::string("/feeds/all.atom"),
                                    std::string("/feeds/units/caizheng.rss"),
                                    std::string("/feeds/subjects/zijin.atom"),
                                    std::string("/sitemap.xml"),
                                    std::string("/sitemaps/1.xml"),
                                    std::string("/search?q=x"),
                                    std::string("/suggest?q=x"),
                                    std::string("/rules"),
                                    std::string("/guide"),
                                    std::string("/api/v1/disclosures?limit=5&unit=caizheng"),
                                    std::string("/api/v1/units"),
                                    std::string("/api/v1/catalogue"),
                                    "/api/v1/disclosures/" + std::to_string(id)}) {
            auto status = get(address).status;
            EXPECT_TRUE(status == 200 || status == 303) << address << " " << status;
        }
        auto tx = trial_.database().read();
        journal::read_after(tx, 3);
        store::most_missed(tx, 20);
        disclosure::store::scheduled_until(tx, clock_.now());
        heard().listening = false;
        return heard().statements;
    }
    std::string plan_of(std::string const& sql) {
        auto tx = trial_.database().read();
        std::string all;
        for (auto const& [id, parent, unused, detail] :
             storage::select<std::tuple<long long, long long, long long, std::string>>(tx, "explain query plan " + sql))
            all += detail + "\n";
        return all;
    }
};

TEST_P(PlansTest, NoListWalksThroughABigTableOrSortsIt) {
    auto all = statements();
    ASSERT_GT(all.size(), 40u);
    for (auto const& sql : all) {
        auto plan = plan_of(sql);
        std::istringstream lines(plan);
        bool walks = false, in_order = sql.find(" limit ") != sql.npos && plan.find("TEMP B-TREE") == plan.npos;
        for (std::string line; std::getline(lines, line);) {
            if (!line.starts_with("SCAN") || !is_big(line)) continue;
            bool by_index = line.find("INDEX") != line.npos, covered = line.find("COVERING INDEX") != line.npos;
            walks = walks || !(is_count(sql) ? covered : by_index && in_order);
        }
        EXPECT_FALSE(walks) << sql << "\n" << plan;
        bool sorts = plan.find("TEMP B-TREE FOR ORDER BY") != plan.npos || plan.find("TEMP B-TREE FOR RIGHT") != plan.npos;
        bool big = sql.find("disclosure_public") != sql.npos || sql.find("journal_event") != sql.npos;
        EXPECT_FALSE(sorts && big && !gathers_items(sql) && !of_withdrawn(sql)) << sql << "\n" << plan;
    }
}

/// The same statements on PostgreSQL: where an index may be used at all, it is.
TEST_P(PlansTest, PostgresHasAnIndexForEveryListToo) {
    auto all = statements();
    storage::Trial other{storage::Dialect::postgres, {"storage", "journal", "organ", "catalogue", "disclosure", "channels"}};
    auto tx = other.database().read();
    storage::change(tx, "set local enable_seqscan = off");
    int looked_at = 0;
    for (auto sql : all) {
        if (sql.find("disclosure_") == sql.npos) continue;
        std::string plan;
        for (auto const& line : storage::select<std::string>(tx, "explain " + sql)) plan += line + "\n";
        ++looked_at;
        EXPECT_EQ(plan.find("Seq Scan on disclosure_"), plan.npos) << sql << "\n" << plan;
    }
    EXPECT_GT(looked_at, 30);
}

INSTANTIATE_TEST_SUITE_P(Sqlite, PlansTest, testing::Values(storage::Dialect::sqlite), [](auto const&) { return std::string("sqlite"); });

}  // namespace
}  // namespace mingtang::channels
