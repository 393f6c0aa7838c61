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

TEST_P(Lists, TheRegisterShowsWhatMayBeOpened) {
    auto id = started();
    for (auto role : {Role::handler, Role::legal_reviewer, Role::unit_head, Role::office_head, Role::administrator, Role::auditor}) {
        auto other = person(40, "旁人", unit_, {role});
        read([&](auto& tx) {
            EXPECT_TRUE(store::of_units(other, tx, {}, {}).empty()) << to_text(role) << " may not open it either";
            EXPECT_FALSE(store::edition_for(other, id, tx));
            return 0;
        });
    }
    read([&](auto& tx) {
        EXPECT_EQ(store::of_units(secrecy_, tx, {}, {}).size(), 1u);
        return 0;
    });
}

TEST_P(Lists, EarlierEditionsGoWithTheWithdrawalForWhoHasNothingToDoWithThem) {
    auto record = published();
    auto first = read([&](auto& tx) { return store::disclosure(tx, record)->public_edition_id; });
    auto next = run(filer_, [&](Context& in) { return revise(in, record, "补充名单"); }).value().id;
    run(filer_, [&](Context& in) { return file(in, next, ""); });
    run(reviewer_, [&](Context& in) { return pass(in, next, ""); });
    run(secrecy_, [&](Context& in) { return review_secrecy(in, next, {.checked = "全文", .basis = "不涉密"}); });
    ASSERT_TRUE(run(office_, [&](Context& in) { return publish(in, next, ""); }));
    auto outsider = person(50, "外单位的人", unit_ + 100, {Role::filer});
    auto sees = [&](Actor const& who, Id edition) {
        return read([&](auto& tx) { return store::edition_for(who, edition, tx).has_value(); });
    };
    EXPECT_TRUE(sees(outsider, first) && sees(outsider, next));
    EXPECT_EQ(run(outsider, [&](Context& in) { return remark(in, next, "", "我也说一句"); }).error().code, "disclosure.remark.forbidden");
    ASSERT_TRUE(run(office_, [&](Context& in) { return withdraw(in, record, "含有个人信息"); }));
    EXPECT_FALSE(sees(outsider, first) || sees(outsider, next));
    EXPECT_TRUE(sees(filer_, first) && sees(filer_, next));
}

TEST_P(Lists, CountsOfTheQueueAreOfAllAndPagesGoThroughAll) {
    for (int i = 0; i < 9; ++i) {
        auto id = started();
        run(filer_, [&](Context& in) { return file(in, id, ""); });
        if (i % 3 == 0) run(reviewer_, [&](Context& in) { return pass(in, id, ""); });
        clock_.advance(std::chrono::hours(24));
    }
    read([&](auto& tx) {
        auto both = person(60, "审核兼审查", unit_, {Role::reviewer, Role::secrecy_reviewer});
        long long all = 0, in_review = 0;
        for (auto const& group : store::waiting_groups(both, tx)) {
            all += group.count;
            if (group.state == State::in_review) in_review += group.count;
            EXPECT_EQ(group.unit_id, unit_);
        }
        EXPECT_EQ(all, 9);
        EXPECT_EQ(in_review, 6);
        std::set<Id> seen;
        for (int page = 0; page < 3; ++page)
            for (auto const& one : store::waiting_for(both, tx, {}, 4, page * 4)) EXPECT_TRUE(seen.insert(one.id).second);
        EXPECT_EQ(seen.size(), 9u);
        auto first = store::waiting_for(both, tx).front();
        store::WaitingFilter narrow{.state = State::in_secrecy_review, .unit_id = unit_, .due_days = {first.publish_due}};
        for (auto const& one : store::waiting_for(both, tx, narrow)) {
            EXPECT_EQ(one.state, State::in_secrecy_review);
            EXPECT_EQ(one.publish_due, first.publish_due);
        }
        EXPECT_EQ(store::waiting_for(both, tx, narrow).size(), 3u);
        narrow.due_days = {first.publish_due + 1};
        EXPECT_TRUE(store::waiting_for(both, tx, narrow).empty());
        EXPECT_TRUE(store::waiting_for(both, tx, {.unit_id = unit_ + 1}).empty());
        return 0;
    });
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
