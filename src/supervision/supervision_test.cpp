#include "supervision/rules.hpp"
#include "supervision/supervision_fixture.hpp"

namespace mingtang::supervision {
namespace {

class Supervision : public SupervisionSite {};

TEST_P(Supervision, APatrolSeesWhatPassedItsDay) {
    publish("局长调研", "<p>下乡。</p>", Date(2026, 11, 20), "news");
    auto old = publish("暂行办法", "<p>试行两年。</p>", Date(2026, 10, 8), "policy", "2026-11-30");
    auto draft = run(filer_,
                     [&](Context& in) {
                         return disclosure::start(in, unit_,
                                                  {.title = "决算说明",
                                                   .kind = "budget",
                                                   .catalogue_item_id = std::to_string(item_),
                                                   .produced_on = "2026-10-08",
                                                   .body = "<p>x</p>"});
                     })
                     .value()
                     .id;
    auto late = "draft_late edition:" + std::to_string(draft);
    EXPECT_EQ(patrolled().fresh, 1);
    EXPECT_EQ(findings(), (std::vector<std::string>{late}));
    days(4);
    patrolled();
    EXPECT_EQ(findings(), (std::vector<std::string>{late})) << "the last day of validity itself";
    days(5);
    auto seen = patrolled();
    EXPECT_EQ(seen.seen, 3);
    EXPECT_EQ(seen.fresh, 2);
    EXPECT_EQ(findings(), (std::vector<std::string>{late, "validity_passed disclosure:" + std::to_string(old),
                                                    "column_stale unit:" + std::to_string(unit_) + "#news"}));
}

/// kind, last published, the first day on which it is found.
TEST_P(Supervision, ColumnsAreStaleFromTheDayAfterTheirPeriod) {
    struct Row {
        char const* kind;
        Date published, last_good;
    };
    for (auto const& row : std::vector<Row>{{"news", Date(2026, 11, 1), Date(2026, 11, 15)},
                                            {"policy", Date(2026, 8, 31), Date(2027, 2, 28)},
                                            {"plan", Date(2024, 2, 29), Date(2025, 2, 28)}}) {
        clock_ = FakeClock(row.last_good);
        publish(std::string("栏目") + row.kind, "<p>x</p>", row.published, row.kind);
        auto stale = [&] {
            return run(Actor::of_system("t"),
                       [&](Context& in) -> Outcome<int> {
                           int number = 0;
                           for (auto const& one : look(in)) number += one.kind == FindingKind::column_stale && one.due_on == row.last_good;
                           return number;
                       })
                .value();
        };
        EXPECT_EQ(stale(), 0) << row.kind;
        days(1);
        EXPECT_EQ(stale(), 1) << row.kind;
    }
}

TEST_P(Supervision, WhatIsMendedIsGoneAndComesBackAsNew) {
    auto change = [&](std::string fax) {
        run(Actor::of_system("test"), [&](Context& in) -> Done {
            auto unit = organ::store::unit_by_id(in.tx, unit_).value();
            unit.fax = fax;
            organ::store::save(in.tx, unit);
            return {};
        });
    };
    publish("公开指南", "<p>x</p>", Date(2026, 11, 26), "guide");
    change("");
    patrolled();
    ASSERT_EQ(findings().size(), 1u);
    auto id = first_finding();
    EXPECT_EQ(read([&](auto& tx) { return store::finding(tx, id)->detail; }), "缺少：传真号码");
    EXPECT_EQ(code(run(reviewer_, [&](Context& in) { return dismiss(in, id, "没有传真机"); })), "supervision.dismiss.forbidden");
    EXPECT_EQ(code(run(inspector_, [&](Context& in) { return dismiss(in, id, " "); })), "supervision.dismiss.missing");
    EXPECT_EQ(code(run(inspector_, [&](Context& in) { return dismiss(in, id, "没有传真机"); })), "");
    days(1);
    patrolled();
    EXPECT_EQ(findings(FindingState::dismissed).size(), 1u) << "stays dismissed while it is seen";
    days(1);
    change("0990-5550102");
    EXPECT_EQ(patrolled().gone, 1);
    EXPECT_TRUE(findings(FindingState::dismissed).empty());
    days(1);
    change("");
    EXPECT_EQ(patrolled().fresh, 1) << "the reason was for the fault of that time";
    EXPECT_EQ(findings().size(), 1u);
}

TEST_P(Supervision, TextsAreCompared) {
    std::string words;
    for (int i = 0; i < 40; ++i) words += "全年收入保持平稳增长，支出进度符合预期；";
    for (int i = 0; i < 30; ++i)
        words += std::string("第") + std::to_string(i) + "项工作扎实推进" + (i % 2 ? "并取得成效" : "且持续完善") + "。";
    auto first = publish("三季度报告", "<p>" + words + "</p>", Date(2026, 10, 8), "report");
    auto second = publish("四季度报告", "<p>2026年 " + words + "</p>", Date(2026, 11, 25), "report");
    publish("链接",
            "<p><a href=\"/disclosure/" + std::to_string(first) +
                "\">好</a><a href=\"/disclosure/999\">坏</a><a href=\"/units/nowhere\">坏</a><a href=\"/search?q=x\">不看</a></p>",
            Date(2026, 11, 25), "notice");
    patrolled();
    EXPECT_EQ(findings(), (std::vector<std::string>{"link_dead disclosure:" + std::to_string(second + 1),
                                                    "same_as_before disclosure:" + std::to_string(second)}));
    read([&](auto& tx) {
        EXPECT_EQ(store::findings(tx, {.kind = FindingKind::link_dead}).at(0).detail, "/disclosure/999 /units/nowhere");
        return 0;
    });
}

TEST(Likeness, IsOfWordsNotOfDates) {
    EXPECT_DOUBLE_EQ(likeness("2026年全县收入增长", "2025 年全县收入增长"), 1);
    EXPECT_DOUBLE_EQ(likeness("", ""), 0);
    EXPECT_DOUBLE_EQ(likeness("", "全县收入"), 0);
    EXPECT_LT(likeness("全县财政收入增长百分之五", "教师资格认定工作安排"), 0.1);
    EXPECT_NEAR(likeness("甲乙丙丁", "甲乙丙戊"), 1.0 / 3, 1e-9);
}

TEST_P(Supervision, ACaseIsOneThreadFromNoticeToVerification) {
    publish("局长调研", "<p>下乡。</p>", Date(2026, 11, 1), "news");
    patrolled();
    auto finding = first_finding();
    EXPECT_EQ(code(run(reviewer_, [&](Context& in) { return issue(in, unit_, {.title = "x", .demand = "y", .working_days = "5"}); })),
              "supervision.issue.forbidden");
    EXPECT_EQ(code(run(inspector_, [&](Context& in) { return issue(in, unit_, {.title = "x", .demand = "y", .working_days = "61"}); })),
              "supervision.issue.days");
    auto record = issued({finding});
    EXPECT_EQ(record.number, "督〔2026〕1号");
    EXPECT_EQ(record.due_on, Date(2026, 12, 3));
    EXPECT_EQ(findings(FindingState::in_case).size(), 1u);
    EXPECT_EQ(
        code(run(inspector_,
                 [&](Context& in) { return issue(in, unit_, {.title = "x", .demand = "y", .working_days = "5", .findings = {finding}}); })),
        "supervision.issue.not_open");
    auto id = record.id;
    EXPECT_EQ(code(run(filer_, [&](Context& in) { return answer(in, id, "已补发", {}); })), "supervision.answer.forbidden");
    EXPECT_EQ(code(run(reviewer_, [&](Context& in) { return answer(in, id, "", {}); })), "supervision.answer.missing");
    EXPECT_EQ(run(reviewer_, [&](Context& in) { return answer(in, id, "已补发", {}); }).value().state, State::answered);
    EXPECT_EQ(code(run(reviewer_, [&](Context& in) { return verify(in, id, "好"); })), "supervision.verify.forbidden");
    EXPECT_EQ(code(run(inspector_, [&](Context& in) { return verify(in, id, "好"); })), "supervision.verify.still_seen");
    publish("新的动态", "<p>新。</p>", Date(2026, 11, 26), "news");
    days(1);
    patrolled();
    EXPECT_EQ(run(inspector_, [&](Context& in) { return verify(in, id, "已看到新发布的信息"); }).value().state, State::closed);
    read([&](auto& tx) {
        std::vector<std::string> actions;
        for (auto const& step : store::steps_of(tx, id)) actions.push_back(step.action + " " + step.person_name);
        EXPECT_EQ(actions, (std::vector<std::string>{"issue 督查员", "answer 财政局审核人", "verify 督查员"}));
        return 0;
    });
}

TEST_P(Supervision, ItEscalatesStageByStageWhenTheDayPassed) {
    auto id = issued().id;
    auto up = [&] { return run(inspector_, [&](Context& in) { return escalate(in, id, "逾期没有整改", "3"); }); };
    EXPECT_EQ(code(up()), "supervision.escalate.too_early");
    EXPECT_EQ(run(inspector_, [&](Context& in) { return extend(in, id, "材料较多", "5"); }).value().due_on, Date(2026, 12, 10));
    EXPECT_EQ(code(run(inspector_, [&](Context& in) { return extend(in, id, "再延", "5"); })), "supervision.extend.twice");
    days(14);
    EXPECT_EQ(code(up()), "supervision.escalate.too_early") << "the last day itself";
    days(1);
    EXPECT_EQ(up().value().stage, Stage::order);
    run(reviewer_, [&](Context& in) { return answer(in, id, "改了一半", {}); }).value();
    EXPECT_EQ(code(run(inspector_, [&](Context& in) { return send_back(in, id, "没有改完", "0"); })), "supervision.issue.days");
    run(inspector_, [&](Context& in) { return send_back(in, id, "没有改完", "3"); }).value();
    EXPECT_EQ(up().value().stage, Stage::circular) << "an answer that did not do is enough";
    days(30);
    EXPECT_EQ(up().value().stage, Stage::discipline);
    days(30);
    EXPECT_EQ(code(up()), "supervision.escalate.last");
    EXPECT_EQ(run(inspector_, [&](Context& in) { return show(in, id, true); }).value().is_public, true);
    EXPECT_EQ(read([&](auto& tx) { return store::rectifications(tx, {.public_only = true}).size(); }), 1u);
    EXPECT_EQ(run(inspector_, [&](Context& in) { return withdraw(in, id, "事实有误"); }).value().state, State::withdrawn);
    EXPECT_EQ(read([&](auto& tx) { return store::rectifications(tx, {.public_only = true}).size(); }), 0u);
    EXPECT_EQ(issued().number, "督〔2027〕1号");
}

TEST_P(Supervision, WhatThePublicReadsNamesNobody) {
    auto const personal = std::string("请联系王某，手机13812345678");
    auto made = [&](bool is_public, std::string const& title, std::string const& demand) {
        return run(inspector_, [&](Context& in) {
            return issue(in, unit_, {.title = title, .demand = demand, .working_days = "5", .is_public = is_public});
        });
    };
    auto refused = made(true, "整改", personal);
    ASSERT_EQ(code(refused), "supervision.public.personal");
    EXPECT_EQ(refused.error().field, "demand");
    EXPECT_NE(refused.error().details.at(0).second.find("问题和整改要求：手机号"), std::string::npos)
        << refused.error().details.at(0).second;
    EXPECT_EQ(refused.error().details.at(0).second.find("13812345678"), std::string::npos);
    EXPECT_EQ(made(true, personal, "请整改").error().field, "title");
    EXPECT_EQ(code(made(true, "整改", "请拨打0990-5550101询问")), "") << "the unit's own number is nobody's personal data";

    auto id = made(false, "整改", personal).value().id;
    auto shown = [&](bool to) { return code(run(inspector_, [&](Context& in) { return show(in, id, to); })); };
    EXPECT_EQ(shown(true), "supervision.show.personal") << "what was written before becomes public too";
    id = made(false, "整改", "请整改").value().id;
    EXPECT_EQ(shown(true), "");
    auto answered = [&](std::string const& words) { return run(reviewer_, [&](Context& in) { return answer(in, id, words, {}); }); };
    EXPECT_EQ(code(answered(personal)), "supervision.public.personal");
    EXPECT_EQ(answered(personal).error().field, "words");
    EXPECT_EQ(code(answered("已经整改")), "");
    EXPECT_EQ(code(run(inspector_, [&](Context& in) { return send_back(in, id, personal, "5"); })), "supervision.public.personal");
    EXPECT_EQ(code(run(inspector_, [&](Context& in) { return verify(in, id, personal); })), "supervision.public.personal");
    EXPECT_EQ(shown(false), "");
    EXPECT_EQ(code(run(inspector_, [&](Context& in) { return verify(in, id, personal); })), "") << "of no concern to the public";
}

TEST_P(Supervision, OnlyInspectorsAndTheUnitSeeACase) {
    auto id = issued().id;
    auto sees = [&](Actor const& actor) { return code(run(actor, [&](Context& in) { return find(in, id); })); };
    EXPECT_EQ(sees(inspector_), "");
    EXPECT_EQ(sees(reviewer_), "");
    EXPECT_EQ(sees(disclosure::person(9, "外单位", unit_ + 1, {organ::Role::reviewer})), "supervision.find.not_found");
    EXPECT_EQ(sees(Actor::the_public()), "supervision.find.not_found");
}

/// The organ in charge decides over units: its role granted for one unit reads that unit's cases and takes no step in them.
TEST_P(Supervision, AnOfficeOfOneUnitIsNotInCharge) {
    auto id = issued().id;
    auto office_of = [](Id unit) {
        return Actor{.person_id = 9, .name = "甲", .unit_id = unit, .grants = {{.unit_id = unit, .role = organ::Role::office}}};
    };
    auto own = office_of(unit_), other = office_of(unit_ + 1);
    EXPECT_EQ(code(run(own, [&](Context& in) { return find(in, id); })), "");
    EXPECT_EQ(code(run(other, [&](Context& in) { return find(in, id); })), "supervision.find.not_found");
    EXPECT_EQ(code(run(own, [&](Context& in) { return withdraw(in, id, "没有问题"); })), "supervision.withdraw.forbidden");
    EXPECT_EQ(code(run(own, [&](Context& in) { return issue(in, unit_, {.title = "x", .demand = "y", .working_days = "5"}); })),
              "supervision.issue.forbidden");
    EXPECT_EQ(code(run(own, [&](Context& in) { return ask_for_patrol(in); })), "supervision.patrol.forbidden");
    EXPECT_TRUE(possible(State::answered, own, unit_).empty());
    publish("局长调研", "<p>下乡。</p>", Date(2026, 11, 1), "news");
    patrolled();
    auto finding = first_finding();
    EXPECT_EQ(code(run(own, [&](Context& in) { return dismiss(in, finding, "没有问题"); })), "supervision.dismiss.forbidden");
}

/// state × action × role, in full.
TEST(SupervisionWorkflow, EveryStateActionAndRole) {
    std::map<std::string, std::string> const golden{
        {"issued answer reviewer", "answered"},  {"issued answer unit_head", "answered"},   {"answered verify office", "closed"},
        {"answered return office", "issued"},    {"issued extend office", "issued"},        {"issued escalate office", "issued"},
        {"issued withdraw office", "withdrawn"}, {"answered withdraw office", "withdrawn"}, {"issued show office", "issued"},
        {"answered show office", "answered"},    {"closed show office", "closed"},          {"issued hide office", "issued"},
        {"answered hide office", "answered"},    {"closed hide office", "closed"}};
    for (auto state : EnumNames<State>::names)
        for (auto action : EnumNames<Action>::names)
            for (auto role : EnumNames<organ::Role>::names) {
                auto outcome = next(*from_text<State>(state), *from_text<Action>(action),
                                    disclosure::person(1, "x", 7, {*from_text<organ::Role>(role)}), 7);
                auto key = std::string(state) + " " + std::string(action) + " " + std::string(role);
                EXPECT_EQ(outcome ? std::string(to_text(*outcome)) : "", golden.contains(key) ? golden.at(key) : "") << key;
            }
}

INSTANTIATE_TEST_SUITE_P(Both, Supervision, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::supervision
