#include "request/web/desk_fixture.hpp"

namespace mingtang::request {
namespace {

TEST_P(DeskPages, a_counter_application_comes_in_with_number_and_code_and_waits_in_the_inbox) {
    auto shown = page("/desk/requests/new", handler_);
    EXPECT_TRUE(has(shown, "以双方确认之日为收到申请之日"));
    auto taken = post("/desk/requests/new", handler_, counter_form());
    ASSERT_EQ(taken.status, 200) << body(taken);
    auto slip = body(taken);
    EXPECT_TRUE(has(slip, "查询码"));
    auto id = read([&](auto& tx) { return store::list(tx, {.units = {unit_}}).at(0).id; });
    EXPECT_TRUE(has(slip, stored(id).case_number));
    auto inbox = page("/desk/requests", handler_);
    EXPECT_TRUE(has(inbox, stored(id).case_number));
    EXPECT_TRUE(has(inbox, "王**")) << "the handler sees who, masked";
    EXPECT_FALSE(has(inbox, "王小明"));
    EXPECT_TRUE(has(inbox, "还剩 20 个工作日"));
}

TEST_P(DeskPages, what_cannot_be_taken_comes_back_with_everything_typed) {
    auto form = counter_form();
    for (auto& [name, value] : form)
        if (name == "proof_number") value = "110105194912310021";
    auto refused = post("/desk/requests/new", handler_, form);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(has(body(refused), "value=\"王小明\""));
    EXPECT_TRUE(has(body(refused), "校车经费的安排"));
    EXPECT_TRUE(has(body(refused), "id=\"proof_number-error\""));
    EXPECT_EQ(post("/desk/requests/new", outsider_, counter_form()).status, 403);
    for (auto& [name, value] : form)
        if (name == "arrived_on") value = "2026-02-30";
    EXPECT_TRUE(has(body(post("/desk/requests/new", handler_, form)), "value=\"2026-02-30\""));
}

TEST_P(DeskPages, a_letter_of_the_post_waits_until_both_have_confirmed_it) {
    auto form = counter_form();
    for (auto& [name, value] : form)
        if (name == "channel") value = "letter";
    EXPECT_TRUE(has(body(post("/desk/requests/new", handler_, form)), "待与申请人确认"));
    auto id = read([&](auto& tx) { return store::list(tx, {.units = {unit_}}).at(0).id; });
    EXPECT_EQ(stored(id).state, State::arrived);
    EXPECT_TRUE(has(page("/desk/requests", handler_), "与申请人确认收到"));
    auto refused = post(url(id) + "/steps", handler_, {{"action", "confirm"}, {"confirmed_on", "gestern"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(has(body(refused), "gestern"));
    auto confirmed = post(url(id) + "/steps", handler_, {{"action", "confirm"}, {"confirmed_on", "2026-11-26"}});
    EXPECT_EQ(location(confirmed), url(id) + "?done=confirm");
    EXPECT_EQ(stored(id).reply_due.text(), "2026-12-24");
}

TEST_P(DeskPages, opening_a_case_is_kept_and_shows_the_applicant_only_on_request) {
    auto id = in_hand();
    auto before = events("request.read").size();
    auto shown = page(url(id), handler_);
    EXPECT_EQ(events("request.read").size(), before + 1);
    EXPECT_TRUE(has(shown, "王**"));
    EXPECT_FALSE(has(shown, "13800138000"));
    EXPECT_TRUE(has(shown, "2025年校车经费决算")) << "what is public already";
    auto revealed = page(url(id) + "?reveal=1", handler_);
    EXPECT_TRUE(has(revealed, "王小明"));
    EXPECT_TRUE(has(revealed, "13800138000"));
    EXPECT_EQ(events("request.read").size(), before + 2);
    for (auto const& event : events("request.read"))
        EXPECT_EQ(json::serialize(boost::json::parse(event.data)).find("王"), std::string::npos);
}

TEST_P(DeskPages, whoever_is_not_on_the_case_sees_number_dates_and_state) {
    auto id = in_hand();
    ASSERT_TRUE(run(handler_, [&](Context& in) { return assign(in, id, handler_.person_id, ""); }));
    for (auto const* who : {&legal_, &unit_head_, &other_handler_}) {
        auto shown = page(url(id), *who);
        EXPECT_TRUE(has(shown, stored(id).case_number));
        EXPECT_TRUE(has(shown, "2026-12-24"));
        EXPECT_FALSE(has(shown, "校车"));
        EXPECT_FALSE(has(shown, "王"));
        EXPECT_FALSE(has(page("/desk/requests", *who), "校车"));
    }
    EXPECT_EQ(get(url(id), outsider_).status, 404);
    EXPECT_EQ(get("/desk/requests", admin_).status, 403);
}

TEST_P(DeskPages, the_day_is_explained_day_by_day) {
    auto shown = page(url(in_hand()), handler_);
    EXPECT_TRUE(has(shown, "第 1 个工作日"));
    EXPECT_TRUE(has(shown, "第 20 个工作日"));
    EXPECT_TRUE(has(shown, "周末"));
    EXPECT_TRUE(has(shown, "《政府信息公开条例》第三十三条"));
}

TEST_P(DeskPages, a_letter_that_the_law_refuses_is_named_with_its_article) {
    auto id = in_hand();
    EXPECT_TRUE(has(page(url(id), handler_), "kind=supplement_notice"));
    days(14);  // more than seven working days
    auto shown = page(url(id), handler_);
    EXPECT_FALSE(has(shown, "kind=supplement_notice"));
    EXPECT_TRUE(has(shown, "《政府信息公开条例》第三十条"));
    auto refused = post(url(id) + "/letters", handler_, {{"kind", "supplement_notice"}, {"working_days", "15"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(has(body(refused), "《政府信息公开条例》第三十条"));
}

TEST_P(DeskPages, kindred_applications_stand_side_by_side_and_two_askers_suggest_publication) {
    auto first = in_hand();
    auto other = form();
    other.name = "李大山", other.proof_number = "440524188001010014";
    auto second = run(handler_, [&](Context& in) {
                      return take_down(in, unit_, {.application = other, .channel = "counter", .arrived_on = "2026-11-26"}, {});
                  }).value();
    auto shown = page(url(second.request.id), handler_);
    EXPECT_TRUE(has(shown, stored(first).case_number));
    EXPECT_TRUE(has(shown, "100%"));
    EXPECT_TRUE(has(shown, "其他申请人"));
    EXPECT_TRUE(has(shown, "有 2 名不同的申请人"));
    EXPECT_TRUE(has(shown, "《政府信息公开条例》第四十四条"));
    in_hand();
    EXPECT_TRUE(has(page(url(first), handler_), "同一申请人"));
}

TEST_P(DeskPages, the_guided_decision_leads_from_questions_to_remedy_and_draft) {
    auto id = in_hand();
    auto asked = url(id) + "/decide?asks_for=information&before=new&description=clear&held=held&published=unpublished";
    EXPECT_TRUE(has(page(url(id) + "/decide", handler_), "申请的是什么"));
    EXPECT_TRUE(has(page(asked, handler_), "可以公开吗"));
    EXPECT_TRUE(has(page(asked + "&disclosure=partly", handler_), "name=\"grounds\""));
    EXPECT_TRUE(has(page(asked + "&disclosure=partly&grounds_asked=1", handler_), "还不能得出结果"));
    auto result = page(asked + "&disclosure=partly&grounds=personal_privacy&grounds_asked=1", handler_);
    EXPECT_TRUE(has(result, "（二）部分公开"));
    EXPECT_TRUE(has(result, "应当先"));
    EXPECT_TRUE(has(result, "清河县人民政府"));
    EXPECT_TRUE(has(result, "还没有征求第三方意见"));
    auto open = page(asked + "&disclosure=open", handler_);
    EXPECT_TRUE(has(open, "（一）予以公开"));
    EXPECT_TRUE(has(open, "可以申请行政复议，也可以直接提起行政诉讼"));
    auto drafted = post(url(id) + "/letters", handler_, {{"kind", "answer"}, {"outcome", "r1_granted"}});
    EXPECT_EQ(drafted.status, 303) << body(drafted);
    EXPECT_EQ(get(url(id) + "/decide", legal_).status, 403);
}

TEST_P(DeskPages, the_register_exports_without_anybody_and_the_filter_narrows) {
    auto id = in_hand();
    auto csv = page("/desk/requests/register.csv", legal_);
    EXPECT_TRUE(has(csv, stored(id).case_number));
    EXPECT_FALSE(has(csv, "王"));
    EXPECT_FALSE(has(csv, "校车"));
    EXPECT_TRUE(has(page("/desk/requests/register?year=2026", handler_), stored(id).case_number));
    EXPECT_TRUE(has(page("/desk/requests/register?year=2025", handler_), "没有符合条件"));
    EXPECT_TRUE(has(page("/desk/requests/register?outcome=r1_granted", handler_), "没有符合条件"));
    EXPECT_TRUE(has(page("/desk/requests?state=answered", handler_), "没有符合条件"));
    EXPECT_EQ(get("/desk/requests/register.csv", admin_).status, 403);
}

INSTANTIATE_TEST_SUITE_P(Both, DeskPages, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& of) { return storage::name_of(of.param); });

}  // namespace
}  // namespace mingtang::request
