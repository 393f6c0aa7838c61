#include "disclosure/rules.hpp"

#include <gtest/gtest.h>

namespace mingtang::disclosure {
namespace {

Date const today(2026, 11, 23);

Edition whole() {
    return {.author_id = 1, .title = "关于某事的通知", .catalogue_item_id = 5, .produced_on = Date(2026, 11, 20), .digest = "d"};
}

struct Lack {
    char const* what;
    void (*change)(Edition&);
    bool has_content;
    char const* code;
    char const* article;
    char const* field;
};

TEST(IsComplete, NamesWhatLacksWithItsArticle) {
    Lack const lacks[] = {
        {"nothing", [](Edition&) {}, true, "", "", ""},
        {"title", [](Edition& e) { e.title = ""; }, true, "disclosure.file.missing_title", "ogi-2019:12", "title"},
        {"item", [](Edition& e) { e.catalogue_item_id = 0; }, true, "disclosure.file.missing_catalogue_item_id", "ogi-2019:12",
         "catalogue_item_id"},
        {"day", [](Edition& e) { e.produced_on = {}; }, true, "disclosure.file.missing_produced_on", "ogi-2019:12", "produced_on"},
        {"later", [](Edition& e) { e.produced_on = Date(2026, 11, 24); }, true, "disclosure.file.produced_later", "ogi-2019:12",
         "produced_on"},
        {"on the day", [](Edition& e) { e.produced_on = today; }, true, "", "", ""},
        {"content", [](Edition&) {}, false, "disclosure.file.missing_body", "ogi-2019:12", "body"},
        {"source", [](Edition& e) { e.source_kind = SourceKind::obtained; }, true, "disclosure.file.missing_source_name", "ogi-2019:10",
         "source_name"},
        {"joint",
         [](Edition& e) {
             e.source_kind = SourceKind::joint;
             e.source_name = "县发展改革局";
         },
         true, "", "", ""},
        {"ground", [](Edition& e) { e.way = Way::withheld; }, true, "disclosure.file.missing_ground", "ogi-2019:13", "ground"},
        {"review",
         [](Edition& e) {
             e.way = Way::withheld;
             e.ground = "state_secret";
         },
         true, "disclosure.file.missing_review_again_on", "ogi-2019:18", "review_again_on"},
        {"withheld",
         [](Edition& e) {
             e.way = Way::withheld;
             e.ground = "trade_secret";
             e.review_again_on = Date(2027, 11, 23);
         },
         true, "", "", ""},
        {"expired", [](Edition& e) { e.valid_until_on = Date(2026, 11, 22); }, true, "disclosure.file.validity_passed", "",
         "valid_until_on"},
        {"last day", [](Edition& e) { e.valid_until_on = today; }, true, "", "", ""},
        {"said so",
         [](Edition& e) {
             e.valid_until_on = Date(2026, 1, 1);
             e.validity = Validity::expired;
         },
         true, "", "", ""},
    };
    for (auto const& lack : lacks) {
        auto edition = whole();
        lack.change(edition);
        auto done = is_complete(edition, lack.has_content, today);
        auto refusal = done ? Refusal{} : done.error();
        EXPECT_EQ(refusal.code, lack.code) << lack.what;
        EXPECT_EQ(refusal.article, lack.article) << lack.what;
        EXPECT_EQ(refusal.field, lack.field) << lack.what;
    }
}

TEST(PublishDue, TableOfDates) {
    auto calendar = law::Calendar::standard();
    struct Row {
        Date formed;
        char const* special;
        Date due;
    };
    Row const rows[] = {
        {Date(2026, 11, 20), "", Date(2026, 12, 18)},                    // 20 working days without a holiday: four weeks
        {Date(2026, 11, 20), "procurement_result", Date(2026, 11, 24)},  // 2 working days over a weekend
        {Date(2026, 11, 20), "government_budget", Date(2026, 12, 10)},   // 20 days of the calendar
        {Date(2026, 11, 20), "licence_result", Date(2026, 12, 1)},       // 7 working days
        {Date(2026, 11, 20), "no_such_code", Date(2026, 12, 18)},
        {Date(), "", Date()},
    };
    for (auto const& row : rows)
        EXPECT_EQ(publish_due(row.formed, row.special, calendar).text(), row.due.text()) << row.formed.text() << " " << row.special;
}

TEST(MayPublish, AsksForTheNewestReviewOfThisContentByAnother) {
    auto edition = whole();
    SecrecyReview good{.person_id = 2, .conclusion = Conclusion::may_be_public, .digest = "d"};
    auto code = [&](std::vector<SecrecyReview> const& reviews) {
        auto may = may_publish(edition, reviews);
        return may ? std::string() : may.error().code;
    };
    EXPECT_EQ(code({}), "disclosure.publish.no_secrecy_review");
    EXPECT_EQ(code({good}), "");
    for (auto conclusion : {Conclusion::not_public, Conclusion::referred, Conclusion::may_be_public_after_changes}) {
        auto bad = good;
        bad.conclusion = conclusion;
        EXPECT_EQ(code({good, bad}), "disclosure.publish.not_cleared");
        EXPECT_EQ(code({bad, good}), "");
    }
    auto other = good;
    other.digest = "e";
    EXPECT_EQ(code({other}), "disclosure.publish.changed_since_review");
    auto own = good;
    own.person_id = edition.author_id;
    EXPECT_EQ(code({own}), "disclosure.review.own_draft");
    EXPECT_EQ(may_publish(edition, {}).error().article, "ogi-2019:17");
}

TEST(MaySchedule, LiesAheadWithinAYear) {
    auto now = Instant::parse("2026-11-23T02:00:00Z").value();
    auto code = [&](Instant at) {
        auto may = may_schedule(at, now);
        return may ? std::string() : may.error().code;
    };
    EXPECT_EQ(code({}), "disclosure.schedule.no_time");
    EXPECT_EQ(code(now), "disclosure.schedule.past");
    EXPECT_EQ(code(now + std::chrono::minutes(1)), "");
    EXPECT_EQ(code(now + std::chrono::hours(24 * 366)), "");
    EXPECT_EQ(code(now + std::chrono::hours(24 * 367)), "disclosure.schedule.too_far");
}

TEST(HasReason, CountsCharactersNotBytes) {
    EXPECT_FALSE(has_reason("", "withdraw"));
    EXPECT_FALSE(has_reason("有误", "withdraw"));
    EXPECT_TRUE(has_reason("内容有误", "withdraw"));
    EXPECT_EQ(has_reason("x", "revise").error().code, "disclosure.revise.no_reason");
}

TEST(DigestOf, EverythingThatReviewersSeeCounts) {
    auto base = digest_of(whole(), "<p>文</p>", {});
    EXPECT_EQ(base, digest_of(whole(), "<p>文</p>", {}));
    EXPECT_NE(base, digest_of(whole(), "<p>字</p>", {}));
    EXPECT_NE(base, digest_of(whole(), "<p>文</p>", {{.sha256 = "aa", .name = "附件.pdf"}}));
    auto edition = whole();
    edition.scope = Scope::unit;
    EXPECT_NE(base, digest_of(edition, "<p>文</p>", {}));
    edition = whole();
    edition.title += "（修订）";
    EXPECT_NE(base, digest_of(edition, "<p>文</p>", {}));
}

}  // namespace
}  // namespace mingtang::disclosure
