#include "participation/box_fixture.hpp"
#include "participation/figures.hpp"
#include "participation/notifier.hpp"

namespace mingtang::participation {
namespace {

using namespace std::chrono_literals;

std::string code_of(auto const& outcome) { return outcome ? "" : outcome.error().code; }

class LetterLife : public Box {};

TEST_P(LetterLife, FromTheWriterThroughOfficeUnitAndReviewerToThePublicAndARating) {
    auto [letter, code] = written(form(""));
    EXPECT_EQ(letter.number, "信〔2026〕1号");
    EXPECT_EQ(letter.state, State::arrived);
    EXPECT_EQ(letter.reply_due, Date(2026, 11, 30));
    auto id = letter.id;
    EXPECT_EQ(step(office, id, [&](Context& in, Id one, int seen) { return route(in, one, seen, roads.id, ""); }), "");
    EXPECT_EQ(step(roads_filer, id, [](Context& in, Id one, int seen) { return send_back(in, one, seen, ""); }),
              "participation.send_back.reason");
    EXPECT_EQ(step(roads_filer, id, [](Context& in, Id one, int seen) { return send_back(in, one, seen, "津贴归民政局"); }), "");
    EXPECT_EQ(stored(id).unit_id, 0);
    EXPECT_EQ(step(office, id, [&](Context& in, Id one, int seen) { return route(in, one, seen, civil.id, ""); }), "");
    EXPECT_EQ(stored(id).reply_due, Date(2026, 11, 30)) << "routing gives nobody more time";
    EXPECT_EQ(step(filer, id, [](Context& in, Id one, int seen) { return file_reply(in, one, seen, " "); }), "participation.reply.missing");
    EXPECT_EQ(step(filer, id, [](Context& in, Id one, int seen) { return save_reply(in, one, seen, "草稿"); }), "");
    EXPECT_EQ(step(filer, id, [](Context& in, Id one, int seen) { return file_reply(in, one, seen, "请到镇政务服务中心。"); }), "");
    EXPECT_EQ(step(reviewer, id, [](Context& in, Id one, int seen) { return return_reply(in, one, seen, "写明材料"); }), "");
    EXPECT_EQ(step(filer, id, [](Context& in, Id one, int seen) { return file_reply(in, one, seen, "请带身份证到镇政务服务中心。"); }), "");
    clock.advance(48h);
    EXPECT_EQ(step(reviewer, id, pass_reply), "");
    EXPECT_EQ(stored(id).replied_on, Date(2026, 11, 25));
    EXPECT_EQ(step(office, id,
                   [](Context& in, Id one, int seen) {
                       return publish(in, one, seen, {"高龄津贴怎样申请", "高龄津贴到哪里申请？", "请带身份证到镇政务服务中心。"});
                   }),
              "");
    auto followed = by_public([&](Context& in) {
        return follow(in, "信[2026]1号", text::join({code.substr(0, 4), code.substr(5, 4), code.substr(10)}, " "));
    });
    ASSERT_TRUE(followed) << "brackets and hyphens do not matter";
    EXPECT_EQ(code_of(by_public([&](Context& in) { return rate(in, id, "content", "很清楚"); })), "");
    EXPECT_EQ(code_of(by_public([&](Context& in) { return rate(in, id, "not_content", ""); })), "participation.rate.twice");
    EXPECT_EQ(events("mailbox:" + std::to_string(id)),
              (std::vector<std::string>{"participation.written", "participation.routed", "participation.sent_back", "participation.routed",
                                        "participation.drafted", "participation.filed", "participation.returned", "participation.filed",
                                        "participation.replied", "participation.published", "participation.rated"}));
}

TEST_P(LetterLife, WhatIsSealedIsNeitherInTheTableNorInTheJournal) {
    auto id = replied(form());
    by_public([&](Context& in) { return rate(in, id, "fairly", "等了三天，石小柳"); }).value();
    by(filer, [&](Context& in) { return open_letter(in, id); }).value();
    auto letter = stored(id);
    std::string all = letter.title + letter.words + letter.writer + letter.reply + letter.rating_words + letter.query_code;
    reading([&](auto& tx) {
        for (auto const& step : store::steps_of(tx, id)) all += step.remark;
        for (auto const& event : journal::read_back(tx, {})) all += event.name + event.subject + event.data;
        return 0;
    });
    for (auto word : {"石小柳", "13800138000", "shi.xiaoliu", "高龄津贴", "青山镇", "政务服务中心", "等了三天"})
        EXPECT_EQ(all.find(word), std::string::npos) << word;
    auto open = by(filer, [&](Context& in) { return open_letter(in, id); }).value();
    EXPECT_EQ(open.writer.name, "石小柳");
    EXPECT_EQ(open.words, "母亲今年八十一岁，户口在青山镇。\n请问高龄津贴到哪里申请，要带什么材料？");
    EXPECT_EQ(events("mailbox:" + std::to_string(id)).back(), "participation.read");
}

TEST_P(LetterLife, OnlyWhoHandlesItReadsIt) {
    auto id = written(form()).letter.id;
    EXPECT_EQ(code_of(by(auditor, [&](Context& in) { return open_letter(in, id); })), "participation.read.forbidden");
    EXPECT_EQ(code_of(by(roads_filer, [&](Context& in) { return open_letter(in, id); })), "participation.find.not_found");
    EXPECT_EQ(step(roads_filer, id, [](Context& in, Id one, int seen) { return file_reply(in, one, seen, "x"); }),
              "participation.find.not_found");
    auto listed = [&](organ::Actor const& who) {
        return by(who,
                  [&](Context& in) -> Outcome<std::vector<std::string>> { return titles_of(in, store::list(in.tx, in.actor, {}, {}, 10)); })
            .value();
    };
    EXPECT_EQ(listed(filer), std::vector<std::string>{"高龄津贴怎样申请"});
    EXPECT_EQ(listed(auditor), std::vector<std::string>{""});
    EXPECT_EQ(listed(roads_filer), std::vector<std::string>{});
}

TEST_P(LetterLife, NothingPersonalIsPublished) {
    auto id = replied(form());
    auto publishing = [&](std::string words, std::string reply) {
        return step(office, id, [&](Context& in, Id one, int seen) { return publish(in, one, seen, {"高龄津贴", words, reply}); });
    };
    EXPECT_EQ(publishing("母亲的身份证号是11010519491231002X", "已收到"), "participation.publish.personal");
    EXPECT_EQ(publishing("怎样申请", "请打我同事的手机13912345678"), "participation.publish.personal");
    EXPECT_EQ(publishing("石小柳问怎样申请", "已收到"), "participation.publish.writer");
    EXPECT_EQ(publishing("怎样申请", ""), "participation.publish.missing");
    EXPECT_EQ(stored(id).publicity, Publicity::undecided);
    EXPECT_EQ(stored(id).public_words, "");
    EXPECT_EQ(publishing("怎样申请", "请到镇政务服务中心申请。"), "");
    auto listed = [&] { return reading([&](auto& tx) { return store::published(tx, {}, {}, 10).size(); }); };
    EXPECT_EQ(listed(), 1);
    EXPECT_EQ(step(office, id, [](Context& in, Id one, int seen) { return withhold(in, one, seen, "来信人要求撤下"); }), "");
    EXPECT_EQ(listed(), 0);
    EXPECT_EQ(stored(id).public_words, "");

    auto unwilling = form();
    unwilling.may_publish = false;
    auto other = replied(unwilling);
    EXPECT_EQ(step(office, other,
                   [](Context& in, Id one, int seen) {
                       return publish(in, one, seen, {"题", "文", "答"});
                   }),
              "participation.publish.not_allowed");
    EXPECT_EQ(step(filer, other,
                   [](Context& in, Id one, int seen) {
                       return publish(in, one, seen, {"题", "文", "答"});
                   }),
              "participation.publish.forbidden");
}

TEST_P(LetterLife, BadFormsAreNamedFieldByField) {
    auto fault = [&](auto&& change) {
        auto typed = form();
        change(typed);
        auto outcome = by_public([&](Context& in) { return write(in, typed); });
        return outcome ? std::string() : outcome.error().code + " " + outcome.error().field;
    };
    EXPECT_EQ(fault([](LetterForm& one) { one.title = " \t"; }), "participation.write.missing title");
    EXPECT_EQ(fault([](LetterForm& one) { one.title.assign(303, 'x'); }), "participation.write.too_long title");
    EXPECT_EQ(fault([](LetterForm& one) { one.words = "你好"; }), "participation.write.too_short words");
    EXPECT_EQ(fault([](LetterForm& one) { one.words.assign(3001, 'x'); }), "participation.write.too_long words");
    EXPECT_EQ(fault([](LetterForm& one) { one.kind = "petition"; }), "participation.write.kind kind");
    EXPECT_EQ(fault([](LetterForm& one) { one.unit = "nowhere"; }), "participation.write.unit unit");
    EXPECT_EQ(fault([](LetterForm& one) { one.name = ""; }), "participation.write.missing name");
    EXPECT_EQ(fault([](LetterForm& one) { one.phone = one.email = ""; }), "participation.write.contact phone");
    EXPECT_EQ(fault([](LetterForm& one) { one.phone = "12345"; }), "participation.write.phone phone");
    EXPECT_EQ(fault([](LetterForm& one) { one.email = "shi@"; }), "mail.queue.bad_domain email");
    EXPECT_EQ(fault([](LetterForm& one) { one.trap = "http://x"; }), "participation.write.robot ");
    EXPECT_EQ(fault([](LetterForm& one) { one.token = "x"; }), "participation.write.token ");
    EXPECT_EQ(fault([&](LetterForm&) { clock.advance(25h); }), "participation.write.token ");
    auto quick = by_public([&](Context& in) -> Outcome<std::string> { return form_token(in); }).value();
    EXPECT_EQ(fault([&](LetterForm& one) { one.token = quick, clock.advance(-20s); }), "participation.write.too_fast ");
    EXPECT_EQ(reading([&](auto& tx) { return store::open_ones(tx).size(); }), 0) << "nothing half-written is kept";
}

TEST_P(LetterLife, OneFormIsOneLetterAndNobodyFloodsTheBox) {
    auto typed = form();
    auto first = written(typed), again = written(typed);
    EXPECT_EQ(first.letter.id, again.letter.id);
    EXPECT_EQ(first.query_code, again.query_code);
    typed.words += "\n又想到一件事。";
    EXPECT_EQ(code_of(by_public([&](Context& in) { return write(in, typed); })), "participation.write.sent");
    for (int i = 0; i < 4; ++i) written(form());
    auto sixth = form();
    EXPECT_EQ(code_of(by_public([&](Context& in) { return write(in, sixth); })), "participation.write.too_many");
    auto elsewhere = form();
    elsewhere.source = "10.0.0.8";
    EXPECT_EQ(written(elsewhere).letter.number, "信〔2026〕6号");
    clock.advance(61min);
    EXPECT_EQ(written(form()).letter.number, "信〔2026〕7号");
}

TEST_P(LetterLife, NumberAndCodeOpenItAndNothingElse) {
    auto [letter, code] = written(form());
    auto [other, other_code] = written(form());
    auto open = [&](std::string const& number, std::string const& typed) {
        return code_of(by_public([&](Context& in) { return follow(in, number, typed); }));
    };
    EXPECT_EQ(open(letter.number, code), "");
    EXPECT_EQ(open(letter.number, other_code), "participation.follow.not_found");
    EXPECT_EQ(open("信〔2026〕99号", code), "participation.follow.not_found");
    EXPECT_EQ(open(letter.number, ""), "participation.follow.not_found");
    auto token = by_public([&](Context& in) -> Outcome<std::string> { return follow_token(in, letter); }).value();
    auto by_token = [&](std::string const& one) { return code_of(by_public([&](Context& in) { return follow_by_token(in, one); })); };
    EXPECT_EQ(by_token(token), "");
    for (auto const& bad :
         {std::string(), std::string("1"), "2" + token.substr(1), token + "0", std::string("-"), std::string("99999999999999999999-x")})
        EXPECT_EQ(by_token(bad), "participation.follow.not_found") << bad;
}

TEST_P(LetterLife, WhoeverWasSlowerIsTold) {
    auto id = written(form()).letter.id;
    auto seen = stored(id).lock_version;
    EXPECT_EQ(step(filer, id, [](Context& in, Id one, int now) { return save_reply(in, one, now, "一稿"); }), "");
    EXPECT_EQ(code_of(by(filer, [&](Context& in) { return save_reply(in, id, seen, "另一稿"); })), "participation.step.conflict");
    EXPECT_EQ(by(filer, [&](Context& in) { return open_letter(in, id); }).value().reply, "一稿");
}

TEST_P(LetterLife, ExtendedWithAReasonAndClosedWithOne) {
    auto id = written(form()).letter.id;
    EXPECT_EQ(step(reviewer, id, [](Context& in, Id one, int seen) { return extend(in, one, seen, 10, ""); }),
              "participation.extend.reason");
    EXPECT_EQ(step(reviewer, id, [](Context& in, Id one, int seen) { return extend(in, one, seen, 10, "要向县医保局核实"); }), "");
    EXPECT_EQ(stored(id).reply_due, Date(2026, 12, 14));
    EXPECT_EQ(step(office, id, [](Context& in, Id one, int seen) { return close(in, one, seen, "这是公开申请，请到依申请公开提交"); }), "");
    auto closed = by_public([&](Context& in) -> Outcome<Opened> { return opened(in, store::by_id(in.tx, id).value()); }).value();
    EXPECT_EQ(closed.close_reason, "这是公开申请，请到依申请公开提交");
    EXPECT_EQ(code_of(by_public([&](Context& in) { return rate(in, id, "content", ""); })), "participation.rate.not_now");
}

TEST_P(LetterLife, ALostCodeIsMadeAnew) {
    auto typed = form();
    auto [letter, code] = written(typed);
    auto open = [&](std::string const& one) { return code_of(by_public([&](Context& in) { return follow(in, letter.number, one); })); };
    auto renew = [&](organ::Actor const& who) { return by(who, [&](Context& in) { return renew_code(in, letter.id); }); };
    EXPECT_EQ(code_of(renew(auditor)), "participation.read.forbidden");
    EXPECT_EQ(code_of(renew(roads_filer)), "participation.find.not_found");
    auto token = by_public([&](Context& in) -> Outcome<std::string> { return follow_token(in, letter); }).value();
    auto renewed = renew(filer).value();
    EXPECT_EQ(open(renewed.query_code), "");
    EXPECT_EQ(open(code), "participation.follow.not_found");
    EXPECT_EQ(code_of(by_public([&](Context& in) { return follow_by_token(in, token); })), "participation.follow.not_found");
    EXPECT_EQ(code_of(by_public([&](Context& in) { return write(in, typed); })), "participation.write.sent")
        << "the form's own code would open nothing";
    EXPECT_EQ(events(letter.subject()).back(), "participation.code_renewed");
}

TEST_P(LetterLife, PersonalDataGoAfterTheirTimeAndWhatIsPublicStays) {
    auto id = replied(form());
    by_public([&](Context& in) { return rate(in, id, "content", "石小柳很满意"); }).value();
    EXPECT_EQ(step(office, id,
                   [](Context& in, Id one, int seen) {
                       return publish(in, one, seen, {"高龄津贴", "怎样申请？", "到镇里申请。"});
                   }),
              "");
    auto closed = written(form()).letter.id, open = written(form()).letter.id;
    clock.advance(24h * 3);
    EXPECT_EQ(step(office, closed, [](Context& in, Id one, int seen) { return close(in, one, seen, "石小柳重复提交"); }), "");
    auto erase = [&] {
        auto schedule = organ::Actor::of_system("schedule");
        return organ::act(env, schedule, [](Context& in) -> Outcome<int> { return erase_due(in); }).value();
    };
    auto until = [&](char const* moment) { clock.advance(Instant::parse(moment).value() - clock.now()); };
    until("2031-11-22T15:59:00.000Z");
    EXPECT_EQ(erase(), 0);
    until("2031-11-23T00:00:00.000Z");
    EXPECT_EQ(erase(), 1) << "sixty months after the reply";
    EXPECT_EQ(erase(), 0);
    auto gone = stored(id);
    for (auto const* one : {&gone.title, &gone.words, &gone.writer, &gone.writer_key, &gone.query_code, &gone.reply, &gone.rating_words})
        EXPECT_EQ(*one, "");
    EXPECT_EQ(gone.rating, Rating::content) << "the figures stay";
    EXPECT_EQ(gone.public_words, "怎样申请？");
    EXPECT_EQ(code_of(by_public([&](Context& in) { return follow(in, gone.number, ""); })), "participation.follow.not_found");
    EXPECT_EQ(code_of(by(filer, [&](Context& in) { return renew_code(in, id); })), "participation.renew_code.erased");
    EXPECT_EQ(step(office, id,
                   [](Context& in, Id one, int seen) {
                       return publish(in, one, seen, {"题", "文", "答"});
                   }),
              "participation.publish.erased");
    EXPECT_EQ(by(filer, [&](Context& in) { return open_letter(in, id); }).value().writer.name, "");
    EXPECT_EQ(step(office, id, [](Context& in, Id one, int seen) { return withhold(in, one, seen, "内容过时"); }), "");
    until("2031-11-27T00:00:00.000Z");
    EXPECT_EQ(erase(), 1) << "the closed one, with the reason";
    EXPECT_EQ(reading([&](auto& tx) { return store::steps_of(tx, closed).at(1).remark; }), "");
    EXPECT_FALSE(stored(open).erased_at) << "what is open is not old";
}

TEST_P(LetterLife, FiguresComeFromDates) {
    auto quick = replied(form());           // the same day
    auto slow = written(form()).letter.id;  // late
    auto shut = written(form()).letter.id;
    written(form());  // stays open and gets late
    by_public([&](Context& in) { return rate(in, quick, "not_content", ""); }).value();
    EXPECT_EQ(step(office, shut, [](Context& in, Id one, int seen) { return close(in, one, seen, "广告"); }), "");
    clock.advance(24h * 14);
    EXPECT_EQ(step(filer, slow, [](Context& in, Id one, int seen) { return file_reply(in, one, seen, "晚了，抱歉。"); }), "");
    EXPECT_EQ(step(reviewer, slow, pass_reply), "");
    by_public([&](Context& in) { return rate(in, slow, "fairly", ""); }).value();
    auto of = [&] { return by_public([](Context& in) -> Outcome<Figures> { return figures(in); }).value(); };
    auto all = of();
    EXPECT_EQ(all.received, 4);
    EXPECT_EQ(all.replied, 2);
    EXPECT_EQ(all.closed, 1);
    EXPECT_EQ(all.due, 3);
    EXPECT_EQ(all.on_time, 1);
    EXPECT_DOUBLE_EQ(all.median_days, 5) << "0 and 10 working days";
    EXPECT_EQ(all.rated, 2);
    EXPECT_EQ(all.pleased, 1);
    clock.advance(24h * 352);
    EXPECT_EQ(of().received, 0) << "a year later they are no letters of the year";
}

TEST_P(LetterLife, TheWriterIsMailedOnceAndWithoutAWordOfTheLetter) {
    auto id = replied(form());
    auto silent = form();
    silent.email = "";
    written(silent);
    Notifier notifier(env);
    journal::catch_up(env.database, notifier);
    Notifier again(env);
    journal::catch_up(env.database, again);
    using Row = std::tuple<std::string, std::string>;
    auto rows = reading([](auto& tx) { return storage::select<Row>(tx, "select about, dedupe_key from mail_message order by id"); });
    ASSERT_EQ(rows.size(), 2) << "received and replied";
    for (auto const& [about, key] : rows) EXPECT_EQ(about, "mailbox:" + std::to_string(id));
}

BOTH_DATABASES(LetterLife);

}  // namespace
}  // namespace mingtang::participation
