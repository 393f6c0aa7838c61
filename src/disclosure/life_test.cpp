#include <gtest/gtest.h>

#include <fstream>

#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/rules.hpp"
#include "disclosure/store.hpp"
#include "organ/units.hpp"
#include "storage/trial.hpp"

namespace mingtang::disclosure {
namespace {

using organ::Actor;
using organ::Role;

Actor person(Id id, std::string name, Id unit, std::vector<Role> roles) {
    Actor actor{.person_id = id, .name = std::move(name), .unit_id = unit};
    for (auto role : roles) actor.grants.push_back({.id = id * 10 + Id(role), .person_id = id, .unit_id = role == Role::office ? 0 : unit, .role = role});
    return actor;
}

/// A unit with its people, a catalogue item and two subjects; the clock stands on 2026-11-23.
class Life : public testing::TestWithParam<storage::Dialect> {
  protected:
    storage::Trial trial_{GetParam(), {"storage", "journal", "organ", "catalogue", "disclosure"}};
    FakeClock clock_{Date(2026, 11, 23)};
    law::Calendar calendar_ = law::Calendar::standard();
    storage::Blobs blobs_{trial_.database(), trial_.folder() / "blobs"};
    Id unit_ = 0, item_ = 0;
    Actor filer_, reviewer_, secrecy_, office_, all_in_one_;

    template <class F>
    auto run(Actor const& actor, F&& action) {
        auto tx = trial_.database().write();
        Context in{actor, tx, calendar_, clock_.now(), blobs_};
        auto outcome = action(in);
        if (outcome) tx.commit();
        return outcome;
    }
    template <class F>
    auto read(F&& reading) {
        auto tx = trial_.database().read();
        return reading(tx);
    }

    void SetUp() override {
        run(Actor::of_system("test"), [&](Context& in) -> Done {
            unit_ = organ::create_unit(in, {.code = "caizheng", .name = "县财政局", .short_name = "财政局"}).value().id;
            catalogue::Item item{.unit_id = unit_, .domain = "general", .code = "general-07", .level1 = "财政信息", .level2 = "预算"};
            catalogue::store::save(in.tx, item);
            item_ = item.id;
            catalogue::Subject subject{.code = "zijin", .name = "财政资金"};
            catalogue::store::save(in.tx, subject);
            return {};
        });
        filer_ = person(1, "填报员", unit_, {Role::filer});
        reviewer_ = person(2, "审核员", unit_, {Role::reviewer});
        secrecy_ = person(3, "保密审查员", unit_, {Role::secrecy_reviewer});
        office_ = person(4, "公开科", 99, {Role::office});
        all_in_one_ = person(5, "一人多岗", unit_, {Role::filer, Role::reviewer, Role::secrecy_reviewer, Role::office});
    }

    DraftForm form(std::string title = "2026年部门预算") {
        return {.title = std::move(title),
                .document_number = "云财[2026] 7号",
                .kind = "budget",
                .catalogue_item_id = std::to_string(item_),
                .produced_on = "2026-11-20",
                .keywords = "预算，部门",
                .subjects = {"zijin"},
                .body = "<p>全年收入一百万元。</p><script>alert(1)</script>"};
    }
    Id started() {
        return run(filer_, [&](Context& in) { return start(in, unit_, form()); }).value().id;
    }
    Id in_recheck() {
        auto id = started();
        EXPECT_TRUE(run(filer_, [&](Context& in) { return file(in, id, ""); }));
        EXPECT_TRUE(run(reviewer_, [&](Context& in) { return pass(in, id, ""); }));
        EXPECT_TRUE(run(secrecy_, [&](Context& in) { return review_secrecy(in, id, {.checked = "全文与附件", .basis = "不涉密"}); }));
        return id;
    }
    Id published() {
        auto id = in_recheck();
        return run(office_, [&](Context& in) { return publish(in, id, ""); }).value().disclosure_id;
    }
    State state_of(Id edition) {
        return read([&](auto& tx) { return store::edition(tx, edition)->state; });
    }
    std::filesystem::path temporary(std::string const& content) {
        auto path = trial_.folder() / ("f" + std::to_string(++files_));
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    int files_ = 0;
};

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
    ASSERT_TRUE(run(secrecy_, [&](Context& in) { return review_secrecy(in, id, {.checked = "全文", .basis = "涉及工作秘密", .conclusion = Conclusion::not_public}); }));
    EXPECT_EQ(state_of(id), State::drafting);
    EXPECT_EQ(run(office_, [&](Context& in) { return publish(in, id, ""); }).error().code, "disclosure.publish.not_now");
}

TEST_P(Life, AReferralWaitsForTheAnswerFromAbove) {
    auto id = started();
    run(filer_, [&](Context& in) { return file(in, id, ""); });
    run(reviewer_, [&](Context& in) { return pass(in, id, ""); });
    EXPECT_EQ(run(secrecy_, [&](Context& in) { return review_secrecy(in, id, {.checked = "全文", .basis = "不能确定", .conclusion = Conclusion::referred}); }).error().code,
              "disclosure.refer.no_addressee");
    ASSERT_TRUE(run(secrecy_, [&](Context& in) {
        return review_secrecy(in, id, {.checked = "全文", .basis = "不能确定", .referred_to = "县国家保密局", .conclusion = Conclusion::referred});
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
    EXPECT_EQ(run(filer_, [&](Context& in) { return withdraw(in, id, "发布有误，需要更正"); }).error().code, "disclosure.withdraw.forbidden");
    ASSERT_TRUE(run(office_, [&](Context& in) { return withdraw(in, id, "发布有误，需要更正"); }));
    read([&](auto& tx) {
        EXPECT_FALSE(store::public_row(tx, id));
        EXPECT_TRUE(store::public_list(tx, {.subject = "zijin"}, {}, 10).empty());
        EXPECT_EQ(store::disclosure(tx, id)->state, State::withdrawn);
        return 0;
    });
    EXPECT_EQ(run(office_, [&](Context& in) { return withdraw(in, id, "发布有误，需要更正"); }).error().code, "disclosure.withdraw.not_now");
}

TEST_P(Life, AttachmentsOfAWithdrawnDisclosureAreNotPublic) {
    auto draft = started();
    auto file_in = temporary("%PDF-1.4 content");
    auto attachment = run(filer_, [&](Context& in) { return attach(in, draft, {.name = "附件1：预算表.pdf", .path = file_in}); }).value();
    EXPECT_FALSE(read([&](auto& tx) { return store::is_attachment_public(tx, attachment); }));
    run(filer_, [&](Context& in) { return file(in, draft, ""); });
    run(reviewer_, [&](Context& in) { return pass(in, draft, ""); });
    run(secrecy_, [&](Context& in) { return review_secrecy(in, draft, {.checked = "全文", .basis = "不涉密"}); });
    auto id = run(office_, [&](Context& in) { return publish(in, draft, ""); }).value().disclosure_id;
    EXPECT_TRUE(read([&](auto& tx) { return store::is_attachment_public(tx, attachment); }));
    run(office_, [&](Context& in) { return withdraw(in, id, "发布有误，需要更正"); });
    EXPECT_FALSE(read([&](auto& tx) { return store::is_attachment_public(tx, attachment); }));
}

TEST_P(Life, HostileAttachments) {
    auto draft = started();
    struct Row {
        std::string name, content, code;
    };
    for (auto const& row : std::vector<Row>{
             {"x.svg", "<svg onload=alert(1)>", "disclosure.attach.bad_type"},
             {"x.html", "<script>", "disclosure.attach.bad_type"},
             {"x.pdf", "MZ\x90 program", "disclosure.attach.wrong_content"},
             {"x.pdf", "", "disclosure.attach.empty"},
             {".pdf", "%PDF-", "disclosure.attach.name"},
             {"", "%PDF-", "disclosure.attach.name"},
             {std::string(600, 'a') + ".pdf", "%PDF-", "disclosure.attach.name"},
             {"report.pdf\u202Efdp.exe", "%PDF-", "disclosure.attach.bad_type"},
             {"../../etc/passwd", "root", "disclosure.attach.bad_type"},
         }) {
        auto path = temporary(row.content);
        auto done = run(filer_, [&](Context& in) { return attach(in, draft, {.name = row.name, .path = path}); });
        EXPECT_TRUE(done.has_error() && done.error().code == row.code) << row.name;
    }
    auto path = temporary("%PDF-1.7");
    EXPECT_EQ(run(filer_, [&](Context& in) { return attach(in, draft, {.name = "C:\\公文\\附件\u202E1.pdf", .path = path}); }).value().name, "附件1.pdf");
}

TEST_P(Life, TwoAtOnceTheSecondSeesIt) {
    auto id = started();
    ASSERT_TRUE(run(filer_, [&](Context& in) { return save(in, id, 1, form("甲")); }));
    auto second = run(filer_, [&](Context& in) { return save(in, id, 1, form("乙")); });
    EXPECT_EQ(second.error().code, "disclosure.save.conflict");
    EXPECT_EQ(status_of(second.error()), 409);
    EXPECT_EQ(read([&](auto& tx) { return store::edition(tx, id)->title; }), "甲");
}

TEST_P(Life, AFormSaysWhatIsWrong) {
    struct Row {
        std::function<void(DraftForm&)> spoil;
        std::string code, field;
    };
    for (auto const& row : std::vector<Row>{
             {[](auto& f) { f.title = std::string(201, 'x'); }, "disclosure.save.too_long", "title"},
             {[](auto& f) { f.produced_on = "2026-02-30"; }, "disclosure.save.bad_date", "produced_on"},
             {[](auto& f) { f.kind = "poem"; }, "disclosure.save.unknown_choice", "kind"},
             {[](auto& f) { f.catalogue_item_id = "999"; }, "disclosure.save.unknown_item", "catalogue_item_id"},
             {[](auto& f) { f.subjects = {"nothing"}; }, "disclosure.save.unknown_subject", "subjects"},
             {[](auto& f) { f.ground = "because"; }, "disclosure.save.unknown_choice", "ground"},
             {[](auto& f) { f.interprets = "x/1"; }, "disclosure.save.unknown_interpreted", "interprets"},
         }) {
        auto spoiled = form();
        row.spoil(spoiled);
        auto done = run(filer_, [&](Context& in) { return start(in, unit_, spoiled); });
        EXPECT_EQ(done.error().code, row.code);
        EXPECT_EQ(done.error().field, row.field);
    }
}

TEST_P(Life, FilingAsksForWhatTheLawAsks) {
    struct Row {
        std::function<void(DraftForm&)> spoil;
        std::string code;
    };
    for (auto const& row : std::vector<Row>{
             {[](auto& f) { f.title.clear(); }, "disclosure.file.missing_title"},
             {[](auto& f) { f.catalogue_item_id.clear(); }, "disclosure.file.missing_catalogue_item_id"},
             {[](auto& f) { f.produced_on.clear(); }, "disclosure.file.missing_produced_on"},
             {[](auto& f) { f.produced_on = "2026-12-01"; }, "disclosure.file.produced_later"},
             {[](auto& f) { f.body = "<p> </p>"; }, "disclosure.file.missing_body"},
             {[](auto& f) { f.source_kind = "obtained"; }, "disclosure.file.missing_source_name"},
             {[](auto& f) { f.way = "withheld"; }, "disclosure.file.missing_ground"},
             {[](auto& f) { f.way = "withheld", f.ground = "state_secret"; }, "disclosure.file.missing_review_again_on"},
         }) {
        auto spoiled = form();
        row.spoil(spoiled);
        auto id = run(filer_, [&](Context& in) { return start(in, unit_, spoiled); }).value().id;
        EXPECT_EQ(run(filer_, [&](Context& in) { return file(in, id, ""); }).error().code, row.code);
    }
}

TEST_P(Life, WhatIsNotForThePublicHasNoPublicRow) {
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

TEST_P(Life, QueuesHoldWhatOneCanActOn) {
    auto id = started();
    run(filer_, [&](Context& in) { return file(in, id, ""); });
    read([&](auto& tx) {
        EXPECT_EQ(store::waiting_for(reviewer_, tx).size(), 1u);
        EXPECT_TRUE(store::waiting_for(secrecy_, tx).empty());
        EXPECT_TRUE(store::waiting_for(filer_, tx).empty());
        EXPECT_EQ(store::of_units(filer_, tx, State::in_review, 0).size(), 1u);
        return 0;
    });
    EXPECT_EQ(run(filer_, [&](Context& in) { return file(in, id, ""); }).error().code, "disclosure.file.not_now");
    ASSERT_TRUE(run(filer_, [&](Context& in) { return recall(in, id, "补充附件"); }));
    EXPECT_EQ(read([&](auto& tx) { return store::drafts_of(filer_, tx).size(); }), 1u);
}

TEST_P(Life, ImportingTwiceChangesNothingAndChangedOnesBecomeEditions) {
    auto system = Actor::of_system("import");
    ImportedDocument document{.source_id = "old-1", .source_digest = "d1", .form = form("旧网站的通知"), .published_on = Date(2024, 5, 6), .secrecy_basis = "已在原网站公开"};
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

TEST_P(Life, ListsGoOnByKeyWithoutGaps) {
    auto system = Actor::of_system("import");
    for (int i = 0; i < 25; ++i)
        run(system, [&](Context& in) {
            return import_document(in, unit_, {.source_id = std::to_string(i), .source_digest = "d", .form = form("第" + std::to_string(i) + "号"), .published_on = Date(2026, 1, 1) + i / 3, .secrecy_basis = "已公开"}, true);
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

TEST(Rules, PublishDueFollowsArticle26AndShorterPeriods) {
    auto calendar = law::Calendar::standard();
    EXPECT_EQ(publish_due(Date(2026, 9, 1), "", calendar), Date(2026, 9, 29));        // 20 working days; Sunday 09-20 is a make-up day, the 25th a holiday
    EXPECT_EQ(publish_due(Date(2026, 11, 23), "procurement_result", calendar), Date(2026, 11, 25));
    EXPECT_EQ(publish_due(Date(), "", calendar), Date());
}

INSTANTIATE_TEST_SUITE_P(Both, Life, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::disclosure
