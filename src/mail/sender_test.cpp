#include "mail/sender.hpp"

#include "mail/mail_fixture.hpp"
#include "mail/rules.hpp"

namespace mingtang::mail {
namespace {

using namespace std::chrono_literals;
using organ::Context;

TEST(Rules, TryLaterAndLaterAndThenGiveUp) {
    Message message;
    auto now = Instant::parse("2026-11-23T02:00:00Z").value();
    for (auto minutes : {1, 5, 30, 120, 360, 1440}) {
        ++message.tries;
        settle(message, Trouble::deferred, now);
        EXPECT_EQ(message.state, State::queued);
        EXPECT_EQ(message.next_try_at, now + std::chrono::minutes(minutes));
    }
    ++message.tries;
    settle(message, Trouble::deferred, now);
    EXPECT_EQ(message.state, State::given_up);
}

TEST(Rules, OnlyTheMailsOwnTroubleCounts) {
    Message message{.tries = 3};
    settle(message, Trouble::unreachable, Instant());
    EXPECT_EQ(message.tries, 2);
    EXPECT_EQ(message.state, State::queued);
    message.tries = 1;
    settle(message, Trouble::refused, Instant());
    EXPECT_EQ(message.state, State::failed);
}

/// The mail server is a function.
class Sending : public MailSite {
  protected:
    Server server{.address = "smtp://mx.example.cn", .from = "清河县 <noreply@qinghe.gov.cn>"};
    std::vector<Envelope> taken;
    std::function<Handed(Envelope const&)> answer = [](auto const&) { return Handed{}; };
    int connections = 0, asked = 0;
    Sender sender = new_sender();

    Sender new_sender() {
        return Sender(env, server, [this](Server const&) {
            ++connections;
            return [this](Envelope const& envelope, std::stop_token const&) {
                ++asked;
                auto handed = answer(envelope);
                if (handed.trouble == Trouble::none) taken.push_back(envelope);
                return handed;
            };
        });
    }
    static std::string id_of(Envelope const& envelope) {
        auto at = envelope.content.find("Message-Id: ");
        return envelope.content.substr(at, envelope.content.find("\r\n", at) - at);
    }
};

TEST_P(Sending, SendsWhatIsQueuedOnce) {
    auto one = queued(draft("a")), two = queued(draft("b"));
    sender.round();
    EXPECT_EQ(taken.size(), 2u);
    EXPECT_EQ(connections, 1) << "one connection for all";
    EXPECT_EQ(taken.at(0).to, "zhang.san@example.cn");
    EXPECT_EQ(taken.at(0).from, "noreply@qinghe.gov.cn");
    sender.round();
    EXPECT_EQ(taken.size(), 2u);
    EXPECT_EQ(stored(one.id).state, State::sent);
    EXPECT_EQ(stored(one.id).sent_at, clock.now());
    EXPECT_EQ(events_of(two), (std::vector<std::string>{"mail.queued", "mail.sent"}));
    EXPECT_EQ(sender.figures().queued, 0);
}

TEST_P(Sending, WaitsWithoutAServer) {
    auto one = queued(draft());
    server.address.clear();
    sender.round();
    EXPECT_EQ(asked, 0);
    EXPECT_EQ(stored(one.id).state, State::queued);
    EXPECT_EQ(sender.figures().queued, 1);
}

TEST_P(Sending, TriesAgainWhatIsPutOffAndGivesUpAtLast) {
    auto one = queued(draft());
    answer = [](auto const&) { return Handed{Trouble::deferred, "451 4.7.1 <zhang.san@example.cn> try later\r\n"}; };
    sender.round();
    sender.round();
    EXPECT_EQ(asked, 1) << "not at once";
    EXPECT_EQ(stored(one.id).last_error, "451 4.7.1 <***> try later");
    for (auto pause : pauses) {
        clock.advance(pause - 1s);
        sender.round();
        clock.advance(1s);
        sender.round();
    }
    EXPECT_EQ(asked, 7);
    EXPECT_EQ(stored(one.id).state, State::given_up);
    sender.round();
    EXPECT_EQ(sender.figures().failed, 1);
    answer = [](auto const&) { return Handed{}; };
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return retry(in, one.id); }));
    sender.round();
    EXPECT_EQ(stored(one.id).state, State::sent);
    EXPECT_EQ(events_of(one), (std::vector<std::string>{"mail.queued", "mail.given_up", "mail.retried", "mail.sent"}));
    EXPECT_EQ(by(actor(admin), [&](Context& in) { return retry(in, one.id); }).error().code, "mail.retry.sent");
    EXPECT_EQ(by(actor(admin), [&](Context& in) { return cancel(in, one.id); }).error().code, "mail.cancel.sent");
}

TEST_P(Sending, FailsAtOnceWhatIsRefused) {
    auto one = queued(draft("a")), two = queued(draft("b"));
    answer = [this](auto const&) { return asked == 1 ? Handed{Trouble::refused, "550 5.1.1 no such user\r\n"} : Handed{}; };
    sender.round();
    EXPECT_EQ(stored(one.id).state, State::failed);
    EXPECT_EQ(stored(one.id).last_error, "550 5.1.1 no such user");
    EXPECT_EQ(stored(two.id).state, State::sent) << "the next one is not kept back";
    clock.advance(48h);
    sender.round();
    EXPECT_EQ(asked, 2);
}

TEST_P(Sending, KeepsEverythingWhileTheServerIsAway) {
    auto one = queued(draft("a"));
    queued(draft("b"));
    answer = [](auto const&) { return Handed{Trouble::unreachable, "Couldn't connect to server"}; };
    for (int minute = 0; minute < 60 * 24 * 4; ++minute) {
        clock.advance(1min);
        if (minute % 10 == 0) sender.round();
    }
    EXPECT_EQ(stored(one.id).state, State::queued);
    EXPECT_EQ(stored(one.id).tries, 0);
    EXPECT_EQ(stored(one.id).trouble, Trouble::unreachable);
    asked = 0;
    sender.round();
    sender.round();
    sender.round();
    EXPECT_LE(asked, 1) << "a server that is away is not asked for every mail";
    answer = [](auto const&) { return Handed{}; };
    clock.advance(5min);
    sender.round();
    EXPECT_EQ(taken.size(), 2u);
    EXPECT_EQ(stored(one.id).trouble, Trouble::none);
    EXPECT_EQ(stored(one.id).last_error, "");
}

TEST_P(Sending, IsOfOneNodeAtATime) {
    auto one = queued(draft());
    auto second = new_sender();
    answer = [&](auto const&) {
        second.round();  // another node goes round while this one waits for the network
        EXPECT_EQ(by(actor(admin), [&](Context& in) { return cancel(in, one.id); }).error().code, "mail.cancel.sending");
        EXPECT_EQ(by(actor(admin), [&](Context& in) { return retry(in, one.id); }).error().code, "mail.retry.sending");
        return Handed{};
    };
    sender.round();
    EXPECT_EQ(taken.size(), 1u);
    EXPECT_EQ(stored(one.id).state, State::sent);
}

TEST_P(Sending, ADeadNodesMailGoesOutAgainUnderTheSameName) {
    auto one = queued(draft());
    struct Killed {};
    answer = [this](Envelope const& envelope) -> Handed {
        taken.push_back(envelope);
        throw Killed();
    };
    EXPECT_THROW(sender.round(), Killed);
    answer = [](auto const&) { return Handed{}; };
    auto second = new_sender();
    second.round();
    EXPECT_EQ(taken.size(), 1u) << "the claim holds for a while";
    clock.advance(121s);
    second.round();
    ASSERT_EQ(taken.size(), 2u);
    EXPECT_EQ(id_of(taken[0]), id_of(taken[1]));
    EXPECT_EQ(stored(one.id).state, State::sent);
}

TEST_P(Sending, AMailThatEndsTheProgramEachTimeIsGivenUp) {
    auto one = queued(draft());
    struct Killed {};
    answer = [](Envelope const&) -> Handed { throw Killed(); };
    for (int i = 0; i < 20; ++i) {
        clock.advance(121s);
        try {
            sender.round();
        } catch (Killed const&) {
        }
    }
    EXPECT_EQ(asked, 7);
    EXPECT_EQ(stored(one.id).state, State::given_up);
    EXPECT_EQ(stored(one.id).trouble, Trouble::interrupted);
}

TEST_P(Sending, SaysSoWhenTheKeyIsAnother) {
    auto one = queued(draft());
    env.secret = std::string(32, 'z');
    sender.round();
    EXPECT_EQ(asked, 0);
    EXPECT_EQ(stored(one.id).state, State::failed);
    EXPECT_EQ(stored(one.id).trouble, Trouble::sealed);
}

TEST_P(Sending, StoppingLeavesTheMailForTheNextRun) {
    auto one = queued(draft());
    answer = [](auto const&) { return Handed{.trouble = Trouble::unreachable, .words = {}, .stopped = true}; };
    sender.round();
    auto left = stored(one.id);
    EXPECT_EQ(left.state, State::queued);
    EXPECT_EQ(left.tries, 0);
    EXPECT_EQ(left.trouble, Trouble::none);
    answer = [](auto const&) { return Handed{}; };
    sender.round();
    EXPECT_EQ(stored(one.id).state, State::sent);
}

BOTH_DATABASES(Sending);

TEST(Compose, WritesWhatMailProgramsRead) {
    Letter letter{.token = "abc",
                  .made_at = Instant::parse("2026-11-23T02:03:04Z").value(),
                  .to = "zhang@example.cn",
                  .subject = "关于“农村公路”信息公开申请的答复",
                  .text = "第一行\n第二行\r\n.\n",
                  .attachments = {{"听证会.ics", "text/calendar; method=REQUEST; charset=utf-8", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"}}};
    auto written = compose(letter, {"清河县人民政府", "noreply@qinghe.gov.cn"});
    EXPECT_EQ(written, compose(letter, {"清河县人民政府", "noreply@qinghe.gov.cn"})) << "the same at every try";
    for (std::string_view line :
         {"Message-Id: <abc@qinghe.gov.cn>\r\n", "Date: Mon, 23 Nov 2026 10:03:04 +0800\r\n", "Auto-Submitted: auto-generated\r\n",
          "To: zhang@example.cn\r\n", "MIME-Version: 1.0\r\n", "Subject: =?UTF-8?B?", "multipart/mixed", "method=REQUEST"})
        EXPECT_NE(written.find(line), std::string::npos) << line << "\n" << written;
    for (std::size_t at = 0; (at = written.find('\n', at)) != std::string::npos; ++at) EXPECT_EQ(written[at - 1], '\r');
    for (unsigned char c : written) EXPECT_LT(c, 0x80);
    for (std::size_t at = 0, end; (end = written.find("\r\n", at)) != std::string::npos; at = end + 2) EXPECT_LE(end - at, 998u);
}

TEST(TheServer, IsCheckedBeforeItIsUsed) {
    auto code = [](Server const& server) {
        auto done = check(server);
        return done ? "" : done.error().code;
    };
    EXPECT_EQ(code({}), "");
    EXPECT_EQ(code({.address = "smtp://mx.example.cn:587", .from = "noreply@example.cn", .user = "u", .password = "p"}), "");
    EXPECT_EQ(code({.address = "smtps://[::1]", .from = "清河县 <noreply@example.cn>"}), "");
    for (auto address :
         {"mx.example.cn", "http://mx.example.cn", "smtp://", "smtp://u:p@mx.example.cn", "smtp://mx example", "smtp://mx?x"})
        EXPECT_EQ(code({.address = address, .from = "noreply@example.cn"}), "mail.server.address") << address;
    for (auto from : {"", "noreply", "清河县", "清河县 <noreply>", "a@b.cn\r\nX: y"})
        EXPECT_EQ(code({.address = "smtp://mx.example.cn", .from = from}), "mail.server.from") << from;
    EXPECT_EQ(code({.address = "smtp://mx.example.cn", .from = "a@b.cn", .tls = "never"}), "mail.server.tls");
    EXPECT_EQ(code({.address = "smtp://mx.example.cn", .from = "a@b.cn", .user = "u", .tls = "none"}), "mail.server.in_the_clear");
    EXPECT_EQ(code({.address = "smtp://127.0.0.1", .from = "a@b.cn", .user = "u", .tls = "none"}), "");
    EXPECT_EQ(from_of({.from = "清河县 <noreply@example.cn>"}, "网站").name, "清河县");
    EXPECT_EQ(from_of({.from = "noreply@example.cn"}, "网站").name, "网站");
}

}  // namespace
}  // namespace mingtang::mail
