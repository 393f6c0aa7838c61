#include <gmock/gmock.h>

#include "assessment/assessment_fixture.hpp"
#include "clocks/actions.hpp"
#include "mail/letter.hpp"
#include "mail/store.hpp"
#include "organ/sessions.hpp"
#include "organ/store.hpp"

namespace mingtang::assessment {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The finance bureau's reviewer reads mail, its head and filer do not; the civil affairs bureau has its mailbox only.
class Notices : public Assessments {
  protected:
    Actor wang_;
    void SetUp() override {
        Assessments::SetUp();
        wang_ = staff("wang", unit_, Role::reviewer, "wang@example.cn");
        staff("filer", unit_, Role::filer, "filer@example.cn");
        staff("silent", unit_, Role::unit_head, "");
        change_unit(unit_, "cz@example.cn");
        change_unit(other_, "mz@example.cn");
    }
    Actor staff(std::string login, Id unit_id, Role role, std::string const& address) {
        auto system = Actor::of_system("test");
        auto actor = run(system, [&](Context& in) -> Outcome<Actor> {
                         organ::Person person{.login = login, .name = login, .unit_id = unit_id, .open = true};
                         organ::store::save(in.tx, person);
                         organ::Grant grant{.person_id = person.id, .unit_id = unit_id, .role = role};
                         organ::store::add(in.tx, grant);
                         return organ::actor_of(in.tx, person);
                     }).value();
        if (!address.empty()) run(actor, [&](Context& in) { return clocks::set_mail(in, address, true); }).value();
        return actor;
    }
    void change_unit(Id unit_id, std::string const& email, bool open = true) {
        run(Actor::of_system("test"), [&](Context& in) -> Done {
            auto unit = organ::store::unit_by_id(in.tx, unit_id).value();
            unit.email = email, unit.open = open;
            organ::store::save(in.tx, unit);
            return {};
        });
    }
    /// `to: subject` of what was queued, in order.
    std::vector<std::string> mails() {
        std::vector<std::string> told;
        for (auto const& letter : letters()) told.push_back(letter.to + ": " + letter.subject);
        return told;
    }
    std::vector<mail::Letter> letters() {
        return read([&](auto& tx) {
            std::vector<mail::Letter> all;
            for (auto const& one : mail::store::list(tx, {.all = true}, {mail::State::queued}, 0, 100))
                all.insert(all.begin(), mail::unseal(one, secret_).value());
            return all;
        });
    }
    Id appealed(Id period) {
        return run(reviewer_, [&](Context& in) { return appeal(in, period, unit_, "judged", "其中一项已经补充"); }).value().id;
    }
};

TEST_P(Notices, TellEachUnitItsOwnSheetWithTheLastDay) {
    auto id = told();
    EXPECT_EQ(mails(), (std::vector<std::string>{"wang@example.cn: “第三季度”得分已告知：有异议的请在2026-11-30前提出",
                                                 "mz@example.cn: “第三季度”得分已告知：有异议的请在2026-11-30前提出"}));
    auto sheet = base_ + "/desk/assessment/" + std::to_string(id) + "/units/";
    auto all = letters();
    EXPECT_THAT(all.at(0).text, HasSubstr(sheet + std::to_string(unit_) + "\n"));
    EXPECT_THAT(all.at(1).text, HasSubstr(sheet + std::to_string(other_) + "\n"));
    for (auto const& one : all) EXPECT_THAT(one.text, Not(HasSubstr("两项没有办理地点"))) << "neither scores nor reasons leave the house";
    read([&](auto& tx) {
        for (auto const& one : mail::store::list(tx, {.all = true}, {mail::State::queued}, 0, 100))
            EXPECT_EQ(one.about, "assessment:" + std::to_string(id));
        return 0;
    });
}

TEST_P(Notices, TellNobodyBeforeAndNobodyWhereTheActionIsRefused) {
    auto id = begun();
    EXPECT_EQ(code(office_, [&](Context& in) { return tell(in, id, "5", base_); }), "assessment.tell.unjudged");
    EXPECT_EQ(mails(), std::vector<std::string>());
    EXPECT_EQ(seen([&](Context& in) { return not_reached(in, store::period(in.tx, id).value()); }), std::vector<std::string>());
    change_unit(other_, "");
    EXPECT_EQ(seen([&](Context& in) { return not_reached(in, store::period(in.tx, id).value()); }), std::vector<std::string>{"县民政局"});
    change_unit(other_, "", false);
    EXPECT_EQ(seen([&](Context& in) { return not_reached(in, store::period(in.tx, id).value()); }), std::vector<std::string>())
        << "a closed unit is not written to";
}

TEST_P(Notices, TellTheUnitAloneOfADecisionAndOfACorrection) {
    auto id = told();
    auto before = mails().size();
    auto appeal_id = appealed(id);
    EXPECT_EQ(mails().size(), before) << "the office sees the objection on its desk";
    EXPECT_EQ(code(office_, [&](Context& in) { return decide(in, appeal_id, "upheld", {.number = "2", .words = "属实"}, base_); }),
              "assessment.decide.same");
    EXPECT_EQ(mails().size(), before);
    run(office_, [&](Context& in) { return decide(in, appeal_id, "upheld", {.number = "1", .words = "属实"}, base_); }).value();
    ASSERT_EQ(mails().size(), before + 1) << "an accepted objection is one notice, not two";
    auto decided = letters().back();
    EXPECT_EQ(decided.to, "wang@example.cn");
    EXPECT_EQ(decided.subject, "“第三季度”：异议已处理");
    EXPECT_THAT(decided.text, HasSubstr("“服务指南”一项提出的异议，处理结果：采纳"));
    EXPECT_THAT(decided.text, HasSubstr("/units/" + std::to_string(unit_) + "#line-judged\n"));
    run(office_, [&](Context& in) { return correct(in, id, other_, "judged", {.number = "1", .words = "漏计一项"}, base_); }).value();
    ASSERT_EQ(mails().size(), before + 2);
    EXPECT_EQ(mails().back(), "mz@example.cn: “第三季度”：得分有更正");
    EXPECT_THAT(letters().back().text, Not(HasSubstr("漏计一项")));
}

TEST_P(Notices, StayAwayFromWhoDoesNotWantThem) {
    run(wang_, [](Context& in) { return clocks::set_mail(in, "wang@example.cn", false); }).value();
    told();
    EXPECT_EQ(mails().at(0), "cz@example.cn: “第三季度”得分已告知：有异议的请在2026-11-30前提出") << "the unit's mailbox instead";
    EXPECT_EQ(mails().size(), 2u);
}

INSTANTIATE_TEST_SUITE_P(Both, Notices, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::assessment
