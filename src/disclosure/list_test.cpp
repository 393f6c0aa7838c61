#include "disclosure/life_fixture.hpp"

namespace mingtang::disclosure {
namespace {

class Lists : public Life {};

TEST_P(Lists, WhatIsNotForThePublicHasNoPublicRow) {
    for (auto [scope, way] : {std::pair{"unit", "proactive"}, std::pair{"units", "proactive"}, std::pair{"public", "on_application"}}) {
        auto limited = form();
        limited.scope = scope;
        limited.way = way;
        auto id = run(filer_, [&](Context& in) { return start(in, unit_, limited); }).value().id;
        run(filer_, [&](Context& in) { return file(in, id, ""); });
        run(reviewer_, [&](Context& in) { return pass(in, id, ""); });
        run(secrecy_, [&](Context& in) { return review_secrecy(in, id, {.checked = "全文", .basis = "不涉密"}); });
        auto edition = run(office_, [&](Context& in) { return publish(in, id, ""); }).value();
        read([&](auto& tx) {
            EXPECT_FALSE(store::public_row(tx, edition.disclosure_id));
            EXPECT_FALSE(store::may_see(Actor::the_public(), *store::edition(tx, id)));
            return 0;
        });
    }
}

TEST_P(Lists, QueuesHoldWhatOneCanActOn) {
    auto id = started();
    run(filer_, [&](Context& in) { return file(in, id, ""); });
    read([&](auto& tx) {
        EXPECT_EQ(store::waiting_for(reviewer_, tx).size(), 1u);
        EXPECT_TRUE(store::waiting_for(secrecy_, tx).empty());
        EXPECT_TRUE(store::waiting_for(filer_, tx).empty());
        EXPECT_EQ(store::of_units(filer_, tx, {.state = State::in_review}, {}).size(), 1u);
        return 0;
    });
    EXPECT_EQ(run(filer_, [&](Context& in) { return file(in, id, ""); }).error().code, "disclosure.file.not_now");
    ASSERT_TRUE(run(filer_, [&](Context& in) { return recall(in, id, "补充附件"); }));
    EXPECT_EQ(read([&](auto& tx) { return store::drafts_of(filer_, tx).size(); }), 1u);
}

TEST_P(Lists, ListsGoOnByKeyWithoutGaps) {
    auto system = Actor::of_system("import");
    for (int i = 0; i < 25; ++i)
        run(system, [&](Context& in) {
            return import_document(in, unit_,
                                   {.source_id = std::to_string(i),
                                    .source_digest = "d",
                                    .form = form("第" + std::to_string(i) + "号"),
                                    .published_on = Date(2026, 1, 1) + i / 3,
                                    .secrecy_basis = "已公开"},
                                   true);
        });
    read([&](auto& tx) {
        std::set<Id> seen;
        std::optional<store::Cursor> after;
        for (;;) {
            auto rows = store::public_list(tx, {.unit_id = unit_}, after, 7);
            if (rows.empty()) break;
            for (auto const& row : rows) EXPECT_TRUE(seen.insert(row.disclosure_id).second);
            after = store::Cursor::parse(store::Cursor{rows.back().published_on, rows.back().disclosure_id}.text());
        }
        EXPECT_EQ(seen.size(), 25u);
        return 0;
    });
    for (auto bad : {"", "2026-01-01", "2026-01-01~", "2026-01-01~x", "2026-13-01~5"}) EXPECT_FALSE(store::Cursor::parse(bad)) << bad;
}

TEST_P(Lists, TheRegisterGoesByKeyInBothOrders) {
    std::vector<Id> withheld;
    for (int i = 0; i < 9; ++i) {
        auto one = form();
        if (i % 3 != 0) one.way = "withheld", one.ground = "state_secret", one.review_again_on = (Date(2026, 12, 1) + (9 - i) / 2).text();
        auto id = run(filer_, [&](Context& in) { return start(in, unit_, one); }).value().id;
        if (i % 3 != 0) withheld.push_back(id);
    }
    auto walk = [&](store::RegisterFilter const& filter) {
        std::vector<Edition> all;
        std::optional<store::RegisterKey> after;
        read([&](auto& tx) {
            for (;;) {
                auto rows = store::of_units(filer_, tx, filter, after, 2);
                if (rows.empty()) return 0;
                all.insert(all.end(), rows.begin(), rows.end());
                after = store::RegisterKey::parse(store::key_of(rows.back(), filter).text());
            }
        });
        return all;
    };
    EXPECT_EQ(walk({}).size(), 9u);
    EXPECT_EQ(walk({.way = Way::proactive}).size(), 3u);
    auto newest_first = walk({.way = Way::withheld});
    ASSERT_EQ(newest_first.size(), withheld.size());
    for (std::size_t i = 0; i < withheld.size(); ++i) EXPECT_EQ(newest_first[i].id, withheld[withheld.size() - 1 - i]);
    auto by_day = walk({.review_again_from = Date(2026, 12, 1), .review_again_until = Date(2026, 12, 31)});
    ASSERT_EQ(by_day.size(), withheld.size());
    for (std::size_t i = 1; i < by_day.size(); ++i)
        EXPECT_LT(std::pair(by_day[i - 1].review_again_on, by_day[i - 1].id), std::pair(by_day[i].review_again_on, by_day[i].id));
    EXPECT_EQ(walk({.review_again_until = Date(2026, 12, 2)}).size(), 2u);
    EXPECT_TRUE(walk({.review_again_from = Date(2027, 1, 1)}).empty());
    for (auto bad : {"", "x", "-1", "2026-12-01~", "2026-13-01~5"}) EXPECT_FALSE(store::RegisterKey::parse(bad)) << bad;
}

INSTANTIATE_TEST_SUITE_P(Both, Lists, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::disclosure
