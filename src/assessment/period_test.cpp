#include "assessment/assessment_fixture.hpp"
#include "assessment/preview.hpp"
#include "view/view.hpp"

namespace mingtang::assessment {
namespace {

TEST_P(Assessments, ComputedIndicatorsCountTheFindingsOfThePeriodAndNameThem) {
    dead_link(unit_, "预算公开", Date(2026, 6, 1), Date(2026, 7, 1));    // still seen on the first day
    dead_link(unit_, "决算公开", Date(2026, 9, 30), Date(2026, 11, 1));  // first seen on the last
    dead_link(unit_, "以前", Date(2026, 5, 1), Date(2026, 6, 30));
    dead_link(unit_, "以后", Date(2026, 10, 1), Date(2026, 11, 1));
    dead_link(unit_, "不是问题", Date(2026, 8, 1), Date(2026, 8, 9), FindingState::dismissed);
    dead_link(unit_, "后来看不到了，也不是问题", Date(2026, 8, 1), Date(2026, 8, 9), FindingState::gone, "误报");
    for (int i = 0; i < 9; ++i) dead_link(other_, "链接", Date(2026, 8, 1), Date(2026, 8, 2));
    auto id = begun();
    read([&](auto& tx) {
        auto score = store::score(tx, id, unit_, "dead").value();
        EXPECT_EQ(score.number, 2);
        EXPECT_EQ(score.points, 100);
        EXPECT_FALSE(score.capped);
        auto behind = store::behind(tx, score.id);
        EXPECT_EQ(behind.size(), 2u);
        EXPECT_EQ(behind.at(0).title, "预算公开");
        EXPECT_EQ(behind.at(0).url, "/disclosure/1");
        auto other = store::score(tx, id, other_, "dead").value();
        EXPECT_EQ(other.number, 9);
        EXPECT_EQ(other.points, 400);
        EXPECT_TRUE(other.capped);
        return 0;
    });
    EXPECT_EQ(ranking(id), (std::vector<std::string>{"1 县财政局 9 合格", "2 县民政局 6 合格"}));
    dead_link(unit_, "又一个", Date(2026, 8, 1), Date(2026, 8, 2));
    run(office_, [&](Context& in) { return compute(in, id); }).value();
    EXPECT_EQ(ranking(id).at(0), "1 县财政局 8.5 合格");
}

TEST_P(Assessments, BeginningRefusesWhatDoesNotFit) {
    auto refused = [&](BeginForm const& form) { return code(office_, [&](Context& in) { return begin(in, form); }); };
    auto changed = [&](auto change) {
        auto made = form();
        change(made);
        return refused(made);
    };
    EXPECT_EQ(code(reviewer_, [&](Context& in) { return begin(in, form()); }), "assessment.begin.forbidden");
    EXPECT_EQ(changed([](auto& f) { f.name = " "; }), "assessment.begin.name");
    EXPECT_EQ(changed([](auto& f) { f.scheme = "none"; }), "assessment.begin.scheme");
    EXPECT_EQ(changed([](auto& f) { f.from_on = "2026-13-01"; }), "assessment.begin.dates");
    EXPECT_EQ(changed([](auto& f) { f.to_on = "2026-06-30"; }), "assessment.begin.dates");
    EXPECT_EQ(changed([](auto& f) { f.from_on = f.to_on = "2026-11-24"; }), "assessment.begin.future");
    EXPECT_EQ(changed([](auto& f) { f.units.clear(); }), "assessment.begin.units");
    EXPECT_EQ(changed([](auto& f) { f.units = {999}; }), "assessment.begin.unit");
    EXPECT_EQ(changed([&](auto& f) { f.left = {{unit_, "links"}}; }), "assessment.begin.left");
    EXPECT_TRUE(read([](auto& tx) { return store::periods(tx).empty(); }));
}

TEST_P(Assessments, APeriodThatIsNotOverCountsUpToTodayAndIsNotTold) {
    auto scheme =
        with("\"source\": {\"kind\": \"finding\", \"name\": \"link_dead\"}", "\"source\": {\"kind\": \"measure\", \"name\": \"overdue\"}");
    save(scheme, 1);
    run(filer_, [&](Context& in) {
        auto draft = Life::form("12月才到期的预算");
        draft.produced_on = "2026-11-20";
        return disclosure::start(in, unit_, draft);
    }).value();
    auto made = form();
    made.to_on = "2027-03-31";
    auto id = run(office_, [&](Context& in) { return begin(in, made); }).value().id;
    auto number = [&] { return read([&](auto& tx) { return store::score(tx, id, unit_, "dead").value().number; }); };
    EXPECT_EQ(number(), 0) << "due in December, and it is November";
    for (auto unit : {unit_, other_}) run(office_, [&](Context& in) { return judge_rest(in, id, unit); }).value();
    auto told = [&] { return code(office_, [&](Context& in) { return tell(in, id, "5", base_); }); };
    EXPECT_EQ(told(), "assessment.tell.not_over");
    clock_ = FakeClock(Date(2027, 3, 31));
    EXPECT_EQ(told(), "assessment.tell.not_over") << "the last day itself";
    clock_ = FakeClock(Date(2027, 4, 1));
    EXPECT_EQ(told(), "assessment.tell.stale") << "computed in November";
    run(office_, [&](Context& in) { return compute(in, id); }).value();
    EXPECT_EQ(number(), 1);
    EXPECT_EQ(told(), "");
}

TEST_P(Assessments, WhatAUnitDoesNotHaveIsScaledUp) {
    dead_link(unit_, "链接", Date(2026, 8, 1), Date(2026, 8, 2));
    auto made = form();
    made.left = {{unit_, "services"}};
    auto id = run(office_, [&](Context& in) { return begin(in, made); }).value().id;
    EXPECT_EQ(ranking(id), (std::vector<std::string>{"1 县民政局 10 合格", "2 县财政局 8.75 合格"})) << "3.5 of 4 is 8.75 of 10";
    EXPECT_EQ(judged(id, unit_, "judged", {.number = "1", .words = "x"}), "assessment.judge.indicator");
}

TEST_P(Assessments, PeopleJudgeWithWordsAndFiles) {
    auto id = begun();
    EXPECT_EQ(judged(id, unit_, "judged", {.number = ""}), "assessment.judge.number");
    EXPECT_EQ(judged(id, unit_, "judged", {.number = "-1"}), "assessment.judge.number");
    EXPECT_EQ(judged(id, unit_, "judged", {.number = "2"}), "assessment.judge.missing") << "what costs needs its reason";
    EXPECT_EQ(judged(id, unit_, "more", {.given = "2.5", .words = "x"}), "assessment.judge.given") << "at most 2";
    EXPECT_EQ(judged(id, unit_, "dead", {.number = "1", .words = "x"}), "assessment.judge.indicator") << "it is computed";
    EXPECT_EQ(judged(id, unit_, "none", {.number = "1", .words = "x"}), "assessment.judge.indicator");
    EXPECT_EQ(judged(id, 999, "judged", {.number = "1", .words = "x"}), "assessment.judge.unit");
    EXPECT_EQ(judged(id, unit_, "judged", {.number = "2", .words = "两项", .files = {{"图.pdf", temporary("MZ")}}}),
              "assessment.judge.bad_file");
    EXPECT_EQ(judged(id, unit_, "judged", {.number = "2", .words = "两项", .files = {{"图.pdf", temporary("%PDF-1.4\n%%EOF")}}}), "");
    EXPECT_EQ(judged(id, unit_, "more", {.given = "1.5", .words = "全市推广"}), "");
    EXPECT_EQ(ranking(id).at(1), "2 县财政局 6 合格") << "6 is not above 8: no bonus";
    EXPECT_EQ(judged(id, unit_, "judged", {.number = "0"}), "");
    EXPECT_EQ(ranking(id).at(0), "1 县财政局 11.5 合格");
    EXPECT_EQ(judged(id, unit_, "fraud", {.number = "1", .words = "伪造日期"}), "");
    EXPECT_EQ(ranking(id).at(1), "2 县财政局 单项否决 不合格");
    EXPECT_EQ(code(reviewer_, [&](Context& in) { return judge(in, id, unit_, "judged", {.number = "0"}); }), "assessment.find.not_found");
    EXPECT_EQ(read([&](auto& tx) { return store::evidence_of_unit(tx, id, unit_).begin()->second.at(0).name; }), "图.pdf");
}

TEST_P(Assessments, AUnitSeesItsOwnSheetOnlyOnceItIsTold) {
    auto id = begun();
    auto sees = [&](Actor const& actor) { return code(actor, [&](Context& in) { return find(in, id); }); };
    EXPECT_EQ(sees(reviewer_), "assessment.find.not_found");
    EXPECT_EQ(sees(office_), "");
    EXPECT_EQ(code(office_, [&](Context& in) { return tell(in, id, "5", base_); }), "assessment.tell.unjudged");
    for (auto unit : {unit_, other_}) run(office_, [&](Context& in) { return judge_rest(in, id, unit); }).value();
    EXPECT_EQ(code(office_, [&](Context& in) { return judge_rest(in, id, unit_); }), "assessment.judge_rest.nothing");
    EXPECT_EQ(code(office_, [&](Context& in) { return tell(in, id, "31", base_); }), "assessment.tell.days");
    auto period = run(office_, [&](Context& in) { return tell(in, id, "5", base_); }).value();
    EXPECT_EQ(period.appeal_until, Date(2026, 11, 30));
    EXPECT_EQ(sees(reviewer_), "");
    EXPECT_TRUE(may_see(reviewer_, period, unit_));
    EXPECT_FALSE(may_see(reviewer_, period, other_));
    EXPECT_EQ(sees(disclosure::person(9, "外人", 99, {Role::reviewer})), "assessment.find.not_found");
}

TEST_P(Assessments, AnAppealIsDecidedAndLeavesATrace) {
    auto id = told();
    auto appealed = [&](Actor const& actor, Id unit, std::string const& indicator, std::string const& reason) {
        return code(actor, [&](Context& in) { return appeal(in, id, unit, indicator, reason); });
    };
    EXPECT_EQ(appealed(filer_, unit_, "judged", "x"), "assessment.appeal.forbidden");
    EXPECT_EQ(appealed(outsider_, unit_, "judged", "x"), "assessment.appeal.forbidden");
    EXPECT_EQ(appealed(reviewer_, unit_, "judged", " "), "assessment.appeal.missing");
    EXPECT_EQ(appealed(reviewer_, unit_, "none", "x"), "assessment.appeal.indicator");
    std::vector<IncomingFile> const bad{{"证明.pdf", temporary("MZ")}}, files{{"证明.pdf", temporary("%PDF-1.4\n%%EOF")}};
    EXPECT_EQ(code(reviewer_, [&](Context& in) { return appeal(in, id, unit_, "judged", "其中一项已经补充", bad); }),
              "assessment.judge.bad_file");
    EXPECT_EQ(code(reviewer_, [&](Context& in) { return appeal(in, id, unit_, "judged", "其中一项已经补充", files); }), "");
    EXPECT_EQ(read([&](auto& tx) { return store::evidence_of_unit(tx, id, unit_).begin()->second.at(0).appeal_id; }), 1);
    EXPECT_EQ(appealed(head_, unit_, "judged", "再次"), "assessment.appeal.twice");
    EXPECT_EQ(appealed(outsider_, other_, "dead", "没有失效链接"), "");
    auto decided = [&](Id appeal_id, std::string const& outcome, JudgeForm const& form) {
        return code(office_, [&](Context& in) { return decide(in, appeal_id, outcome, form, base_); });
    };
    EXPECT_EQ(code(office_, [&](Context& in) { return correct(in, id, unit_, "judged", {.number = "1", .words = "x"}, base_); }),
              "assessment.correct.appealed");
    EXPECT_EQ(code(office_, [&](Context& in) { return settle(in, id); }), "assessment.settle.appeals");
    EXPECT_EQ(decided(1, "", {.words = "属实"}), "assessment.decide.choose");
    EXPECT_EQ(decided(1, "upheld", {.number = "1"}), "assessment.decide.missing");
    EXPECT_EQ(decided(1, "upheld", {.number = "2", .words = "属实"}), "assessment.decide.same");
    EXPECT_EQ(ranking(id).at(1), "2 县财政局 6 合格");
    EXPECT_EQ(decided(1, "upheld", {.number = "1", .words = "属实，一项已补充"}), "");
    EXPECT_EQ(decided(1, "rejected", {.words = "x"}), "assessment.decide.done");
    EXPECT_EQ(decided(2, "rejected", {.words = "没有扣分"}), "");
    EXPECT_EQ(ranking(id).at(1), "2 县财政局 8 合格");
    read([&](auto& tx) {
        auto corrections = store::corrections_of(tx, id);
        EXPECT_EQ(corrections.size(), 1u);
        EXPECT_EQ(corrections.at(0).points_before, 400);
        EXPECT_EQ(corrections.at(0).points_after, 200);
        EXPECT_EQ(corrections.at(0).number_before, 2);
        EXPECT_EQ(corrections.at(0).made_by, "公开科");
        std::vector<std::string> events;
        for (auto const& event : journal::read_back(tx, {.subject = "assessment:" + std::to_string(id)}))
            events.insert(events.begin(), event.name);
        EXPECT_EQ(events, (std::vector<std::string>{"assessment.begun", "assessment.judge", "assessment.judge_rest",
                                                    "assessment.judge_rest", "assessment.tell", "assessment.appeal", "assessment.appeal",
                                                    "assessment.decide", "assessment.decide"}));
        return 0;
    });
    EXPECT_EQ(code(office_, [&](Context& in) { return settle(in, id); }), "assessment.settle.too_early");
    clock_.advance(std::chrono::hours(24 * 7));
    EXPECT_EQ(code(office_, [&](Context& in) { return settle(in, id); }), "assessment.settle.too_early") << "the last day itself";
    clock_.advance(std::chrono::hours(24));
    EXPECT_EQ(appealed(head_, unit_, "more", "x"), "assessment.appeal.too_late");
    EXPECT_EQ(run(office_, [&](Context& in) { return settle(in, id); }).value().state, State::settled);
    EXPECT_EQ(appealed(head_, unit_, "more", "x"), "assessment.appeal.not_now");
}

TEST_P(Assessments, TheResultBecomesADraftDisclosureAndACorrectionItsNextEdition) {
    dead_link(unit_, "公开的链接", Date(2026, 8, 1), Date(2026, 8, 2));
    auto id = told();
    EXPECT_EQ(code(office_, [&](Context& in) { return publish(in, id, {}); }), "assessment.publish.not_now");
    clock_.advance(std::chrono::hours(24 * 9));
    run(office_, [&](Context& in) { return settle(in, id); }).value();
    auto files = seen([&](Context& in) {
        auto table = table_of(in, store::period(in.tx, id).value());
        return std::vector<File>{{"结果.xlsx", xlsx_of(table, published_of(in, table))}};
    });
    EXPECT_TRUE(files[0].content.starts_with("PK")) << "a workbook is a ZIP";
    auto period = run(office_, [&](Context& in) { return publish(in, id, files); }).value();
    EXPECT_EQ(period.state, State::in_publication);
    auto publication = seen([&](Context& in) { return publication_of(in, store::period(in.tx, id).value()); });
    EXPECT_TRUE(publication.under_way);
    read([&](auto& tx) {
        auto edition = disclosure::store::edition(tx, publication.edition_id).value();
        EXPECT_EQ(edition.unit_id, unit_);
        EXPECT_EQ(edition.title, "第三季度结果");
        auto html = disclosure::store::text_of(tx, edition.id);
        for (auto const* words : {"县财政局", "失效链接", "公开的链接", "两项没有办理地点", "−4", "县民政局"})
            EXPECT_NE(html.find(words), std::string::npos) << words;
        EXPECT_EQ(disclosure::store::attachments_of(tx, edition.id).size(), 1u);
        return 0;
    });
    EXPECT_EQ(code(office_, [&](Context& in) { return publish(in, id, {}); }), "assessment.publish.under_way");
    EXPECT_EQ(code(office_, [&](Context& in) { return correct(in, id, unit_, "judged", {.number = "1", .words = "x"}, base_); }),
              "assessment.correct.not_now");
    // It goes its way and becomes public; then an error is found.
    run(filer_, [&](Context& in) -> Outcome<disclosure::Edition> {
        auto edition = disclosure::store::edition(in.tx, publication.edition_id).value();
        auto form = disclosure::form_of(in, edition);
        form.catalogue_item_id = std::to_string(item_);
        form.body = disclosure::store::text_of(in.tx, edition.id);
        return disclosure::save(in, edition.id, edition.lock_version, form);
    }).value();
    run(filer_, [&](Context& in) { return disclosure::file(in, publication.edition_id, ""); }).value();
    run(reviewer_, [&](Context& in) { return disclosure::pass(in, publication.edition_id, ""); }).value();
    run(secrecy_, [&](Context& in) {
        return disclosure::review_secrecy(in, publication.edition_id, {.checked = "全文与附件", .basis = "不涉密"});
    }).value();
    run(office_, [&](Context& in) { return disclosure::publish(in, publication.edition_id, ""); }).value();
    EXPECT_EQ(code(office_, [&](Context& in) { return reopen(in, id, ""); }), "assessment.reopen.missing");
    run(office_, [&](Context& in) { return reopen(in, id, "重复计了一项"); }).value();
    run(office_, [&](Context& in) { return correct(in, id, unit_, "judged", {.number = "1", .words = "重复计了一项"}, base_); }).value();
    run(office_, [&](Context& in) { return publish(in, id, files); }).value();
    read([&](auto& tx) {
        auto record = disclosure::store::disclosure(tx, period.disclosure_id).value();
        EXPECT_NE(record.newest_edition_id, record.public_edition_id) << "a next edition of the same disclosure";
        EXPECT_NE(disclosure::store::text_of(tx, record.newest_edition_id).find("更正：原为 4 分，现为 2 分"), std::string::npos);
        EXPECT_EQ(disclosure::store::attachments_of(tx, record.newest_edition_id).size(), 1u);
        return 0;
    });
}

TEST_P(Assessments, SchemesHaveEditionsAndAPeriodKeepsItsOwn) {
    auto refused = [&](std::string const& text, std::string const& note, int seen) {
        return code(office_, [&](Context& in) { return save_scheme(in, text, note, seen); });
    };
    auto dearer = with("\"per_case\": 0.5", "\"per_case\": 1");
    EXPECT_EQ(code(reviewer_, [&](Context& in) { return save_scheme(in, dearer, "x", 1); }), "assessment.save_scheme.forbidden");
    EXPECT_EQ(refused(small, "x", 1), "assessment.save_scheme.unchanged");
    EXPECT_EQ(refused(dearer, "x", 0), "assessment.save_scheme.conflict");
    EXPECT_EQ(refused(dearer, " ", 1), "assessment.save_scheme.note");
    dead_link(unit_, "链接", Date(2026, 8, 1), Date(2026, 8, 2));
    auto id = begun();
    EXPECT_EQ(ranking(id).at(1), "2 县财政局 9.5 合格");
    EXPECT_EQ(save(dearer, 1).number, 2);
    run(office_, [&](Context& in) { return compute(in, id); }).value();
    EXPECT_EQ(ranking(id).at(1), "2 县财政局 9.5 合格") << "the edition that it was begun with";
    EXPECT_EQ(ranking(begun()).at(1), "2 县财政局 9 合格");
    auto known = seen([](Context& in) {
        std::vector<std::string> all;
        for (auto const& one : known_schemes(in)) all.push_back(one.scheme.code + " " + std::to_string(one.edition.number));
        return all;
    });
    EXPECT_EQ(known, (std::vector<std::string>{"eight-haves 0", "national-website 0", "small 2"}));
}

TEST_P(Assessments, ASchemeOfTheProgramIsKeptAsItsFirstEditionWhenItIsChangedOrUsed) {
    auto shipped = seen([](Context& in) { return known_scheme(in, "eight-haves").value(); });
    EXPECT_EQ(shipped.edition.number, 0);
    auto text = text_of(shipped.scheme);
    EXPECT_EQ(code(office_, [&](Context& in) { return save_scheme(in, text, "x", 0); }), "assessment.save_scheme.unchanged");
    auto at = text.find("\"from\": 90");
    text.replace(at, 10, "\"from\": 95");
    EXPECT_EQ(save(text).number, 2);
    EXPECT_EQ(read([](auto& tx) { return store::edition_of(tx, "eight-haves", 1)->note; }), "");
    auto made = form();
    made.scheme = "national-website";
    run(office_, [&](Context& in) { return begin(in, made); }).value();
    EXPECT_EQ(read([](auto& tx) { return store::newest(tx, "national-website")->number; }), 1);
}

TEST_P(Assessments, APreviewShowsEachUnitBeforeAndAfter) {
    for (int i = 0; i < 3; ++i) dead_link(unit_, "链接", Date(2026, 8, 1), Date(2026, 8, 2));
    auto id = begun();
    EXPECT_EQ(judged(id, other_, "judged", {.number = "1", .words = "一项"}), "");
    auto before = read_scheme(small).value(), after = read_scheme(with("\"per_case\": 0.5", "\"per_case\": 1")).value();
    auto made = seen([&](Context& in) { return preview(in, before, after); });
    EXPECT_EQ(made.period, "第三季度");
    std::vector<std::string> effects;
    for (auto const& one : made.effects)
        effects.push_back(one.unit + " " + points_text(one.before.score) + " " + points_text(one.after.score));
    EXPECT_EQ(effects, (std::vector<std::string>{"县财政局 8.5 7", "县民政局 8 8"}));
    EXPECT_EQ(read([](auto& tx) { return store::newest(tx, "small")->number; }), 1) << "nothing is saved";
    // Another source is counted anew.
    auto other = read_scheme(with("link_dead", "attachment_broken")).value();
    auto anew = seen([&](Context& in) { return preview(in, before, other); });
    EXPECT_EQ(anew.effects.at(0).after.score, 1000);
    run(office_, [&](Context& in) { return drop(in, id, "开错了"); }).value();
    EXPECT_EQ(seen([&](Context& in) { return preview(in, before, after).period; }), "") << "a dropped one is no ground";
}

INSTANTIATE_TEST_SUITE_P(Both, Assessments, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::assessment
