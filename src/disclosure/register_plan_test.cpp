#include <sqlite3.h>

#include "disclosure/life_fixture.hpp"

/// How SQLite runs the statements of the register: along an index in the order of the list, so that nothing is sorted.
namespace mingtang::disclosure {
namespace {

std::vector<std::string>& heard() {
    static std::vector<std::string> statements;
    return statements;
}

int note(unsigned, void*, void* statement, void*) {
    char* text = sqlite3_expanded_sql(static_cast<sqlite3_stmt*>(statement));
    if (text != nullptr && std::string_view(text).find("from disclosure_edition") != std::string_view::npos) heard().emplace_back(text);
    sqlite3_free(text);
    return 0;
}
int listen(sqlite3* connection, char const**, void const*) { return sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, note, nullptr); }

class RegisterPlan : public Life {
  protected:
    static void SetUpTestSuite() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(listen)); }
    static void TearDownTestSuite() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(listen)); }

    std::string plan_of(Actor const& actor, store::RegisterFilter const& filter, std::optional<store::RegisterKey> const& after) {
        return plan_of([&](auto& tx) { store::of_units(actor, tx, filter, after, 10); });
    }
    std::string plan_of(auto&& reading) {
        return read([&](auto& tx) {
            heard().clear();
            reading(tx);
            std::string plan;
            auto sql = heard().empty() ? std::string() : heard().back();
            if (sql.empty()) return plan;
            for (auto const& row :
                 storage::select<std::tuple<long long, long long, long long, std::string>>(tx, "explain query plan " + sql))
                plan += std::get<3>(row) + "\n";
            return plan;
        });
    }
};

TEST_P(RegisterPlan, EveryOrderFollowsAnIndex) {
    struct Row {
        Actor const& actor;
        store::RegisterFilter filter;
        std::optional<store::RegisterKey> after;
        std::string index;
    };
    auto day = Date(2026, 12, 1);
    for (auto const& row : std::vector<Row>{
             {filer_, {}, store::RegisterKey{{}, 9}, "INDEX disclosure_edition_unit "},
             {filer_, {.way = Way::withheld}, store::RegisterKey{{}, 9}, "INDEX disclosure_edition_other_way "},
             {office_, {.way = Way::on_application}, {}, "INDEX disclosure_edition_other_way "},
             {filer_, {.way = Way::withheld, .review_again_until = day}, {}, "INDEX disclosure_edition_review_again "},
             {office_,
              {.review_again_from = day, .review_again_until = day},
              store::RegisterKey{day, 9},
              "INDEX disclosure_edition_review_again "},
         }) {
        auto plan = plan_of(row.actor, row.filter, row.after);
        EXPECT_NE(plan.find(row.index), std::string::npos) << row.index << "\n" << plan;
        EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << row.index << "\n" << plan;
        EXPECT_EQ(plan.find("SCAN"), std::string::npos) << row.index << "\n" << plan;
    }
}

TEST_P(RegisterPlan, WhatIsNotForEverybodyIsNotSoughtAmongAll) {
    auto plan = plan_of([&](auto& tx) { store::internal_for(filer_, tx, 0, 20); });
    EXPECT_NE(plan.find("INDEX disclosure_edition_limited "), std::string::npos) << plan;
    EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
}

INSTANTIATE_TEST_SUITE_P(Sqlite, RegisterPlan, testing::Values(storage::Dialect::sqlite),
                         [](auto const&) { return std::string("sqlite"); });

}  // namespace
}  // namespace mingtang::disclosure
