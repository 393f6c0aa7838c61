#include "disclosure/life_fixture.hpp"

namespace mingtang::disclosure {
namespace {

TEST_P(Life, ADraftBecomesAPublicRow) {
    auto id = published();
    auto row = read([&](auto& tx) { return store::public_row(tx, id); });
    ASSERT_TRUE(row);
    EXPECT_EQ(row->title, "2026年部门预算");
    EXPECT_EQ(row->document_number, "云财〔2026〕7号");
    EXPECT_EQ(row->index_number, "caizheng/202611-00001");
    EXPECT_EQ(row->published_on, Date(2026, 11, 23));
    EXPECT_EQ(row->month, "2026-11");
    EXPECT_EQ(row->summary, "全年收入一百万元。");
    read([&](auto& tx) {
        EXPECT_EQ(store::text_of(tx, row->edition_id).find("script"), std::string::npos);
        EXPECT_EQ(store::public_list(tx, {.subject = "zijin"}, {}, 10).size(), 1u);
        EXPECT_EQ(store::public_list(tx, {.unit_id = unit_, .year = 2025}, {}, 10).size(), 0u);
        EXPECT_EQ(store::public_counts(tx, store::By::catalogue_item).at(0).key, std::to_string(item_));
        EXPECT_EQ(store::steps_of(tx, id).size(), 4u);
        long long verified = 0;
        EXPECT_FALSE(journal::first_broken(tx, verified));
        return 0;
    });
}

TEST_P(Life, IndexNumbersCountWithinUnitAndMonth) {
    started();
    auto second = started();
    auto number = read([&](auto& tx) { return store::disclosure(tx, store::edition(tx, second)->disclosure_id)->index_number; });
    EXPECT_EQ(number, "caizheng/202611-00002");
}

TEST_P(Life, FourEyes) {
    auto id = run(all_in_one_, [&](Context& in) { return start(in, unit_, form()); }).value().id;
    ASSERT_TRUE(run(all_in_one_, [&](Context& in) { return file(in, id, ""); }));
    EXPECT_EQ(run(all_in_one_, [&](Context& in) { return pass(in, id, ""); }).error().code, "disclosure.review.own_draft");
    ASSERT_TRUE(run(reviewer_, [&](Context& in) { return pass(in, id, ""); }));
    auto own = run(all_in_one_, [&](Context& in) { return review_secrecy(in, id, {.checked = "全文", .basis = "不涉密"}); });
    EXPECT_EQ(own.error().code, "disclosure.review.own_draft");
    EXPECT_EQ(own.error().article, "ogi-2019:17");
}

TEST_P(Life, NothingIsPublishedWithoutTheSecrecyReviewOfThisVeryContent) {
    auto id = in_recheck();
    run(Actor::of_system("test"), [&](Context& in) -> Done {  // somebody changes the text behind the reviewer's back
        auto edition = store::edition(in.tx, id).value();
        edition.digest = "other";
        store::save(in.tx, edition);
        return {};
    });
    EXPECT_EQ(run(office_, [&](Context& in) { return publish(in, id, ""); }).error().code, "disclosure.publish.changed_since_review");
    EXPECT_EQ(may_publish(Edition{}, {}).error().code, "disclosure.publish.no_secrecy_review");
}

TEST_P(Life, AReviewThatSaysNoGoesBack) {
    auto id = started();
    run(filer_, [&](Context& in) { return file(in, id, ""); });
    run(reviewer_, [&](Context& in) { return pass(in, id, ""); });
    EXPECT_EQ(run(secrecy_, [&](Context& in) { return review_secrecy(in, id, {.checked = "", .basis = "x"}); }).error().field, "checked");
    ASSERT_TRUE(run(secrecy_, [&](Context& in) {
        return review_secrecy(in, id, {.checked = "全文", .basis = "涉及工作秘密", .conclusion = Conclusion::not_public});
    }));
    EXPECT_EQ(state_of(id), State::drafting);
    EXPECT_EQ(run(office_, [&](Context& in) { return publish(in, id, ""); }).error().code, "disclosure.publish.not_now");
}

TEST_P(Life, AReferralWaitsForTheAnswerFromAbove) {
    auto id = started();
    run(filer_, [&](Context& in) { return file(in, id, ""); });
    run(reviewer_, [&](Context& in) { return pass(in, id, ""); });
    EXPECT_EQ(run(secrecy_,
                  [&](Context& in) {
                      return review_secrecy(in, id, {.checked = "全文", .basis = "不能确定", .conclusion = Conclusion::referred});
                  })
                  .error()
                  .code,
              "disclosure.refer.no_addressee");
    ASSERT_TRUE(run(secrecy_, [&](Context& in) {
        return review_secrecy(in, id,
                              {.checked = "全文", .basis = "不能确定", .referred_to = "县国家保密局", .conclusion = Conclusion::referred});
    }));
    EXPECT_EQ(state_of(id), State::referred);
    ASSERT_TRUE(run(secrecy_, [&](Context& in) { return review_secrecy(in, id, {.checked = "全文", .basis = "保密局函复：可以公开"}); }));
    EXPECT_EQ(state_of(id), State::in_recheck);
}

TEST_P(Life, TheEmergencyPathIsShorterAndHasTheSameRecord) {
    auto id = started();
    ASSERT_TRUE(run(filer_, [&](Context& in) { return file_emergency(in, id, "暴雨红色预警"); }));
    EXPECT_EQ(state_of(id), State::in_emergency_review);
    EXPECT_EQ(run(office_, [&](Context& in) { return publish(in, id, ""); }).error().code, "disclosure.publish.not_now");
    ASSERT_TRUE(run(secrecy_, [&](Context& in) { return review_secrecy(in, id, {.checked = "全文", .basis = "不涉密"}); }));
    ASSERT_TRUE(run(office_, [&](Context& in) { return publish(in, id, ""); }));
    EXPECT_EQ(state_of(id), State::published);
    EXPECT_EQ(read([&](auto& tx) { return store::secrecy_reviews_of(tx, id).size(); }), 1u);
}

TEST_P(Life, RevisingKeepsTheOldEditionReadable) {
    auto id = published();
    EXPECT_EQ(run(filer_, [&](Context& in) { return revise(in, id, "错"); }).error().code, "disclosure.revise.no_reason");
    auto draft = run(filer_, [&](Context& in) { return revise(in, id, "更正第三条数字"); }).value();
    EXPECT_EQ(draft.number, 2);
    EXPECT_EQ(run(filer_, [&](Context& in) { return revise(in, id, "再次更正数字"); }).error().code, "disclosure.revise.under_way");
    EXPECT_EQ(read([&](auto& tx) { return store::public_row(tx, id)->editions; }), 1);
    auto changed = form("2026年部门预算（更正）");
    ASSERT_TRUE(run(filer_, [&](Context& in) { return save(in, draft.id, draft.lock_version, changed); }));
    run(filer_, [&](Context& in) { return file(in, draft.id, ""); });
    run(reviewer_, [&](Context& in) { return pass(in, draft.id, ""); });
    run(secrecy_, [&](Context& in) { return review_secrecy(in, draft.id, {.checked = "全文", .basis = "不涉密"}); });
    ASSERT_TRUE(run(office_, [&](Context& in) { return publish(in, draft.id, ""); }));
    read([&](auto& tx) {
        EXPECT_EQ(store::public_row(tx, id)->title, "2026年部门预算（更正）");
        auto editions = store::editions_of(tx, id);
        EXPECT_EQ(editions.at(0).state, State::superseded);
        EXPECT_EQ(editions.at(1).state, State::published);
        return 0;
    });
}

TEST_P(Life, WithdrawingHidesAtOnceAndNeedsAReason) {
    auto id = published();
    EXPECT_EQ(run(office_, [&](Context& in) { return withdraw(in, id, ""); }).error().code, "disclosure.withdraw.no_reason");
    EXPECT_EQ(run(filer_, [&](Context& in) { return withdraw(in, id, "发布有误，需要更正"); }).error().code,
              "disclosure.withdraw.forbidden");
    ASSERT_TRUE(run(office_, [&](Context& in) { return withdraw(in, id, "发布有误，需要更正"); }));
    read([&](auto& tx) {
        EXPECT_FALSE(store::public_row(tx, id));
        EXPECT_TRUE(store::public_list(tx, {.subject = "zijin"}, {}, 10).empty());
        EXPECT_EQ(store::disclosure(tx, id)->state, State::withdrawn);
        return 0;
    });
    EXPECT_EQ(run(office_, [&](Context& in) { return withdraw(in, id, "发布有误，需要更正"); }).error().code,
              "disclosure.withdraw.not_now");
}

TEST_P(Life, ARevisionUnderWayDoesNotBringBackWhatWasWithdrawnOrClosed) {
    for (bool archived : {false, true}) {
        auto record = published();
        auto old = read([&](auto& tx) { return store::disclosure(tx, record)->public_edition_id; });
        auto next = run(filer_, [&](Context& in) { return revise(in, record, "补充名单"); }).value().id;
        ASSERT_TRUE(run(filer_, [&](Context& in) { return file(in, next, ""); }));
        ASSERT_TRUE(run(reviewer_, [&](Context& in) { return pass(in, next, ""); }));
        ASSERT_TRUE(run(secrecy_, [&](Context& in) { return review_secrecy(in, next, {.checked = "全文", .basis = "不涉密"}); }));
        ASSERT_TRUE(run(office_, [&](Context& in) { return schedule(in, next, in.now + std::chrono::hours(1)); }));
        if (archived) {
            ASSERT_TRUE(run(office_, [&](Context& in) { return archive(in, record, ""); }));
        } else {
            ASSERT_TRUE(run(office_, [&](Context& in) { return withdraw(in, record, "含有个人信息"); }));
        }
        clock_.advance(std::chrono::hours(2));
        auto published_now = run(Actor::of_system("schedule"), [](Context& in) -> Outcome<int> { return publish_scheduled(in); });
        EXPECT_EQ(published_now.value(), 0);
        EXPECT_EQ(state_of(next), State::in_recheck) << "back to the office, with the reason";
        EXPECT_EQ(state_of(old), archived ? State::archived : State::withdrawn);
        EXPECT_EQ(run(office_, [&](Context& in) { return publish(in, next, ""); }).error().code, "disclosure.publish.closed");
        EXPECT_EQ(run(office_, [&](Context& in) { return schedule(in, next, in.now + std::chrono::hours(1)); }).error().code,
                  "disclosure.publish.closed");
        EXPECT_EQ(read([&](auto& tx) { return store::public_row(tx, record).has_value(); }), archived);
    }
}

TEST_P(Life, AnImportLeavesWhatSomebodyWorkedOn) {
    ImportedDocument document{
        .source_id = "k7", .source_digest = "1", .form = form(), .published_on = Date(2026, 1, 5), .secrecy_basis = "已在原网站公开"};
    auto import = [&](std::string digest, bool publish) {
        document.source_digest = std::move(digest);
        auto done = run(Actor::of_system("import"), [&](Context& in) { return import_document(in, unit_, document, publish); });
        constexpr std::array names{"added", "revised", "unchanged", "held"};
        return done ? std::string(names.at(std::size_t(*done))) : done.error().code;
    };
    auto newest = [&] {
        return read([&](auto& tx) { return *store::edition(tx, store::disclosure_by_source(tx, unit_, "k7")->newest_edition_id); });
    };
    auto typed = form("改过的题目");
    auto save_it = [&] { return run(filer_, [&](Context& in) { return save(in, newest().id, newest().lock_version, typed); }); };
    EXPECT_EQ(import("1", false), "added");
    EXPECT_EQ(import("2", false), "revised") << "a draft that nobody touched is written anew";
    ASSERT_TRUE(save_it());
    EXPECT_EQ(import("3", false), "disclosure.import.under_way");
    EXPECT_EQ(newest().title, "改过的题目");
    ASSERT_TRUE(run(filer_, [&](Context& in) { return drop(in, newest().id); }));

    document.source_id = "k8";
    auto record = [&] { return read([&](auto& tx) { return *store::disclosure_by_source(tx, unit_, "k8"); }); };
    EXPECT_EQ(import("1", true), "added");
    EXPECT_EQ(import("2", true), "revised");
    auto draft = run(filer_, [&](Context& in) { return revise(in, record().id, "更正名单"); }).value();
    EXPECT_EQ(import("3", true), "disclosure.import.under_way") << "a person's revision of a public document";
    EXPECT_EQ(record().newest_edition_id, draft.id);
}

TEST_P(Life, ScheduledOnesComeOutAtTheirHour) {
    auto id = in_recheck();
    auto at = clock_.now() + std::chrono::hours(3);
    EXPECT_EQ(run(office_, [&](Context& in) { return schedule(in, id, in.now); }).error().code, "disclosure.schedule.past");
    ASSERT_TRUE(run(office_, [&](Context& in) { return schedule(in, id, at); }));
    auto tick = [&] { return run(Actor::of_system("schedule"), [&](Context& in) { return Outcome<int>(publish_scheduled(in)); }).value(); };
    EXPECT_EQ(tick(), 0);
    clock_.advance(std::chrono::hours(4));
    EXPECT_EQ(tick(), 1);
    EXPECT_EQ(tick(), 0);
    EXPECT_EQ(state_of(id), State::published);
}

TEST_P(Life, ImportingTwiceChangesNothingAndChangedOnesBecomeEditions) {
    auto system = Actor::of_system("import");
    ImportedDocument document{.source_id = "old-1",
                              .source_digest = "d1",
                              .form = form("旧网站的通知"),
                              .published_on = Date(2024, 5, 6),
                              .secrecy_basis = "已在原网站公开"};
    auto in_once = [&] { return run(system, [&](Context& in) { return import_document(in, unit_, document, true); }).value(); };
    EXPECT_EQ(in_once(), Imported::added);
    EXPECT_EQ(in_once(), Imported::unchanged);
    document.form.title = "旧网站的通知（修订）";
    document.source_digest = "d2";
    EXPECT_EQ(in_once(), Imported::revised);
    read([&](auto& tx) {
        auto record = store::disclosure_by_source(tx, unit_, "old-1").value();
        auto row = store::public_row(tx, record.id).value();
        EXPECT_EQ(row.title, "旧网站的通知（修订）");
        EXPECT_EQ(row.editions, 2);
        EXPECT_EQ(row.published_on, Date(2024, 5, 6));
        return 0;
    });
}

TEST(Rules, PublishDueFollowsArticle26AndShorterPeriods) {
    auto calendar = law::Calendar::standard();
    EXPECT_EQ(publish_due(Date(2026, 9, 1), "", calendar),
              Date(2026, 9, 29));  // 20 working days; Sunday 09-20 is a make-up day, the 25th a holiday
    EXPECT_EQ(publish_due(Date(2026, 11, 23), "procurement_result", calendar), Date(2026, 11, 25));
    EXPECT_EQ(publish_due(Date(), "", calendar), Date());
}

INSTANTIATE_TEST_SUITE_P(Both, Life, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::disclosure
