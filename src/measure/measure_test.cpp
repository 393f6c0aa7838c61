#include "catalogue/due.hpp"
#include "disclosure/life_fixture.hpp"
#include "measure/measure_fixture.hpp"
#include "measure/store.hpp"
#include "organ/store.hpp"
#include "remedy/store.hpp"
#include "request/store.hpp"
#include "supervision/actions.hpp"
#include "supervision/store.hpp"

namespace mingtang::measure {
namespace {

TEST_P(Measures, WhatWasFiledIsCountedOnceInTheMonthOfItsFirstFiling) {
    publish(Date(2026, 9, 1), Date(2026, 9, 3));
    auto id = filed(Date(2026, 10, 8), Date(2026, 10, 9));
    auto reviewer = disclosure::person(3, "审核", unit_, {organ::Role::reviewer});
    on(Date(2026, 10, 10), reviewer, [&](Context& in) { return disclosure::send_back(in, id, "请补充附件"); }).value();
    on(Date(2026, 11, 2), everybody_, [&](Context& in) { return disclosure::file(in, id, ""); }).value();
    auto dropped = filed(Date(2026, 10, 8), Date(2026, 10, 12));
    on(Date(2026, 10, 12), everybody_, [&](Context& in) { return disclosure::recall(in, dropped, ""); }).value();
    EXPECT_EQ(figure(Measure::filed, month("2026-09")), "1");
    EXPECT_EQ(figure(Measure::filed, month("2026-10")), "2");
    on(Date(2026, 10, 13), everybody_, [&](Context& in) { return disclosure::drop(in, dropped); }).value();
    EXPECT_EQ(figure(Measure::filed, month("2026-10")), "1");
    EXPECT_EQ(figure(Measure::filed, month("2026-11")), "0");
    EXPECT_EQ(figure(Measure::filed, month("2026-10"), other_), "0");
}

TEST_P(Measures, WhatIsPublicIsOnTimeUntilItsLastDay) {
    Date produced(2026, 9, 1), due = disclosure::publish_due(produced, "", calendar_);
    ASSERT_EQ(due, Date(2026, 9, 29)) << "20 September is a make-up day, 25 September the festival";
    publish(produced, due);
    publish(produced, due + 1);
    auto gone = publish(produced, due);
    auto late = publish(produced, due + 1);
    EXPECT_EQ(figure(Measure::published, month("2026-09")), "4");
    EXPECT_EQ(figure(Measure::published_on_time, month("2026-09")), "2/4");
    on(Date(2026, 10, 20), office_, [&](Context& in) { return disclosure::withdraw(in, gone, "内容有误"); }).value();
    EXPECT_EQ(figure(Measure::published_on_time, month("2026-09")), "1/3") << "a correction corrects the month that is past";
    // A revision makes nothing public for the first time.
    auto edition = on(Date(2026, 10, 21), everybody_, [&](Context& in) { return disclosure::revise(in, late, "更正数字"); }).value().id;
    on(Date(2026, 10, 21), everybody_, [&](Context& in) { return disclosure::file(in, edition, ""); }).value();
    auto reviewer = disclosure::person(3, "审核", unit_, {organ::Role::reviewer, organ::Role::secrecy_reviewer});
    on(Date(2026, 10, 21), reviewer, [&](Context& in) { return disclosure::pass(in, edition, ""); }).value();
    on(Date(2026, 10, 21), reviewer, [&](Context& in) {
        return disclosure::review_secrecy(in, edition, {.checked = "全文", .basis = "不涉密"});
    }).value();
    on(Date(2026, 10, 22), office_, [&](Context& in) { return disclosure::publish(in, edition, ""); }).value();
    EXPECT_EQ(figure(Measure::published, month("2026-09")), "3");
    EXPECT_EQ(figure(Measure::published, month("2026-10")), "0");
    EXPECT_EQ(figure(Measure::filed, month("2026-10")), "1");
}

TEST_P(Measures, OnlyTheOfficesReturnsCount) {
    auto first = in_recheck(Date(2026, 10, 8), Date(2026, 10, 9));
    auto second = in_recheck(Date(2026, 10, 8), Date(2026, 10, 9));
    auto in_house = filed(Date(2026, 10, 8), Date(2026, 10, 9));
    auto reviewer = disclosure::person(3, "审核", unit_, {organ::Role::reviewer});
    on(Date(2026, 10, 10), reviewer, [&](Context& in) { return disclosure::send_back(in, in_house, "请补充附件"); }).value();
    on(Date(2026, 10, 31), office_, [&](Context& in) { return disclosure::send_back(in, first, "标题与内容不符"); }).value();
    on(Date(2026, 10, 12), office_, [&](Context& in) { return disclosure::publish(in, second, ""); }).value();
    EXPECT_EQ(figure(Measure::returned, month("2026-10")), "1/2");
    EXPECT_EQ(figure(Measure::returned, month("2026-11")), "0/0");
}

TEST_P(Measures, ADraftIsOverdueFromTheDayAfterItsLastDayUntilItIsPublic) {
    Date produced(2026, 9, 1), due(2026, 9, 29);
    auto id = in_recheck(produced, Date(2026, 9, 20));
    EXPECT_EQ(figure(Measure::overdue_drafts, until(due)), "0/0");
    EXPECT_EQ(figure(Measure::overdue_drafts, until(due + 1)), "1/1");
    EXPECT_EQ(figure(Measure::overdue_drafts, month("2026-10")), "1/1");
    on(Date(2026, 10, 20), office_, [&](Context& in) { return disclosure::publish(in, id, ""); }).value();
    EXPECT_EQ(figure(Measure::overdue_drafts, until(due + 1)), "1/1") << "it was late then";
    EXPECT_EQ(figure(Measure::overdue_drafts, until(Date(2026, 10, 19))), "1/1");
    EXPECT_EQ(figure(Measure::overdue_drafts, until(Date(2026, 10, 20))), "0/1") << "public since";
    EXPECT_EQ(figure(Measure::overdue_drafts, month("2026-11")), "0/0") << "public before the month began";
}

TEST_P(Measures, AnEntryIsOverdueAsOfAnyDay) {
    EXPECT_EQ(figure(Measure::overdue_items, month("2026-08")), "0/1");
    publish(Date(2026, 8, 20), Date(2026, 8, 21));
    EXPECT_EQ(figure(Measure::overdue_items, month("2026-09")), "0/1") << "due on the last day of September";
    EXPECT_EQ(figure(Measure::overdue_items, until(Date(2026, 10, 1))), "1/1");
    publish(Date(2026, 10, 20), Date(2026, 10, 21));
    EXPECT_EQ(figure(Measure::overdue_items, until(Date(2026, 10, 20))), "1/1") << "as of a day before the last publication";
    EXPECT_EQ(figure(Measure::overdue_items, month("2026-10")), "0/1");
    EXPECT_EQ(figure(Measure::overdue_items, month("2026-11")), "0/1");
    EXPECT_EQ(figure(Measure::overdue_items, month("2026-12")), "1/1") << "a day ahead rehearses it";
    EXPECT_EQ(figure(Measure::overdue, {Date(2026, 8, 1), Date(2026, 10, 20)}), "1/2") << "one piece was due, and was public";
}

TEST_P(Measures, EachDemandToRectifyHasItsOwnDay) {
    auto issued = on(Date(2026, 10, 8), office_, [&](Context& in) {
                      return supervision::issue(in, unit_, {.title = "栏目空白", .demand = "请补充。", .working_days = "5"});
                  }).value();
    ASSERT_EQ(issued.due_on, Date(2026, 10, 14));
    EXPECT_EQ(figure(Measure::rectified, until(Date(2026, 10, 14))), "0/0") << "its last day is not over";
    EXPECT_EQ(figure(Measure::rectified, until(Date(2026, 10, 15))), "0/1");
    on(Date(2026, 10, 14), everybody_, [&](Context& in) { return supervision::answer(in, issued.id, "已补充。", {}); }).value();
    EXPECT_EQ(figure(Measure::rectified, month("2026-10")), "1/1");
    on(Date(2026, 10, 15), office_, [&](Context& in) { return supervision::send_back(in, issued.id, "仍不完整", "5"); }).value();
    EXPECT_EQ(figure(Measure::rectified, until(Date(2026, 10, 20))), "0/1") << "the answer did not do, the second demand still runs";
    EXPECT_EQ(figure(Measure::rectified, month("2026-10")), "0/2") << "22 October has passed";
    on(Date(2026, 10, 22), everybody_, [&](Context& in) { return supervision::answer(in, issued.id, "已完整。", {}); }).value();
    on(Date(2026, 10, 23), office_, [&](Context& in) { return supervision::verify(in, issued.id, "通过"); }).value();
    EXPECT_EQ(figure(Measure::rectified, month("2026-10")), "1/2");
    auto mistaken = on(Date(2026, 10, 9), office_, [&](Context& in) {
                        return supervision::issue(in, unit_, {.title = "误发", .demand = "请整改。", .working_days = "5"});
                    }).value();
    EXPECT_EQ(figure(Measure::rectified, month("2026-10")), "1/3");
    on(Date(2026, 10, 10), office_, [&](Context& in) { return supervision::withdraw(in, mistaken.id, "不属实"); }).value();
    EXPECT_EQ(figure(Measure::rectified, month("2026-10")), "1/2");
}

TEST_P(Measures, AnApplicationCountsOnTheDayThatComesFirst) {
    struct Row {
        char const* what;
        Date received, closed;
        char const* outcome;
        request::Source source;
        request::State state;
        int extended_by;
        char const *answered, *on_time;  // of November
    };
    using request::Source;
    using request::State;
    Date in_october(2026, 10, 12), last = calendar_.add_working_days(in_october, 20);
    ASSERT_EQ(last, Date(2026, 11, 9));
    std::vector<Row> const rows{
        {"last day", in_october, last, "r1_granted", Source::desk, State::answered, 0, "1", "1/1"},
        {"a day late", in_october, last + 1, "r1_granted", Source::desk, State::answered, 0, "1", "0/1"},
        {"extended", in_october, last + 1, "r1_granted", Source::desk, State::answered, 20, "1", "1/1"},
        {"open and late", in_october, {}, "", Source::desk, State::in_hand, 0, "0", "0/1"},
        {"open, waits for the applicant", in_october, {}, "", Source::desk, State::awaiting_supplement, 0, "0", "0/0"},
        {"late in December", in_october, Date(2026, 12, 3), "r1_granted", Source::desk, State::answered, 0, "0", "0/1"},
        {"answered in October", in_october, Date(2026, 10, 30), "r1_granted", Source::desk, State::answered, 0, "0", "0/0"},
        {"late since October", Date(2026, 9, 1), Date(2026, 11, 3), "r1_granted", Source::desk, State::answered, 0, "1", "0/0"},
        {"lapsed", in_october, last + 1, "r6_1_no_correction", Source::desk, State::not_handled, 0, "0", "0/0"},
        {"of a register", in_october, last + 1, "r1_granted", Source::register_, State::archived, 0, "1", "0/0"},
    };
    for (auto const& row : rows) {
        Id id = 0;
        by_system(Date(2026, 10, 12), [&](Context& in) -> Done {
            request::InfoRequest one{.unit_id = unit_,
                                     .case_number = row.what,
                                     .source = row.source,
                                     .state = row.state,
                                     .arrived_on = row.received,
                                     .received_on = row.received,
                                     .extended_by = row.extended_by,
                                     .outcome = row.outcome,
                                     .closed_on = row.closed};
            request::store::save(in.tx, one);
            id = one.id;
            return {};
        });
        EXPECT_EQ(figure(Measure::applications_answered, month("2026-11")), row.answered) << row.what;
        EXPECT_EQ(figure(Measure::applications_answered_on_time, month("2026-11")), row.on_time) << row.what;
        by_system(Date(2026, 10, 12), [&](Context& in) -> Done {
            storage::change(in.tx, "delete from request_info_request where id = :a", id);
            return {};
        });
    }
}

TEST_P(Measures, ReviewsAndFindings) {
    by_system(Date(2026, 10, 12), [&](Context& in) -> Done {
        int number = 0;
        for (auto result : {remedy::Result::corrected, remedy::Result::upheld, remedy::Result::corrected}) {
            remedy::Case one{.unit_id = unit_,
                             .case_number = std::to_string(++number),
                             .accepted_on = Date(2026, 9, 1),
                             .decided_on = Date(2026, 10, 31),
                             .result = result,
                             .struck_reason = number == 3 ? "误登" : ""};
            remedy::store::save(in.tx, one);
        }
        for (auto state : {supervision::FindingState::open, supervision::FindingState::dismissed, supervision::FindingState::gone}) {
            supervision::Finding one{.kind = supervision::FindingKind::link_dead,
                                     .unit_id = unit_,
                                     .subject = "disclosure:" + std::to_string(++number),
                                     .title = "公告",
                                     .state = state,
                                     .first_seen_on = Date(2026, 10, 1),
                                     .last_seen_on = Date(2026, 11, 1)};
            supervision::store::save(in.tx, one);
        }
        supervision::Finding one{.kind = supervision::FindingKind::link_dead,
                                 .unit_id = unit_,
                                 .subject = "disclosure:" + std::to_string(++number),
                                 .title = "公告",
                                 .state = supervision::FindingState::gone,
                                 .reason = "不是问题，后来链接也撤了",
                                 .first_seen_on = Date(2026, 10, 1),
                                 .last_seen_on = Date(2026, 11, 1)};
        supervision::store::save(in.tx, one);
        return {};
    });
    EXPECT_EQ(figure(Measure::applications_corrected, month("2026-10")), "1/2");
    EXPECT_EQ(figure(Measure::findings, month("2026-10")), "2");
    EXPECT_EQ(figure(Measure::findings, month("2026-11")), "0");
}

TEST_P(Measures, EveryFigureIsItsRecords) {
    for (int day = 0; day < 80; day += 3) {
        Date produced = Date(2026, 8, 3) + day;
        publish(produced, produced + (day % 7) * 6, day % 2 ? unit_ : other_);
        if (day % 4 == 0) in_recheck(produced, produced + 1);
    }
    auto tx = trial_.database().read();
    PastDays past;
    for (auto const& definition : definitions())
        for (auto const* text : months) {
            auto period = month(text);
            std::map<Id, Figure> counted;
            std::set<std::string> keys;
            for (auto const& row : records_of(tx, definition.measure, 0, period, calendar_)) {
                auto& figure = counted[row.unit_id];
                figure.unit_id = row.unit_id;
                figure.number += row.counted;
                figure.of += definition.is_rate();
                EXPECT_TRUE(row.counted || definition.is_rate()) << "a plain count lists what it counts";
                EXPECT_TRUE(keys.insert(row.key).second) << definition.name << " " << row.key;
                EXPECT_FALSE(row.title.empty() || row.why.empty() || row.url.empty() || !row.day) << definition.name;
                EXPECT_EQ(row.why.find('{'), std::string::npos) << row.why;
            }
            EXPECT_EQ(measured(tx, definition.measure, period, calendar_), counted) << definition.name << text;
            EXPECT_EQ(measured(tx, definition.measure, period, calendar_, 0, &past), counted) << definition.name << text;
            EXPECT_EQ(measured(tx, definition.measure, period, calendar_, 0, &past), counted) << "kept, " << definition.name << text;
            auto of_one = measured(tx, definition.measure, period, calendar_, unit_, &past);
            EXPECT_EQ(of_one.contains(unit_) ? of_one.at(unit_) : Figure{}, counted.contains(unit_) ? counted.at(unit_) : Figure{});
            EXPECT_FALSE(of_one.contains(other_));
        }
}

INSTANTIATE_TEST_SUITE_P(Both, Measures, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

TEST(MeasureWords, EveryMeasureIsSaidInFull) {
    for (auto const& one : definitions()) {
        auto name = std::string(to_text(one.measure));
        for (auto const& said : {one.name, one.definition, one.unit, one.number}) EXPECT_TRUE(!said.empty() && said != name) << name;
        EXPECT_EQ(one.is_rate(), one.minimum > 0) << name;
    }
}

TEST(MeasureFigures, AreComparedAsFractions) {
    struct Row {
        Measure measure;
        Figure a, b;
        int result;
    };
    for (auto const& row : std::vector<Row>{{Measure::filed, {1, 3, 0}, {2, 4, 0}, -1},
                                            {Measure::filed, {1, 3, 0}, {2, 3, 0}, 0},
                                            {Measure::published_on_time, {1, 1, 3}, {2, 2, 6}, 0},
                                            {Measure::published_on_time, {1, 1, 3}, {2, 33, 100}, 1},
                                            {Measure::overdue, {1, 1, 3}, {2, 33, 100}, -1},
                                            {Measure::overdue, {1, 0, 3}, {2, 0, 100}, 0}})
        EXPECT_EQ(compare(row.measure, row.a, row.b), row.result) << to_text(row.measure) << row.a.number << "/" << row.a.of;
}

TEST(MeasureFigures, AreShownToATenth) {
    auto const& rate = definition_of(Measure::published_on_time);
    EXPECT_EQ(shown({1, 1, 3}, rate), "33.3%");
    EXPECT_EQ(shown({1, 2, 3}, rate), "66.7%");
    EXPECT_EQ(shown({1, 3, 3}, rate), "100.0%");
    EXPECT_EQ(shown({1, 1999, 2000}, rate), "100.0%");
    EXPECT_EQ(shown({1, 0, 0}, rate), "—");
    EXPECT_EQ(shown({1, 7, 0}, definition_of(Measure::filed)), "7");
    EXPECT_FALSE(is_enough({1, 4, 4}, rate, 5));
    EXPECT_TRUE(is_enough({1, 0, 5}, rate, 5));
    EXPECT_TRUE(is_enough({1, 0, 0}, definition_of(Measure::filed), 5));
}

TEST(MeasurePeriods, MonthsHaveTheirDays) {
    EXPECT_EQ(month_of("2026-02")->to, Date(2026, 2, 28));
    EXPECT_EQ(month_of("2028-02")->to, Date(2028, 2, 29));
    EXPECT_EQ(month_of("2026-12")->to, Date(2026, 12, 31));
    EXPECT_EQ(month_of("2026-12")->from, Date(2026, 12, 1));
    for (auto const* bad : {"", "2026", "2026-13", "2026-1", "2026-00", "2026-12-01", "x026-12"}) EXPECT_FALSE(month_of(bad)) << bad;
}

}  // namespace
}  // namespace mingtang::measure
