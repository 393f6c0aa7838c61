#include "request/notifier.hpp"

#include "mail/letter.hpp"
#include "mail/store.hpp"
#include "request/web/portal_fixture.hpp"

namespace mingtang::request::portal {
namespace {

class Notices : public ApplicantsPages {
  protected:
    Notifier notifier_{env_};

    void SetUp() override {
        trial_.database().migrate(storage::packed_migrations("mail", GetParam()));
        ApplicantsPages::SetUp();
    }
    /// Subject, recipient and text of all mails so far, oldest first.
    std::vector<mail::Letter> mails() {
        journal::catch_up(trial_.database(), notifier_);
        std::vector<mail::Letter> letters;
        auto ids = read([](auto& tx) { return storage::select<Id>(tx, "select id from mail_message order by id"); });
        for (auto id : ids) {
            auto message = read([&](auto& tx) { return mail::store::message(tx, id); });
            letters.push_back(mail::unseal(*message, secret_).value());
        }
        return letters;
    }
};
BOTH_DATABASES(Notices);

TEST_P(Notices, each_step_is_told_once_with_number_date_and_nothing_else) {
    sent(with(typed(), "wants_mail", "1"));
    auto made = newest();
    ASSERT_EQ(mails().size(), 1u);
    run(handler_, [&](Context& in) { return confirm(in, made.id, in.today(), ""); }).value();
    ASSERT_TRUE(send(made.id, LetterKind::supplement_notice, {.working_days = "10"}, clock_.today()));
    auto all = mails();
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].to, "wang@example.cn");
    EXPECT_THAT(all[0].subject, HasSubstr(made.case_number));
    EXPECT_THAT(all[2].text, HasSubstr("请您补正，截止：2026-12-10"));
    for (auto const& one : all) {
        EXPECT_THAT(one.text, HasSubstr("https://www.qinghe.example/request/follow"));
        for (auto secret : {"校车", "王小明", "1101051949", "13800138000"}) EXPECT_THAT(one.text, Not(HasSubstr(secret)));
    }
    // The same events once more, as another node reads them.
    Notifier other(env_);
    auto events = read([](auto& tx) { return journal::read_after(tx, 0); });
    other.take(events);
    EXPECT_EQ(mails().size(), 3u);
}

TEST_P(Notices, who_asked_for_none_gets_none_and_who_asks_later_hears_what_comes_later) {
    sent();
    auto made = newest();
    EXPECT_TRUE(mails().empty());
    clock_.advance(std::chrono::hours(1));
    EXPECT_EQ(to(follow({made.case_number, "AAAA-BBBB-CCCC"})).substr(0, 3), "422");
    run(handler_, [&](Context& in) { return confirm(in, made.id, in.today(), ""); }).value();
    EXPECT_TRUE(mails().empty());
}

TEST_P(Notices, after_stop_nothing_comes) {
    auto made = followed();
    step("notices", {{"email", "wang@example.cn"}});
    step("notices", {{"stop", "1"}});
    ASSERT_TRUE(send(made.id, LetterKind::supplement_notice, {.working_days = "10"}, clock_.today()));
    EXPECT_TRUE(mails().empty());
}

}  // namespace
}  // namespace mingtang::request::portal
