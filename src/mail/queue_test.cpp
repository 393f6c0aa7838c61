#include "mail/queue.hpp"

#include "mail/address.hpp"
#include "mail/mail_fixture.hpp"

namespace mingtang::mail {
namespace {

using organ::Context;

TEST(Address, IsReadAsPeopleTypeIt) {
    struct Row {
        std::string typed, address;
    };
    for (auto const& row : std::initializer_list<Row>{
             {"zhang.san@example.cn", "zhang.san@example.cn"},
             {" Zhang@Example.CN\t", "Zhang@example.cn"},
             {"zhang＠example.cn", "zhang@example.cn"},
             {"zhang@清河.中国", "zhang@xn--ovw11a.xn--fiqs8s"},
             {"zhang@qq。com", "zhang@qq.com"},
             {"a+b_c'd@x-y.gov.cn", "a+b_c'd@x-y.gov.cn"},
             {std::string(64, 'a') + "@example.cn", std::string(64, 'a') + "@example.cn"},
         }) {
        auto read = read_address(row.typed);
        ASSERT_TRUE(read) << row.typed << " " << read.error().code;
        EXPECT_EQ(*read, row.address);
    }
}

TEST(Address, IsRefusedWithItsReason) {
    using namespace std::string_literals;
    struct Row {
        std::string typed, code;
    };
    for (auto const& row : std::initializer_list<Row>{
             {"", "address_missing"},
             {"　", "address_missing"},
             {"zhang", "bad_address"},
             {"@example.cn", "bad_address"},
             {"a@b@example.cn", "bad_address"},
             {"zhang san@example.cn", "bad_address"},
             {"zhang@example.cn\r\nBcc: all@example.cn", "bad_address"},
             {"zhang\n@example.cn", "bad_address"},
             {"zhang\0@example.cn"s, "bad_address"},
             {"zhang@exam\0ple.cn"s, "bad_address"},
             {"zhang\xff@example.cn", "bad_address"},
             {"zhang,li@example.cn", "bad_address"},
             {"<zhang@example.cn>", "bad_address"},
             {"zhang@example.cn>", "bad_domain"},
             {"\"zhang san\"@example.cn", "bad_address"},
             {"a@example.cn,b@example.cn", "bad_address"},
             {".zhang@example.cn", "bad_address"},
             {"zh..ang@example.cn", "bad_address"},
             {"张三@example.cn", "local_part"},
             {"zhang@example", "bad_domain"},
             {"zhang@", "bad_domain"},
             {"zhang@.cn", "bad_domain"},
             {"zhang@example..cn", "bad_domain"},
             {"zhang@example.cn.", "bad_domain"},
             {"zhang@[127.0.0.1]", "bad_domain"},
             {"zhang@127.0.0.1", "bad_domain"},
             {"zhang@-example.cn", "bad_domain"},
             {"zhang@exa_mple.cn", "bad_domain"},
             {"zhang@" + std::string(64, 'a') + ".cn", "bad_domain"},
             {"zhang@example.cn;rm", "bad_domain"},
             {std::string(65, 'a') + "@example.cn", "address_too_long"},
             {std::string(100'000, 'a') + "@example.cn", "address_too_long"},
             {std::string(60, 'a') + "@" + std::string(60, 'b') + "." + std::string(60, 'c') + "." + std::string(60, 'd') + "." +
                  std::string(40, 'e') + ".cn",
              "address_too_long"},
         }) {
        auto read = read_address(row.typed, "applicant_email");
        ASSERT_FALSE(read) << row.typed;
        EXPECT_EQ(read.error().code, "mail.queue." + row.code) << row.typed;
        EXPECT_EQ(read.error().field, "applicant_email");
    }
}

TEST(Address, IsMaskedForPeopleAndLeftOutOfWhatServersSay) {
    EXPECT_EQ(masked("zhang.san@example.cn"), "z***@example.cn");
    EXPECT_EQ(masked(""), "***");
    EXPECT_EQ(without_addresses("550 5.1.1 <zhang.san@example.cn>: User zhang.san unknown; see postmaster@mx.example.cn\r\n",
                                "zhang.san@example.cn"),
              "550 5.1.1 <***>: User *** unknown; see ***");
    EXPECT_EQ(without_addresses("550 \xd3\xca\xcf\xe4\r\n no", "a@b.cn"), "550 ???? no");
    EXPECT_EQ(without_addresses("550 ZHANG.SAN@EXAMPLE.CN", "zhang.san@example.cn"), "550 ***");
    EXPECT_LE(without_addresses(std::string(5000, 'x'), "a@b.cn").size(), 310u);
}

class Queue : public MailSite {};

TEST_P(Queue, HoldsAMailWhoseSecretsAreSealed) {
    auto one = draft();
    one.attachments = {{"听证.ics", "text/calendar; method=PUBLISH; charset=utf-8", "BEGIN:VCALENDAR\r\n"},
                       {"a.bin", "application/pdf", std::string("\0\xff", 2)}};
    auto message = stored(queued(one).id);
    EXPECT_EQ(message.state, State::queued);
    EXPECT_EQ(message.next_try_at, clock.now());
    EXPECT_EQ(message.about, "request:12");
    for (auto const* sealed : {&message.recipient, &message.subject, &message.body, &message.attachments}) {
        EXPECT_FALSE(sealed->empty());
        EXPECT_EQ(sealed->find_first_not_of("0123456789abcdef"), std::string::npos);
    }
    auto letter = unseal(message, env.secret).value();
    EXPECT_EQ(letter.to, "zhang.san@example.cn");
    EXPECT_EQ(letter.subject, one.subject);
    EXPECT_EQ(letter.text, one.text);
    EXPECT_EQ(letter.attachments, one.attachments);
    EXPECT_FALSE(unseal(message, std::string(32, 'x')));
    auto other = message;
    other.token = "another";
    EXPECT_FALSE(unseal(other, env.secret)) << "what is sealed for one mail opens in no other";
    EXPECT_EQ(events_of(message), (std::vector<std::string>{"mail.queued"}));
    auto event = reading([&](auto& tx) { return journal::read_back(tx, {.subject = "mail:" + std::to_string(message.id)}).at(0); });
    EXPECT_EQ(event.unit_id, civil.id);
    EXPECT_EQ(event.data.find("example"), std::string::npos);
}

TEST_P(Queue, TakesTheSameNoticeOnce) {
    auto first = queued(draft());
    auto again = queued(draft());
    EXPECT_EQ(again.id, first.id);
    EXPECT_NE(queued(draft("request:12:extended")).id, first.id);
    EXPECT_EQ(events_of(first).size(), 1u);
    reading([&](auto& tx) {
        EXPECT_EQ(store::counts(tx, {.all = true})[State::queued], 2);
        return 0;
    });
}

TEST_P(Queue, GoesWithTheChangeThatItTellsOf) {
    auto undone = by_system([&](Context& in) -> Outcome<Message> {
        auto message = queue(in, draft());
        EXPECT_TRUE(message);
        return Refusal{"organ.role.forbidden"};
    });
    EXPECT_FALSE(undone);
    reading([&](auto& tx) {
        EXPECT_FALSE(store::message_by_key(tx, "request:12:received"));
        return 0;
    });
}

TEST_P(Queue, RefusesWhatCannotBeSent) {
    using namespace std::string_literals;
    auto with = [&](auto&& change) {
        auto one = draft();
        change(one);
        return refusal(one);
    };
    EXPECT_EQ(with([](Draft& d) { d.to = "zhang"; }), "mail.queue.bad_address");
    for (auto const& subject :
         {""s, "甲\r\nBcc: a@example.cn"s, "甲\n乙"s, "甲\0乙"s, "甲\xff"s, std::string(201, 'a'), " 甲"s, "甲\xe2\x80\xae乙"s})
        EXPECT_EQ(with([&](Draft& d) { d.subject = subject; }), "mail.queue.bad_subject") << subject;
    for (auto const& text : {""s, "甲\0乙"s, "甲\xff"s, "甲\x1b[31m"s})
        EXPECT_EQ(with([&](Draft& d) { d.text = text; }), "mail.queue.bad_text");
    EXPECT_EQ(with([](Draft& d) { d.text = std::string(100'001, 'a'); }), "mail.queue.too_large");
    EXPECT_EQ(with([](Draft& d) { d.attachments = {{"a\nb.ics", "text/calendar", "x"}}; }), "mail.queue.bad_attachment");
    EXPECT_EQ(with([](Draft& d) { d.attachments = {{"../a.ics", "text/calendar", "x"}}; }), "mail.queue.bad_attachment");
    EXPECT_EQ(with([](Draft& d) { d.attachments = {{"a.ics", "text/calendar\r\nX: y", "x"}}; }), "mail.queue.bad_attachment");
    EXPECT_EQ(with([](Draft& d) { d.attachments = {{"a.ics", "calendar", "x"}}; }), "mail.queue.bad_attachment");
    EXPECT_EQ(with([](Draft& d) { d.attachments = {{"a.ics", "text/calendar", "\xff"}}; }), "mail.queue.bad_attachment");
    EXPECT_EQ(with([](Draft& d) { d.attachments = {{"a.pdf", "application/pdf", std::string(2'000'001, 'a')}}; }), "mail.queue.too_large");
    EXPECT_EQ(with([](Draft& d) { d.attachments.resize(11, {"a.txt", "text/plain", "a"}); }), "mail.queue.too_large");
    for (auto const& name : {""s, "request 12"s, "zhang@example.cn"s, "请求"s})
        EXPECT_THROW(with([&](Draft& d) { d.dedupe_key = name; }), std::logic_error) << name;
    reading([&](auto& tx) {
        EXPECT_EQ(store::counts(tx, {.all = true})[State::queued], 0);
        return 0;
    });
}

TEST_P(Queue, IsEmptiedOfNamesAfterThirtyDays) {
    auto sent = queued(draft("a")), cancelled = queued(draft("b")), waiting = queued(draft("c")), refused = queued(draft("d"));
    by_system([&](Context& in) -> Done {
        auto claimed = sent;
        claimed.claimed_until = in.now + std::chrono::minutes(2);
        EXPECT_TRUE(store::claim(in.tx, sent, in.now, claimed.claimed_until));
        claimed.state = State::sent;
        claimed.sent_at = in.now;
        EXPECT_TRUE(store::save_outcome(in.tx, claimed, claimed.claimed_until));
        EXPECT_TRUE(cancel(in, cancelled.id));
        auto failed = refused;
        failed.state = State::failed;
        EXPECT_TRUE(store::claim(in.tx, refused, in.now, claimed.claimed_until));
        EXPECT_TRUE(store::save_outcome(in.tx, failed, claimed.claimed_until));
        return {};
    });
    auto erase = [&](std::chrono::hours later) {
        clock.advance(later);
        by_system([](Context& in) -> Done {
            erase_old(in);
            return {};
        });
    };
    erase(std::chrono::hours(29 * 24));
    EXPECT_FALSE(stored(sent.id).recipient.empty());
    erase(std::chrono::hours(2 * 24));
    for (auto id : {sent.id, cancelled.id}) {
        auto left = stored(id);
        EXPECT_EQ(left.recipient + left.subject + left.body + left.attachments, "");
        EXPECT_FALSE(unseal(left, env.secret));
    }
    EXPECT_FALSE(stored(waiting.id).recipient.empty()) << "what waits is kept";
    EXPECT_FALSE(stored(refused.id).recipient.empty()) << "what somebody must decide on is kept longer";
    EXPECT_EQ(queued(draft("a")).id, sent.id) << "the notice is not sent again";
    erase(std::chrono::hours(1));
    EXPECT_EQ(reading([&](auto& tx) { return journal::read_back(tx, {.name_prefix = "mail.erased"}).size(); }), 1u);
    erase(std::chrono::hours(150 * 24));
    EXPECT_EQ(by_system([&](Context& in) { return retry(in, refused.id); }).error().code, "mail.retry.erased");
    EXPECT_TRUE(by_system([&](Context& in) { return cancel(in, refused.id); }));
}

TEST_P(Queue, IsOfWhoMaySeeIt) {
    auto one = queued(draft());
    auto office = make_person("bangong", "周白露", government.id);
    auto other = make_person("qita", "孙小满", civil.id);
    grant(other.id, organ::Role::office, government.id);
    grant(other.id, organ::Role::filer, civil.id);
    auto code = [&](organ::Actor const& who) {
        auto done = by(who, [&](Context& in) { return cancel(in, one.id); });
        return done ? "" : done.error().code;
    };
    EXPECT_EQ(code(actor(office)), "mail.message.not_found");
    EXPECT_EQ(code(actor(other)), "mail.message.not_found");
    EXPECT_EQ(code(organ::Actor::the_public()), "mail.message.not_found");
    grant(office.id, organ::Role::office, civil.id);
    EXPECT_EQ(code(actor(office)), "");
    EXPECT_EQ(code(actor(admin)), "mail.cancel.cancelled");
    auto again = by(actor(admin), [&](Context& in) { return retry(in, one.id); });
    EXPECT_EQ(again.error().code, "mail.retry.cancelled");
    EXPECT_EQ(events_of(one), (std::vector<std::string>{"mail.queued", "mail.cancelled"}));
}

BOTH_DATABASES(Queue);

}  // namespace
}  // namespace mingtang::mail
