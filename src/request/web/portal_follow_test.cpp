#include "request/due_days.hpp"
#include "request/store_draft.hpp"
#include "request/web/portal_fixture.hpp"

namespace mingtang::request::portal {
namespace {

class Following : public ApplicantsPages {
  protected:
    /// `11-30 第 1 个工作日` of the table of days, by date.
    static std::map<std::string, std::string> days_on(std::string const& page) {
        static std::regex const row(
            R"re(<tr class="[^"]*"><td class="nowrap">(\d{4}-\d\d-\d\d)</td><td class="nowrap">[^<]*</td><td class="numeric">(\d*)</td><td>([^<]*))re");
        std::map<std::string, std::string> days;
        for (std::sregex_iterator at(page.begin(), page.end(), row), end; at != end; ++at)
            days[(*at)[1]] = (*at)[2].str() + " " + text::trim((*at)[3].str());
        return days;
    }
    /// An application received on the day.
    std::string clock_of(Date day) {
        clock_.advance(Instant(day.sys()) + std::chrono::hours(2) - clock_.now());
        followed();
        return page("/request/case/clock");
    }
};
BOTH_DATABASES(Following);

TEST_P(Following, number_and_code_as_people_type_them) {
    auto slip = sent();
    for (auto const& number : std::vector<std::string>{slip.number, " 教育局公申[2026]1号 ", "教育局公申﹝2026﹞１号"}) {
        cookies_.clear();
        EXPECT_EQ(to(post("/request/follow", {{"case_number", number}, {"query_code", text::join(text::split(slip.code, '-'), "")}})),
                  "/request/case")
            << number;
    }
    EXPECT_THAT(page("/request/case"), HasSubstr(slip.number));
    cookies_.clear();
    EXPECT_EQ(to(get("/request/case")), "/request/follow");
    EXPECT_EQ(to(get("/request/case/clock")), "/request/follow");
}

TEST_P(Following, a_wrong_number_and_a_wrong_code_say_the_same) {
    auto slip = sent();
    auto wrong_code = body(post("/request/follow", {{"case_number", slip.number}, {"query_code", "AAAA-BBBB-CCCC"}}));
    auto wrong_number = body(post("/request/follow", {{"case_number", slip.number + "9"}, {"query_code", slip.code}}));
    auto said = [](std::string const& page) { return text_in(page, "field-error\" id=\"query_code-error"); };
    EXPECT_FALSE(said(wrong_code).empty());
    EXPECT_EQ(said(wrong_code), said(wrong_number));
}

TEST_P(Following, after_many_wrong_codes_the_address_waits) {
    auto slip = sent();
    for (int i = 0; i < wrong_codes.most; ++i) EXPECT_EQ(follow({slip.number, "AAAA-BBBB-CCCC"}).status, 422);
    EXPECT_EQ(follow(slip).status, 429);
    address_ = "203.0.113.9";
    EXPECT_EQ(to(follow(slip)), "/request/case");
    address_ = "203.0.113.7";
    clock_.advance(std::chrono::minutes(wrong_codes.minutes + 1));
    EXPECT_EQ(to(follow(slip)), "/request/case");
    auto addresses = read([&](auto& tx) { return storage::select<std::string>(tx, "select address from request_attempt"); });
    for (auto const& address : addresses) EXPECT_EQ(address.find("203."), address.npos);
}

TEST_P(Following, before_it_is_confirmed_no_period_runs) {
    auto slip = sent();
    follow(slip);
    EXPECT_THAT(page("/request/case"), HasSubstr("双方确认之日为收到申请之日"));
    EXPECT_THAT(page("/request/case/clock"), HasSubstr("现在没有期限在计算"));
}

struct Row {
    Date received;
    std::string due;
    std::map<std::string, std::string> days;  // some of them
};

TEST_P(Following, how_the_date_was_computed) {
    Row const rows[] = {
        {Date(2026, 11, 27),
         "2026-12-25",
         {{"2026-11-28", " 周末"}, {"2026-11-30", "1 第 1 个工作日"}, {"2026-12-25", "20 第 20 个工作日"}}},
        // Holidays and the working weekends before and after them, by the notice for 2026.
        {Date(2026, 2, 2),
         "2026-03-06",
         {{"2026-02-14", "10 第 10 个工作日（春节调休上班）"},
          {"2026-02-17", " 春节放假"},
          {"2026-02-28", "15 第 15 个工作日（春节调休上班）"}}},
        {Date(2026, 9, 17),
         "2026-10-21",
         {{"2026-09-20", "2 第 2 个工作日（国庆节调休上班）"},
          {"2026-10-01", " 国庆节放假"},
          {"2026-10-10", "12 第 12 个工作日（国庆节调休上班）"}}},
    };
    for (auto const& row : rows) {
        cookies_.clear();
        auto shown = clock_of(row.received);
        auto days = days_on(shown);
        EXPECT_EQ(days.rbegin()->first, row.due) << row.received.text();
        EXPECT_EQ(newest().reply_due.text(), row.due);
        for (auto const& [day, said] : row.days) EXPECT_EQ(days[day], said) << row.received.text();
        EXPECT_EQ(std::count_if(days.begin(), days.end(), [](auto const& day) { return day.second[0] != ' '; }), 20);
        EXPECT_THAT(shown, HasSubstr("以双方确认之日为收到申请之日"));
        EXPECT_THAT(shown, Not(HasSubstr("待定")));
    }
}

TEST_P(Following, a_date_in_a_year_without_a_notice_says_so) {
    auto shown = clock_of(Date(2026, 12, 15));
    EXPECT_THAT(shown, HasSubstr("这个日期待定"));
    // Of the days only those of that year.
    static std::regex const unsure(R"re(<td class="nowrap">(\d{4})-[^\n]*<span class="uncertain">)re");
    for (std::sregex_iterator at(shown.begin(), shown.end(), unsure), end; at != end; ++at) EXPECT_EQ((*at)[1], "2027");
    EXPECT_THAT(page("/request/case"), HasSubstr("待定"));
    EXPECT_THAT(page("/request/case/calendar.ics"), HasSubstr("待定"));
}

TEST_P(Following, a_consultation_stops_the_days) {
    auto made = followed();
    ASSERT_TRUE(send(made.id, LetterKind::third_party_inquiry, {.asked = "清河县客运有限公司"}, {}));
    days(7);
    auto shown = page("/request/case/clock");
    EXPECT_THAT(shown, HasSubstr("期限暂停，还剩 20 个工作日"));
    EXPECT_THAT(shown, HasSubstr("征求第三方意见，不计"));
    EXPECT_THAT(page("/request/case"), HasSubstr("期限暂停"));
}

TEST_P(Following, the_supplement_is_given_on_the_page) {
    auto made = followed();
    ASSERT_TRUE(send(made.id, LetterKind::supplement_notice, {.working_days = "10"}, clock_.today()));
    auto asked = page("/request/case");
    EXPECT_THAT(asked, HasSubstr("id=\"supply\""));
    EXPECT_THAT(asked, HasSubstr("2026-12-10"));
    EXPECT_THAT(page("/request/case/clock"), HasSubstr("请您补正，截止"));
    auto refused = step("supply", {{"words", ""}});
    EXPECT_EQ(refused.status, 422);
    auto too_long = step("supply", {{"words", std::string(6000, 'x')}});
    EXPECT_EQ(too_long.status, 422);
    EXPECT_THAT(body(too_long), HasSubstr("xxxxxxxx"));
    auto form = token();
    form.emplace_back("words", "指2025年9月至12月的经费");
    EXPECT_EQ(to(answer(with_file(request(Method::post, "/request/case/supply", form), "supplement", "说明.txt", "说明"))),
              "/request/case?done=supplied");
    auto now = stored(made.id);
    EXPECT_EQ(now.state, State::in_hand);
    EXPECT_EQ(now.supplied_on, clock_.today());
    EXPECT_THAT(page("/request/case?done=supplied"), HasSubstr("补正已收到"));
    EXPECT_THAT(page("/request/case"), HasSubstr("说明.txt"));
    EXPECT_EQ(step("supply", {{"words", "再来一次"}}).status, 422);
}

TEST_P(Following, a_letter_read_here_is_served_and_its_files_come_along) {
    auto made = followed();
    ASSERT_TRUE(send(made.id, LetterKind::supplement_notice, {.working_days = "10"}));
    auto sent_letter = read([&](auto& tx) { return store::letters_of(tx, made.id); }).back();
    EXPECT_FALSE(sent_letter.served_on);
    auto shown = page("/request/case/letters/" + std::to_string(sent_letter.id));
    EXPECT_THAT(shown, HasSubstr(sent_letter.document_number));
    EXPECT_EQ(letter(sent_letter.id).served_on, clock_.today());
    EXPECT_EQ(stored(made.id).supplement_due.text(), "2026-12-10");
    EXPECT_EQ(get("/request/case/letters/" + std::to_string(sent_letter.id + 1)).status, 404);
}

TEST_P(Following, others_files_and_drafts_of_letters_stay_shut) {
    auto made = followed();
    auto drafted = draft(made.id, LetterKind::supplement_notice, {.working_days = "10"});
    ASSERT_TRUE(drafted);
    auto internal = run(handler_, [&](Context& in) { return add_file(in, made.id, 0, file("内部.txt", "内部")); });
    ASSERT_TRUE(internal);
    EXPECT_EQ(get("/request/case/letters/" + std::to_string(drafted->id)).status, 404);
    EXPECT_EQ(get("/request/case/files/" + std::to_string(internal->id)).status, 404);
    EXPECT_THAT(page("/request/case"), Not(HasSubstr("内部.txt")));
    auto mine = cookies_;
    cookies_.clear();
    auto other = sent();
    follow(other);
    EXPECT_EQ(get("/request/case/files/" + std::to_string(internal->id)).status, 404);
}

TEST_P(Following, the_fee_is_explained_and_its_proof_taken) {
    auto made = followed();
    ASSERT_TRUE(send(made.id, LetterKind::fee_notice, {.fee_way = "by_pages", .fee_number = "119"}, clock_.today()));
    auto shown = page("/request/case");
    EXPECT_THAT(shown, HasSubstr("信息处理费 1080 元"));
    EXPECT_THAT(shown, HasSubstr("<td>31</td><td>100</td><td class=\"numeric\">10</td><td class=\"numeric\">700</td>"));
    EXPECT_THAT(page("/request/case/clock"), HasSubstr("请您缴费，截止"));
    EXPECT_EQ(step("payment", {}).status, 422);
    EXPECT_EQ(to(answer(with_file(request(Method::post, "/request/case/payment", token()), "payment", "票据.txt", "票"))),
              "/request/case?done=payment_shown");
    EXPECT_THAT(page("/request/case"), HasSubstr("票据.txt"));
    EXPECT_EQ(stored(made.id).state, State::awaiting_payment);
}

TEST_P(Following, after_the_answer_one_judges_and_suggests) {
    auto made = followed();
    ASSERT_TRUE(send(made.id, LetterKind::answer, {.outcome = "r1_granted"}, clock_.today()));
    auto shown = page("/request/case");
    EXPECT_THAT(shown, HasSubstr("可以申请行政复议，截止"));
    EXPECT_EQ(step("evaluate", {{"grade", ""}, {"words", "说得清楚"}}).status, 422);
    EXPECT_EQ(to(step("evaluate", {{"grade", "4"}, {"words", "说得清楚"}})), "/request/case?done=evaluated");
    EXPECT_EQ(read([&](auto& tx) { return store::evaluation_of(tx, made.id); })->grade, 4);
    EXPECT_EQ(step("wish", {{"kind", "publish_for_all"}, {"words", ""}}).status, 422);
    EXPECT_EQ(to(step("wish", {{"kind", "publish_for_all"}, {"words", "大家都要用"}})), "/request/case?done=wished");
    EXPECT_THAT(page("/request/case"), HasSubstr("建议主动公开"));
}

TEST_P(Following, an_application_is_taken_back_only_when_that_is_sure) {
    auto made = followed();
    EXPECT_EQ(step("take_back", {{"words", "不要了"}}).status, 422);
    EXPECT_EQ(stored(made.id).state, State::in_hand);
    EXPECT_EQ(to(step("take_back", {{"words", "不要了"}, {"sure", "1"}})), "/request/case?done=taken_back");
    EXPECT_EQ(stored(made.id).state, State::not_handled);
}

TEST_P(Following, the_calendar_is_its_own_key_and_a_new_code_makes_all_void) {
    followed();
    auto shown = page("/request/case");
    static std::regex const address(R"re(https://www\.qinghe\.example(/request/calendar\.ics\?key=[a-z0-9-]+))re");
    std::smatch found;
    ASSERT_TRUE(std::regex_search(shown, found, address));
    auto calendar = found[1].str();
    auto old_browser = cookies_;
    cookies_.clear();
    auto ics = get(calendar);
    EXPECT_EQ(*ics.header("Content-Type"), "text/calendar; charset=utf-8");
    EXPECT_THAT(body(ics), HasSubstr("DTSTART;VALUE=DATE:20261224"));
    EXPECT_THAT(body(ics), Not(HasSubstr("校车")));
    cookies_["request_case"] = calendar.substr(calendar.find('=') + 1);
    EXPECT_EQ(to(get("/request/case")), "/request/follow");
    cookies_ = old_browser;
    EXPECT_EQ(step("code", {}).status, 422);
    auto renewed = step("code", {{"sure", "1"}});
    EXPECT_EQ(text_in(body(renewed), "receipt-code").size(), 14u);
    EXPECT_EQ(get("/request/case").status, 200);
    EXPECT_EQ(get(calendar).status, 404);
    cookies_ = old_browser;
    EXPECT_EQ(to(get("/request/case")), "/request/follow");
}

TEST_P(Following, mails_are_asked_for_and_stopped) {
    auto made = followed();
    EXPECT_EQ(step("notices", {{"email", "无"}}).status, 422);
    EXPECT_EQ(to(step("notices", {{"email", "wang@example.cn"}})), "/request/case?done=notices_set");
    auto kept = read([&](auto& tx) { return store::notice_of(tx, made.id).email; });
    EXPECT_FALSE(kept.empty());
    EXPECT_EQ(kept.find("wang"), kept.npos);
    EXPECT_THAT(page("/request/case"), HasSubstr("w***@example.cn"));
    EXPECT_EQ(to(step("notices", {{"stop", "1"}})), "/request/case?done=notices_stopped");
    EXPECT_EQ(read([&](auto& tx) { return store::notice_of(tx, made.id).email; }), "");
}

TEST_P(Following, steps_need_the_token_of_this_browser) {
    auto made = followed();
    EXPECT_EQ(post("/request/case/take_back", {{"sure", "1"}}).status, 422);
    EXPECT_EQ(stored(made.id).state, State::in_hand);
    EXPECT_EQ(to(post("/request/leave", token())), "/request");
    EXPECT_EQ(to(get("/request/case")), "/request/follow");
}

TEST_P(Following, nothing_of_a_case_is_cached) {
    followed();
    for (auto address : {"/request/case", "/request/case/clock", "/request/case/calendar.ics", "/request/follow"})
        EXPECT_EQ(*get(address).header("Cache-Control"), "no-store") << address;
    EXPECT_EQ(pages_.figures().bytes, 0u);
}

}  // namespace
}  // namespace mingtang::request::portal
