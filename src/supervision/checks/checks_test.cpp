#include <cstdio>
#include <fstream>

#include "base/digest.hpp"
#include "supervision/checks/actions.hpp"
#include "supervision/checks/draw.hpp"
#include "supervision/checks/files.hpp"
#include "supervision/checks/store.hpp"
#include "supervision/supervision_fixture.hpp"

namespace mingtang::supervision::checks {
namespace {

std::vector<std::string> lines_of(std::vector<Member> const& sample) {
    std::vector<std::string> lines;
    for (auto const& one : sample)
        lines.push_back(std::string(to_text(one.kind)) + " " + std::to_string(one.unit_id) +
                        (one.kind == Kind::unit ? "" : " " + std::to_string(one.id)));
    return lines;
}

std::vector<Member> members() {
    std::vector<Member> all;
    for (Id unit : {3, 12, 7, 101, 5}) {
        all.push_back({Kind::unit, unit, unit});
        for (Id i = 0; i < unit; ++i)
            all.push_back({Kind::record, unit, unit * 100 + i}), all.push_back({Kind::entry, unit, unit * 10 + i});
    }
    return all;
}

TEST(Draw, ListIsSortedAndHoldsEachOnce) {
    std::vector<Member> twice{{Kind::unit, 10, 10}, {Kind::unit, 9, 9}, {Kind::record, 9, 4}, {Kind::entry, 9, 4}, {Kind::unit, 10, 10}};
    EXPECT_EQ(population_text(twice), "mingtang-spot-check 1\nentry 9 4\nrecord 9 4\nunit 10\nunit 9\n");
    EXPECT_THROW(draw("entry 9 4\n", "x", {}), std::invalid_argument);
    EXPECT_THROW(draw("mingtang-spot-check 1\nentry 9\n", "x", {}), std::invalid_argument);
    EXPECT_THROW(draw("mingtang-spot-check 1\nunit -9\n", "x", {}), std::invalid_argument);
}

TEST(Draw, SameSeedSameSample) {
    auto population = population_text(members());
    Wanted wanted{3, 4, 2};
    auto sample = draw(population, "2026-11-26", wanted);
    EXPECT_EQ(sample, draw(population, "2026-11-26", wanted));
    EXPECT_NE(sample, draw(population, "2026-11-27", wanted));
    EXPECT_EQ(draw(population, "a", {99, 0, 0}).size(), 5u) << "no more than there are";
    EXPECT_EQ(draw(population, "a", {1, 999, 0}).size(), 1u + std::size_t(draw(population, "a", {1, 0, 0})[0].unit_id));
    auto more = draw(population, "2026-11-26", {3, 5, 2});
    EXPECT_GT(more.size(), sample.size());
    for (auto const& one : sample) EXPECT_NE(std::find(more.begin(), more.end(), one), more.end()) << "a greater sample holds the smaller";
}

/// The worked example of docs/formats/spot-check.md draws what we draw.
TEST(Draw, AgreesWithTheExampleOfTheFormat) {
    std::ifstream page("docs/formats/spot-check.md");
    std::string text((std::istreambuf_iterator<char>(page)), {});
    auto from = text.find("```python\n");
    ASSERT_NE(from, text.npos);
    from += 10;
    auto folder = std::filesystem::temp_directory_path() / ("spot-check-" + random_token(4));
    std::filesystem::create_directories(folder);
    auto population = population_text(members());
    std::ofstream(folder / "draw.py") << text.substr(from, text.find("```", from) - from);
    std::ofstream(folder / "population.txt") << population;
    for (std::string seed : {"2026-11-26", "7f3a", "双色球 03 11 17"}) {
        auto command = "cd " + folder.string() + " && python3 draw.py population.txt '" + seed + "' 3 4 2";
        auto* pipe = ::popen(command.c_str(), "r");
        ASSERT_NE(pipe, nullptr);
        std::vector<std::string> drawn;
        char line[256];
        while (std::fgets(line, sizeof line, pipe)) drawn.emplace_back(line, std::string_view(line).find('\n'));
        EXPECT_EQ(::pclose(pipe), 0);
        EXPECT_EQ(drawn, lines_of(draw(population, seed, {3, 4, 2}))) << seed;
    }
    std::filesystem::remove_all(folder);
}

class CheckSite : public SupervisionSite {
  protected:
    DrawForm form_{.title = "第四季度抽查", .units = "3", .records = "2", .entries = "1", .seed = "2026"};
    Actor auditor_{.person_id = 8, .name = "审计员", .unit_id = 99, .grants = {{.role = organ::Role::auditor}}};
    Actor units_office_{.person_id = 9, .name = "分局公开科", .unit_id = 99, .grants = {{.unit_id = 99, .role = organ::Role::office}}};

    Check drawn() {
        return run(inspector_, [&](Context& in) { return checks::draw(in, form_); }).value();
    }
    std::string refused(DrawForm const& form) {
        return code(run(inspector_, [&](Context& in) { return checks::draw(in, form); }));
    }
    std::vector<Row> rows(Check const& check) {
        return read([&](auto& tx) { return store::rows_of(tx, check.id); });
    }
    Outcome<Row> judged(Id row, JudgeForm const& form) {
        return run(inspector_, [&](Context& in) { return judge(in, row, form); });
    }
    Finding finding(Id id) {
        return read([&](auto& tx) { return supervision::store::finding(tx, id).value(); });
    }
};

TEST_P(CheckSite, ASampleIsDrawnFromAFrozenList) {
    publish("预算一", "<p>1</p>", Date(2026, 11, 20), "budget");
    publish("预算二", "<p>2</p>", Date(2026, 11, 21), "budget");
    publish("预算三", "<p>3</p>", Date(2026, 11, 22), "budget");
    publish("旧", "<p>4</p>", Date(2020, 11, 22), "budget");
    auto check = drawn();
    EXPECT_EQ(check.number, "抽〔2026〕1号");
    EXPECT_EQ(check.population_units, 1);
    EXPECT_EQ(check.population_records, 3) << "of the year up to today";
    EXPECT_EQ(check.population_entries, 1);
    auto all = rows(check);
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all[0].title, "县财政局");
    EXPECT_EQ(all[3].title, "财政信息 / 预算");
    auto population = run(auditor_, [&](Context& in) -> Outcome<std::string> { return population_of(in, check); }).value();
    EXPECT_EQ(sha256(population), check.population_sha256);
    auto again = draw(population, check.seed, {check.units, check.records, check.entries});
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(again[i].id, all[i].subject_id);
    publish("预算四", "<p>5</p>", Date(2026, 11, 23), "budget");
    EXPECT_EQ(run(auditor_, [&](Context& in) -> Outcome<std::string> { return population_of(in, check); }).value(), population);
    EXPECT_EQ(drawn().number, "抽〔2026〕2号");
    auto kept = read([&](auto& tx) { return storage::Blobs::named(tx); });
    EXPECT_NE(std::find(kept.begin(), kept.end(), check.population_sha256), kept.end()) << "the nightly sweep leaves it";
}

TEST_P(CheckSite, RefusesWhatCannotBeDrawn) {
    auto with = [&](auto&& change) {
        auto form = form_;
        change(form);
        return refused(form);
    };
    EXPECT_EQ(with([](auto& f) { f.title = " "; }), "supervision.draw.missing");
    EXPECT_EQ(with([](auto& f) { f.title = std::string(201, 'x'); }), "supervision.draw.too_long");
    for (auto typed : {"0", "301", "", "x", "1.5", "-1", "99999999999999999999"})
        EXPECT_EQ(with([&](auto& f) { f.units = typed; }), "supervision.draw.units") << typed;
    EXPECT_EQ(with([](auto& f) { f.records = "51"; }), "supervision.draw.records");
    EXPECT_EQ(with([](auto& f) { f.entries = "-1"; }), "supervision.draw.entries");
    EXPECT_EQ(with([](auto& f) { f.since_on = "2026-02-30"; }), "supervision.draw.day");
    EXPECT_EQ(with([](auto& f) { f.since_on = "2026-11-27", f.until_on = "2026-11-26"; }), "supervision.draw.day");
    EXPECT_EQ(with([](auto& f) { f.seed = std::string(65, 'x'); }), "supervision.draw.seed");
    EXPECT_EQ(code(run(reviewer_, [&](Context& in) { return checks::draw(in, form_); })), "supervision.draw.forbidden");
    EXPECT_EQ(code(run(auditor_, [&](Context& in) { return checks::draw(in, form_); })), "supervision.draw.forbidden");
    EXPECT_EQ(code(run(units_office_, [&](Context& in) { return checks::draw(in, form_); })), "supervision.draw.forbidden");
    form_.seed = "";
    EXPECT_EQ(drawn().seed.size(), 16u) << "made by chance";
}

TEST_P(CheckSite, EachRowIsJudgedByHandAndTheCheckIsClosed) {
    publish("预算一", "<p>1</p>", Date(2026, 11, 20), "budget");
    auto check = drawn();
    auto all = rows(check);
    ASSERT_EQ(all.size(), 3u);
    auto bad = [&](JudgeForm const& form) { return code(judged(all[0].id, form)); };
    EXPECT_EQ(bad({}), "supervision.judge.missing");
    EXPECT_EQ(bad({.judgement = "pending"}), "supervision.judge.missing");
    EXPECT_EQ(bad({.judgement = "fail", .words = "x"}), "supervision.judge.criterion");
    EXPECT_EQ(bad({.judgement = "pass", .criterion = "beauty"}), "supervision.judge.criterion");
    EXPECT_EQ(bad({.judgement = "fail", .criterion = "true", .words = " "}), "supervision.judge.no_words");
    EXPECT_EQ(bad({.judgement = "pass", .words = std::string(2001, 'x')}), "supervision.judge.too_long");
    EXPECT_EQ(code(judged(999, {.judgement = "pass"})), "supervision.find.not_found");
    EXPECT_EQ(code(run(auditor_, [&](Context& in) { return judge(in, all[0].id, {.judgement = "pass"}); })), "supervision.judge.forbidden");
    EXPECT_EQ(code(run(auditor_, [&](Context& in) { return checks::find(in, check.id); })), "");
    EXPECT_EQ(code(run(units_office_, [&](Context& in) { return checks::find(in, check.id); })), "supervision.find.not_found");
    EXPECT_EQ(code(run(reviewer_, [&](Context& in) { return judge(in, all[0].id, {.judgement = "pass"}); })), "supervision.find.not_found");
    EXPECT_EQ(judged(all[0].id, {.judgement = "pass"}).value().judged_by_name, "督查员");
    EXPECT_EQ(code(run(inspector_, [&](Context& in) { return close(in, check.id); })), "supervision.close.pending");
    judged(all[1].id, {.judgement = "not_applicable"}).value();
    judged(all[2].id, {.judgement = "fail", .criterion = "timely", .words = "没有按月公开"}).value();
    EXPECT_EQ(run(inspector_, [&](Context& in) { return close(in, check.id); }).value().state, State::closed);
    EXPECT_EQ(bad({.judgement = "pass"}), "supervision.judge.closed");
    EXPECT_EQ(code(run(inspector_, [&](Context& in) { return close(in, check.id); })), "supervision.close.closed");
    EXPECT_TRUE(findings().empty() || findings()[0].find("spot_check") == std::string::npos) << "only where it is wanted";
    read([&](auto& tx) {
        std::vector<std::string> names;
        for (auto const& event : journal::read_back(tx, {.subject = "check:" + std::to_string(check.id)}))
            names.insert(names.begin(), event.name);
        EXPECT_EQ(names, (std::vector<std::string>{"supervision.check_drawn", "supervision.row_judged", "supervision.row_judged",
                                                   "supervision.row_judged", "supervision.check_closed"}));
        return 0;
    });
    auto csv = run(auditor_, [&](Context& in) -> Outcome<std::string> { return csv_of(in, check); }).value();
    EXPECT_EQ(csv.find("\xEF\xBB\xBF序号,单位,对象,编号,名称,判定,指标,说明,判定人,判定时间\r\n1,县财政局,单位,"), 0u) << csv;
    EXPECT_NE(csv.find("不合格,公开及时,没有按月公开,督查员,"), csv.npos) << csv;
    auto xlsx = run(auditor_, [&](Context& in) -> Outcome<std::string> { return xlsx_of(in, check); }).value();
    EXPECT_EQ(xlsx.substr(0, 4), "PK\x03\x04");
}

TEST_P(CheckSite, WhatFailsBecomesAFindingAndARectification) {
    publish("=预算", "<p>1</p>", Date(2026, 11, 20), "budget");
    auto check = drawn();
    auto row = rows(check).at(1);
    JudgeForm fail{.judgement = "fail", .criterion = "complete", .words = "缺少\n资金来源", .as_finding = true};
    row = judged(row.id, fail).value();
    auto found = finding(row.finding_id);
    EXPECT_EQ(found.kind, FindingKind::spot_check);
    EXPECT_EQ(found.subject, "disclosure:" + std::to_string(row.subject_id) + "#check_row:" + std::to_string(row.id));
    EXPECT_EQ(found.detail, "要素完整，与目录一致：缺少 资金来源");
    days(1);
    patrolled();
    EXPECT_EQ(finding(row.finding_id).state, FindingState::open) << "no patrol takes it away";
    judged(row.id, {.judgement = "pass"}).value();
    EXPECT_EQ(finding(row.finding_id).state, FindingState::gone);
    EXPECT_EQ(judged(row.id, fail).value().finding_id, row.finding_id) << "the same row";
    auto record = issued({row.finding_id});
    EXPECT_EQ(code(judged(row.id, {.judgement = "pass"})), "supervision.judge.in_case");
    run(reviewer_, [&](Context& in) { return answer(in, record.id, "已补充", {}); }).value();
    EXPECT_EQ(run(inspector_, [&](Context& in) { return verify(in, record.id, "内容完整"); }).value().state, supervision::State::closed);
    EXPECT_EQ(finding(row.finding_id).state, FindingState::gone) << "verified by hand";
    auto csv = run(auditor_, [&](Context& in) -> Outcome<std::string> { return csv_of(in, check); }).value();
    EXPECT_NE(csv.find(",'=预算,"), csv.npos) << "no formula";
}

INSTANTIATE_TEST_SUITE_P(Both, CheckSite, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::supervision::checks
