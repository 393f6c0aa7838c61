#include "catalogue/proposals.hpp"
#include "catalogue/store_proposals.hpp"
#include "clocks/clocks_fixture.hpp"
#include "clocks/words.hpp"

namespace mingtang::clocks {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Sources : public ClockSite {};

TEST(Standings, AreAskedOfADay) {
    auto calendar = law::Calendar::standard();
    struct Row {
        Date due, today;
        int days;
        Standing standing;
    };
    // 2026-10-01 to 10-07 is a holiday, Saturday 10-10 a working day.
    for (auto const& [due, today, days, expected] :
         {Row{Date(2026, 11, 20), Date(2026, 11, 23), 5, Standing::overdue},
          Row{Date(2026, 11, 23), Date(2026, 11, 23), 5, Standing::today},
          Row{Date(2026, 11, 30), Date(2026, 11, 23), 5, Standing::warning}, Row{Date(2026, 12, 1), Date(2026, 11, 23), 5, Standing::later},
          Row{Date(2026, 10, 7), Date(2026, 9, 30), 0, Standing::warning}, Row{Date(2026, 10, 8), Date(2026, 9, 30), 0, Standing::later},
          Row{Date(2026, 10, 8), Date(2026, 9, 30), 1, Standing::warning}, Row{Date(2026, 10, 12), Date(2026, 10, 8), 2, Standing::later},
          Row{Date(2026, 10, 12), Date(2026, 10, 8), 3, Standing::warning}, Row{Date(), Date(2026, 10, 8), 3, Standing::stopped}}) {
        Clock clock{.due_on = due};
        EXPECT_EQ(standing(clock, today, days, calendar), expected) << due.text() << " as of " << today.text() << ", " << days;
    }
    EXPECT_EQ(left_of(Date(2026, 11, 30), true, Date(2026, 11, 23), calendar).words, "还剩 5 个工作日");
    EXPECT_EQ(left_of(Date(2026, 11, 20), false, Date(2026, 11, 23), calendar).words, "逾期 1 个工作日");
    EXPECT_EQ(left_of(Date(2026, 11, 20), false, Date(2026, 11, 21), calendar).words, "已逾期") << "on a Saturday";
}

TEST_P(Sources, ACorrectedRecordCorrectsEveryFigure) {
    auto late = item(Date(2026, 9, 30), Date(2026, 10, 31));
    item(Date(2026, 10, 30), Date(2026, 11, 30));
    item(Date(2026, 11, 3), Date(2026, 12, 31));
    EXPECT_THAT(counted(), ElementsAre("item overdue 1", "item warning 1"));
    EXPECT_THAT(of(Kind::item)[0].why, HasSubstr("上次公开 2026-09-30"));
    EXPECT_EQ(of(Kind::item).size(), 3u);
    keep([&](Context& in) { catalogue::store::save_due(in.tx, {late, civil.id, Date(2026, 11, 20), Date(2026, 12, 31)}); });
    EXPECT_THAT(counted(), ElementsAre("item warning 1"));

    auto id = application([](auto& one) { one.reply_due = Date(2026, 11, 20); });
    EXPECT_THAT(counted(), ElementsAre("item warning 1", "reply overdue 1"));
    change(id, [](auto& one) { one.extended = true, one.extended_by = 20, one.reply_due = Date(2026, 12, 28); });
    EXPECT_THAT(counted(), ElementsAre("item warning 1"));
    EXPECT_THAT(of(Kind::reply)[0].why, HasSubstr("延长 20 个工作日"));
    change(id, [](auto& one) { one.closed_on = Date(2026, 11, 23), one.state = request::State::answered, one.reply_due = {}; });
    EXPECT_THAT(of(Kind::reply), IsEmpty());
}

TEST_P(Sources, DraftsWaitForWhoHasThem) {
    auto made = draft("王小二等人低保公示", Date(2026, 10, 12));
    auto all = of(Kind::draft);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].due_on, Date(2026, 11, 9)) << "twenty working days";
    EXPECT_EQ(all[0].basis, "ogi-2019:26");
    EXPECT_THAT(all[0].acts, ElementsAre(Role::filer));
    EXPECT_EQ(all[0].person_id, filer.id);
    EXPECT_EQ(all[0].title, "王小二等人低保公示");
    EXPECT_THAT(all[0].label, testing::Not(HasSubstr("王小二"))) << "what is not public is not named outside";
    by_system([&](Context& in) -> Outcome<disclosure::Edition> {
        auto edition = made;
        edition.state = disclosure::State::in_secrecy_review;
        disclosure::store::save(in.tx, edition);
        return edition;
    }).value();
    all = of(Kind::draft);
    EXPECT_THAT(all[0].acts, ElementsAre(Role::secrecy_reviewer));
    EXPECT_EQ(all[0].person_id, 0);
}

TEST_P(Sources, ApplicationsHaveTheirDays) {
    using request::State;
    application([](auto& one) {
        one.state = State::awaiting_supplement, one.reply_due = {};
        one.supplement_asked_on = Date(2026, 11, 5), one.supplement_due = Date(2026, 11, 24);
    });
    auto supplement = of(Kind::supplement);
    ASSERT_EQ(supplement.size(), 1u);
    EXPECT_EQ(supplement[0].due_on, Date(2026, 11, 24));
    EXPECT_EQ(supplement[0].basis, "ogi-2019:30");
    auto stopped = of(Kind::reply);
    ASSERT_EQ(stopped.size(), 1u) << "the reply stands still meanwhile";
    EXPECT_TRUE(stopped[0].stopped);
    EXPECT_FALSE(stopped[0].due_on);

    auto paying = application([](auto& one) { one.state = State::awaiting_payment, one.reply_due = {}; });
    auto asking = application([](auto& one) { one.state = State::consulting, one.reply_due = {}, one.reply_left = 9; });
    keep([&](Context& in) {
        request::FeeNotice fee{.request_id = paying, .served_on = Date(2026, 11, 3), .pay_due = Date(2026, 12, 1)};
        request::store::save(in.tx, fee);
        request::Consultation third{.request_id = asking, .served_on = Date(2026, 11, 10), .opinion_due = Date(2026, 12, 1)};
        request::store::save(in.tx, third);
        request::Consultation joint{.request_id = asking, .kind = request::Consultation::Kind::joint_producer};
        joint.served_on = Date(2026, 11, 11), joint.opinion_due = Date(2026, 12, 2);
        request::store::save(in.tx, joint);
    });
    EXPECT_EQ(of(Kind::payment).at(0).due_on, Date(2026, 12, 1));
    auto opinions = of(Kind::opinion);
    ASSERT_EQ(opinions.size(), 2u);
    EXPECT_EQ(opinions[0].basis, "ogi-2019:32");
    EXPECT_EQ(opinions[1].basis, "ogi-2019:34");
    EXPECT_NE(opinions[0].subject, opinions[1].subject);
    EXPECT_THAT(of(Kind::reply).back().why, HasSubstr("还有 9 个工作日"));
}

TEST_P(Sources, LettersWaitForWhoHasThem) {
    using participation::Letter;
    using participation::State;
    auto letter = [&](int number, State state, Id unit, Date due, int extended_by = 0) {
        auto text = "信〔2026〕" + std::to_string(number) + "号";
        Letter one{.unit_id = unit, .number = text, .state = state, .form_digest = text, .received_on = Date(2026, 11, 16)};
        one.reply_due = due, one.extended_by = extended_by;
        if (state == State::replied) one.replied_on = Date(2026, 11, 18);
        keep([&](Context& in) { participation::store::save(in.tx, one); });
    };
    letter(1, State::in_hand, civil.id, Date(2026, 11, 20));
    letter(2, State::in_review, civil.id, Date(2026, 11, 25), 2);
    letter(3, State::arrived, 0, Date(2026, 11, 23));
    letter(4, State::replied, civil.id, Date(2026, 11, 20));
    EXPECT_THAT(counted(), ElementsAre("letter overdue 1", "letter today 1", "letter warning 1"));
    auto all = of(Kind::letter);
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].label, "咨询来信 信〔2026〕1号");
    EXPECT_EQ(all[0].title, all[0].label) << "never what the writer says";
    EXPECT_EQ(all[0].url, "/desk/participation/letters/1");
    EXPECT_THAT(all[0].why, HasSubstr("2026-11-16 收到，咨询类来信 5 个工作日内答复"));
    EXPECT_THAT(all[0].acts, ElementsAre(Role::filer));
    EXPECT_THAT(all[1].acts, ElementsAre(Role::office));
    EXPECT_THAT(all[2].acts, ElementsAre(Role::reviewer));
    EXPECT_THAT(all[2].why, HasSubstr("延长 2 个工作日；现在：答复审核中"));
    EXPECT_EQ(read({.units = {civil.id}, .until = Date(2026, 12, 31), .kind = Kind::letter}).size(), 2u) << "a unit's alone";
    EXPECT_TRUE(may_see(actor(office), Kind::letter, 0));
    EXPECT_FALSE(may_see(actor(filer), Kind::letter, 0)) << "what nobody has yet";
    EXPECT_FALSE(may_see(actor(handler), Kind::letter, civil.id));
}

TEST_P(Sources, ASupplementCannotBeAskedForLate) {
    application([](auto& one) { one.received_on = Date(2026, 11, 13), one.handler_id = 0; });
    auto all = of(Kind::supplement_notice);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].due_on, Date(2026, 11, 24)) << "seven working days";
    days(2);
    EXPECT_THAT(of(Kind::supplement_notice), IsEmpty()) << "after its day nothing is late, it is over";
}

TEST_P(Sources, AnswersInDisputesAndToNoticesCount) {
    keep([&](Context& in) {
        remedy::Case review{
            .unit_id = civil.id, .case_number = "清府复〔2026〕3号", .applicant = "sealed", .accepted_on = Date(2026, 11, 9)};
        review.copy_received_on = Date(2026, 11, 10), review.answer_due = Date(2026, 11, 24);
        remedy::store::save(in.tx, review);
        supervision::Rectification notice{.number = "督〔2026〕1号", .unit_id = civil.id, .title = "栏目不更新", .demand = "请更新"};
        notice.issued_on = Date(2026, 11, 16), notice.due_on = Date(2026, 11, 23);
        supervision::store::save(in.tx, notice);
    });
    EXPECT_THAT(counted(), ElementsAre("remedy_answer warning 1", "rectification today 1"));
    EXPECT_EQ(of(Kind::remedy_answer)[0].basis, "arl-2023:48");
    EXPECT_EQ(of(Kind::rectification)[0].label, "督办件 督〔2026〕1号");
}

TEST_P(Sources, TheYearsReportIsDueByItsUnitsKind) {
    auto all = of(Kind::annual_report, 200);
    ASSERT_EQ(all.size(), 2u);
    for (auto const& one : all) EXPECT_EQ(one.due_on, Date(2027, 1, 31)) << "units made without a kind are departments";
    keep([&](Context& in) {
        auto unit = organ::store::unit_by_id(in.tx, government.id).value();
        unit.kind = organ::UnitKind::government;
        organ::store::save(in.tx, unit);
    });
    all = of(Kind::annual_report, 200);
    EXPECT_EQ(all[0].unit_id, civil.id);
    EXPECT_EQ(all[1].due_on, Date(2027, 3, 31));
    EXPECT_THAT(of(Kind::annual_report, 30), IsEmpty());
}

TEST_P(Sources, CommentOnAStandardCatalogueIsTheSites) {
    keep([&](Context& in) {
        catalogue::Proposal one{.domain = "general", .state = catalogue::ProposalState::in_comment, .reason = "x", .made_at = in.now};
        one.before_value = one.after_value = "{}";
        one.comment_from = Date(2026, 11, 16), one.comment_until = Date(2026, 11, 25);
        catalogue::store::save(in.tx, one);
    });
    auto all = of(Kind::comment_period);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_TRUE(may_see(actor(office), Kind::comment_period, all[0].unit_id));
    EXPECT_FALSE(may_see(actor(filer), Kind::comment_period, all[0].unit_id));
}

TEST_P(Sources, EverybodySeesTheClocksOfHisRecordsOnly) {
    auto sees = [&](organ::Person const& person, Kind kind) { return may_see(actor(person), kind, civil.id); };
    EXPECT_TRUE(sees(filer, Kind::draft));
    EXPECT_FALSE(sees(filer, Kind::reply));
    EXPECT_FALSE(sees(filer, Kind::remedy_answer));
    EXPECT_TRUE(sees(handler, Kind::reply));
    EXPECT_FALSE(sees(handler, Kind::draft));
    EXPECT_TRUE(sees(office, Kind::remedy_answer));
    EXPECT_FALSE(sees(admin, Kind::item)) << "who administers accounts has no records";
    EXPECT_FALSE(may_see(actor(filer), Kind::item, government.id));
}

TEST_P(Sources, ACaseWhoseHandlerLeftWaitsForAllHandlers) {
    auto id = application([&](auto& one) { one.handler_id = handler.id; });
    EXPECT_EQ(of(Kind::reply)[0].person_id, handler.id);
    auto other = staff("erhao", "姜小满", civil.id, {Role::handler});
    EXPECT_FALSE(waits_for(of(Kind::reply)[0], other.id, actor(other).grants));
    by(actor(admin), [&](Context& in) { return organ::close_person(in, handler.id); }).value();
    EXPECT_EQ(of(Kind::reply)[0].person_id, 0);
    EXPECT_TRUE(waits_for(of(Kind::reply)[0], other.id, actor(other).grants));
    EXPECT_EQ(of(Kind::reply)[0].subject, "request:" + std::to_string(id));
}

TEST_P(Sources, UnitsAndDaysNarrow) {
    item(Date(2026, 10, 1), Date(2026, 11, 30));
    item(Date(2026, 10, 1), Date(2026, 11, 30), government.id);
    item(Date(2026, 10, 1), Date(2027, 11, 30));
    EXPECT_EQ(of(Kind::item).size(), 2u);
    EXPECT_EQ(read({.units = {civil.id}, .until = Date(2026, 12, 31), .kind = Kind::item}).size(), 1u);
    EXPECT_EQ(read({.units = {civil.id}, .until = Date(2027, 12, 31), .kind = Kind::item}).size(), 2u);
    EXPECT_EQ(read({.until = Date(2027, 12, 31), .kind = Kind::item, .most = 2}).size(), 2u);
    EXPECT_THAT(counted({civil.id}), ElementsAre("item warning 1"));
}

BOTH_DATABASES(Sources);

}  // namespace
}  // namespace mingtang::clocks
