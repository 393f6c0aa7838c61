#include "clocks/digest.hpp"
#include "clocks/actions.hpp"
#include "clocks/clocks_fixture.hpp"
#include "clocks/store.hpp"
#include "mail/letter.hpp"
#include "mail/store.hpp"

namespace mingtang::clocks {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class Digests : public ClockSite {
  protected:
    void SetUp() override {
        ClockSite::SetUp();
        wants(filer, "lixin@example.cn");
        wants(handler, "he@example.cn");
    }
    Done wants(organ::Person const& person, std::string const& address, bool wanted = true) {
        return by(actor(person), [&](Context& in) { return set_mail(in, address, wanted); });
    }
    std::optional<int> send() {
        return by_system([&](Context& in) -> Outcome<std::optional<int>> { return send_digests(in, "https://www.example"); }).value();
    }
    std::vector<mail::Message> mails() {
        return reading([&](auto& tx) {
            auto all = mail::store::list(tx, {.all = true}, {mail::State::queued, mail::State::cancelled}, 0, 100);
            std::reverse(all.begin(), all.end());
            return all;
        });
    }
    mail::Letter opened(mail::Message const& message) { return mail::unseal(message, env.secret).value(); }
};

TEST_P(Digests, GoOnceADayToWhoHasToAct) {
    item(Date(2026, 9, 30), Date(2026, 10, 31));
    item(Date(2026, 10, 31), Date(2026, 11, 27));
    application([&](auto& one) { one.case_number = "清民公2026-77", one.reply_due = Date(2026, 11, 23); });
    draft("赵六低保公示", Date(2026, 10, 12));
    EXPECT_EQ(send(), 2);
    auto all = mails();
    ASSERT_EQ(all.size(), 2u);
    auto mine = opened(all[0]);
    EXPECT_EQ(mine.to, "lixin@example.cn");
    EXPECT_EQ(mine.subject, "到期提醒 2026-11-23：逾期 2 项，今天到期 0 项，临近到期 1 项");
    EXPECT_THAT(mine.text, HasSubstr("目录事项更新：逾期 1 项，5 个工作日内到期 1 项；最早 2026-10-31"));
    EXPECT_THAT(mine.text, HasSubstr("信息公开：逾期 1 项"));
    EXPECT_THAT(mine.text, HasSubstr("https://www.example/desk/clocks?mine=1"));
    for (auto const& one : all) {
        EXPECT_THAT(opened(one).text, Not(HasSubstr("赵六")));
        EXPECT_THAT(opened(one).text, Not(HasSubstr("2026-77")));
        EXPECT_EQ(one.about, "clocks:2026-11-23");
    }
    EXPECT_THAT(opened(all[1]).text, HasSubstr("申请答复：今天到期 1 项"));
    EXPECT_EQ(send(), std::nullopt) << "a restart sends nothing again";
    EXPECT_EQ(mails().size(), 2u);
}

TEST_P(Digests, WaitForTheMorningOfAWorkingDay) {
    item(Date(2026, 9, 30), Date(2026, 10, 31));
    clock.advance(-3h);
    EXPECT_EQ(send(), std::nullopt) << "seven o'clock";
    clock.advance(1h);
    EXPECT_EQ(send(), 1);
    days(5);
    EXPECT_EQ(send(), std::nullopt) << "Saturday";
    days(2);
    EXPECT_EQ(send(), 1);
}

TEST_P(Digests, OfTheMorningBeforeThatNeverWentOutAreCancelled) {
    item(Date(2026, 9, 30), Date(2026, 10, 31));
    send();
    days(1);
    EXPECT_EQ(send(), 1);
    auto all = mails();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].state, mail::State::cancelled);
    EXPECT_EQ(all[1].state, mail::State::queued);
}

TEST_P(Digests, AreNotSentForNothingNorToWhoTurnedThemOff) {
    EXPECT_EQ(send(), 0) << "nothing waits";
    days(1);
    item(Date(2026, 9, 30), Date(2026, 10, 31));
    wants(filer, "lixin@example.cn", false);
    EXPECT_EQ(send(), 0);
    days(1);
    wants(filer, "lixin@example.cn");
    EXPECT_EQ(send(), 1);
}

TEST_P(Digests, NameTheHandlerOfACase) {
    auto other = staff("erhao", "姜小满", civil.id, {Role::handler});
    wants(other, "jiang@example.cn");
    application([&](auto& one) { one.handler_id = other.id, one.reply_due = Date(2026, 11, 23); });
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(opened(mails()[0]).to, "jiang@example.cn");
}

TEST_P(Digests, AddressesAreSealedAndRead) {
    EXPECT_EQ(wants(filer, "", true).error().code, "clocks.set_mail.address_missing");
    auto bad = wants(filer, "not an address");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().field, "address");
    auto stored = reading([&](auto& tx) { return store::reader(tx, filer.id).value(); });
    EXPECT_THAT(stored.address, Not(HasSubstr("lixin")));
    auto choice = organ::look(env, actor(filer), [&](Context& in) { return mail_choice(in, filer.id); });
    EXPECT_EQ(choice.address, "lixin@example.cn");
    EXPECT_TRUE(wants(filer, "", false));
    auto journal = reading([&](auto& tx) { return journal::read_back(tx, {.name_prefix = "clocks.mail_set"}); });
    for (auto const& event : journal) EXPECT_THAT(event.data, Not(HasSubstr("example.cn")));
}

TEST_P(Digests, DaysOfWarningAreTheOffices) {
    item(Date(2026, 10, 31), Date(2026, 12, 4));
    EXPECT_THAT(counted(), testing::IsEmpty());
    auto set = [&](organ::Person const& who, std::string const& typed) {
        auto done = by(actor(who), [&](Context& in) { return set_days(in, {{Kind::item, typed}}); });
        return done ? std::string() : done.error().code;
    };
    EXPECT_EQ(set(filer, "10"), "clocks.set_days.forbidden");
    EXPECT_EQ(set(office, "61"), "clocks.set_days.number");
    EXPECT_EQ(set(office, "-1"), "clocks.set_days.number");
    EXPECT_EQ(set(office, "很多"), "clocks.set_days.number");
    EXPECT_EQ(set(office, " 10 "), "");
    EXPECT_THAT(counted(), testing::ElementsAre("item warning 1"));
    EXPECT_EQ(set(admin, ""), "") << "empty: ours";
    EXPECT_THAT(counted(), testing::IsEmpty());
    EXPECT_TRUE(reading([](auto& tx) { return store::warnings(tx); }).empty());
    EXPECT_EQ(events("clocks:item").size(), 2u);
}

BOTH_DATABASES(Digests);

}  // namespace
}  // namespace mingtang::clocks
