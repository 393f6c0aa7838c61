#include "request/answers.hpp"
#include "request/web/desk_fixture.hpp"

namespace mingtang::request {
namespace {

/// The same site; a suite of its own, so that each file instantiates its tests once.
class DeskLetters : public DeskPages {
  protected:
    Id drafted(Id request, std::string const& kind, Typed more = {}) {
        more.insert(more.begin(), {"kind", kind});
        auto made = post(url(request) + "/letters", handler_, more);
        EXPECT_EQ(made.status, 303) << body(made);
        return std::stoll(location(made).substr(std::string("/desk/letters/").size()));
    }
    /// What the editor holds, with the body as given.
    Typed typed(Id id, std::string const& text, std::string const& action) {
        auto now = letter(id);
        auto words = read([&](auto& tx) {
            Context in{handler_, tx, calendar_, clock_.now(), blobs_, secret_};
            return text_of(in, now);
        });
        Typed form{{"lock_version", std::to_string(now.lock_version)},
                   {"title", words.title},
                   {"addressee", words.addressee},
                   {"body", text},
                   {"action", action}};
        if (!now.outcome.empty()) form.emplace_back("outcome", now.outcome);
        if (now.working_days > 0) form.emplace_back("working_days", std::to_string(now.working_days));
        return form;
    }
    std::string step(Id id, organ::Actor const& who, Typed form) { return location(post(of_letter(id) + "/steps", who, form)); }
};

TEST_P(DeskLetters, an_answer_goes_past_three_desks_and_out_with_a_number) {
    auto request = in_hand();
    auto id = drafted(request, "answer", {{"outcome", "r1_granted"}});
    auto shown = page(of_letter(id), handler_);
    EXPECT_TRUE(has(shown, "<textarea"));
    EXPECT_TRUE(has(shown, "行政复议")) << "the closing is there";
    auto gap = post(of_letter(id), handler_, typed(id, "经审查，【写明】。", "file"));
    EXPECT_EQ(gap.status, 422);
    EXPECT_TRUE(has(body(gap), "经审查，【写明】。")) << "nothing typed is lost";
    EXPECT_EQ(location(post(of_letter(id), handler_, typed(id, "经审查，现予以公开。", "file"))), of_letter(id) + "?done=filed");
    EXPECT_EQ(letter(id).state, LetterState::in_legal_review);
    EXPECT_TRUE(has(page("/desk/requests", legal_), "签批文书"));
    EXPECT_TRUE(has(page(of_letter(id), legal_), "现予以公开")) << "who signs off may read now";

    EXPECT_EQ(post(of_letter(id) + "/steps", legal_, {{"action", "return"}, {"remark", ""}}).status, 422);
    EXPECT_TRUE(step(id, legal_, {{"action", "return"}, {"remark", "请写明公开的途径"}}).starts_with("/desk/requests"));
    auto returned = page(of_letter(id), handler_);
    EXPECT_TRUE(has(returned, "请写明公开的途径"));
    post(of_letter(id), handler_, typed(id, "经审查，现予以公开，当面领取。", "file"));
    EXPECT_TRUE(has(page(of_letter(id) + "?view=compare&with=1", handler_), "<ins"));

    for (auto const* who : {&legal_, &unit_head_, &office_head_}) EXPECT_NE(step(id, *who, {{"action", "pass"}}), "") << who->name;
    EXPECT_EQ(letter(id).state, LetterState::approved);
    EXPECT_TRUE(has(page(of_letter(id), handler_), "编号并发出"));
    EXPECT_EQ(step(id, handler_, {{"action", "issue"}, {"served_now", "1"}}), of_letter(id) + "?done=letter_issue");
    auto issued = letter(id);
    EXPECT_EQ(issued.document_number, "教育局公复〔2026〕1号");
    EXPECT_EQ(issued.served_on, clock_.today());
    EXPECT_EQ(stored(request).state, State::answered);
    auto done = page(of_letter(id), handler_);
    for (auto const* name : {"测试fazhi", "测试juzhang", "测试zhuren"}) EXPECT_TRUE(has(done, name)) << name;
    EXPECT_FALSE(has(page(url(request), legal_), "校车")) << "the desk that passed it reads no more";
}

TEST_P(DeskLetters, a_page_that_was_overtaken_loses_nothing) {
    auto id = drafted(in_hand(), "answer", {{"outcome", "r1_granted"}});
    auto mine = typed(id, "我写的正文。", "save");
    post(of_letter(id), handler_, typed(id, "先保存的正文。", "save"));
    auto late = post(of_letter(id), handler_, mine);
    EXPECT_EQ(late.status, 409);
    EXPECT_TRUE(has(body(late), "我写的正文。"));
    EXPECT_TRUE(has(body(late), "先保存的正文。"));
}

TEST_P(DeskLetters, third_party_fee_and_extension_are_taken_at_the_case) {
    auto request = in_hand();
    auto inquiry = drafted(request, "third_party_inquiry", {{"asked", "清河县客运有限公司"}});
    EXPECT_EQ(location(post(of_letter(inquiry), handler_, typed(inquiry, "征求意见的内容。", "file"))), of_letter(inquiry) + "?done=filed");
    EXPECT_NE(step(inquiry, unit_head_, {{"action", "pass"}}), "");
    EXPECT_NE(step(inquiry, handler_, {{"action", "issue"}}), "");
    EXPECT_EQ(stored(request).state, State::consulting);
    auto shown = page(url(request), handler_);
    EXPECT_TRUE(has(shown, "清河县客运有限公司"));
    EXPECT_TRUE(has(shown, "停止计算"));
    auto asked = read([&](auto& tx) { return store::consultations_of(tx, request).at(0); });
    auto number = std::to_string(asked.id);
    EXPECT_EQ(
        post(url(request) + "/steps", handler_, {{"action", "consultation_served"}, {"consultation", number}, {"served_on", "2026-11-26"}})
            .status,
        303);
    auto early = post(url(request) + "/steps", handler_,
                      {{"action", "take_opinion"},
                       {"consultation", number},
                       {"answered_on", "2026-11-26"},
                       {"opinion", "none"},
                       {"words", "来电称不便书面答复"}});
    EXPECT_EQ(early.status, 422);
    EXPECT_TRUE(has(body(early), "来电称不便书面答复")) << "nothing typed is lost";
    EXPECT_TRUE(has(body(early), "《政府信息公开条例》第三十二条"));
    days(28);
    EXPECT_TRUE(has(page("/desk/requests", handler_), "征求意见期限已过"));
    auto taken = post(url(request) + "/steps", handler_,
                      {{"action", "take_opinion"}, {"consultation", number}, {"answered_on", clock_.today().text()}, {"opinion", "none"}});
    EXPECT_EQ(taken.status, 303) << body(taken);
    EXPECT_EQ(stored(request).state, State::in_hand);

    auto extension = drafted(request, "extension_notice", {{"working_days", "20"}});
    EXPECT_EQ(location(post(of_letter(extension), handler_, typed(extension, "因案情复杂，延长二十个工作日。", "file"))),
              of_letter(extension) + "?done=filed");
    EXPECT_NE(step(extension, office_head_, {{"action", "pass"}}), "");
    EXPECT_NE(step(extension, handler_, {{"action", "issue"}}), "");
    EXPECT_TRUE(stored(request).extended);
    EXPECT_EQ(post(url(request) + "/letters", handler_, {{"kind", "extension_notice"}, {"working_days", "5"}}).status, 422);

    auto fee = drafted(request, "fee_notice", {{"fee_way", "by_pages"}, {"fee_number", "140"}});
    EXPECT_TRUE(has(page(of_letter(fee), handler_), "1500 元"));
    EXPECT_TRUE(has(page(of_letter(fee), handler_), "第 101 至 140 页"));
    EXPECT_EQ(post(url(request) + "/letters", handler_, {{"kind", "fee_notice"}, {"fee_way", "by_pages"}, {"fee_number", "12"}}).status,
              422);
}

TEST_P(DeskLetters, an_answer_may_become_a_draft_disclosure_without_who_asked) {
    auto request = in_hand();
    ASSERT_TRUE(send(request, LetterKind::answer, {.outcome = "r1_granted"}, clock_.today()));
    EXPECT_FALSE(has(page(url(request), handler_), "建立公开信息草稿")) << "the unit does not publish answers";
    ASSERT_TRUE(run(office_head_, [&](Context& in) { return save_office(in, {.unit_id = unit_, .publishes_answers = true}); }));
    EXPECT_TRUE(has(page(url(request), handler_), "建立公开信息草稿"));
    EXPECT_EQ(location(post(url(request) + "/publish", handler_)), "/desk/drafts/91");
    ASSERT_EQ(published_.size(), 1u);
    EXPECT_EQ(published_[0].body.find("王小明"), std::string::npos);
    EXPECT_TRUE(has(published_[0].title, "校车经费"));
    EXPECT_EQ(stored(request).answer_disclosure_id, 0) << "a draft is not public yet";
    EXPECT_TRUE(has(page(url(request), handler_), "正在审核"));
    EXPECT_EQ(post(url(request) + "/publish", handler_).status, 422) << "once is enough";
    auto system = organ::Actor::of_system("test");
    auto link = [&](bool is_public) {
        return run(system,
                   [&](Context& in) -> Outcome<int> { return link_published_answers(in, [&](Id id) { return is_public && id == 77; }); })
            .value();
    };
    EXPECT_EQ(link(false), 0);
    EXPECT_EQ(link(true), 1);
    EXPECT_EQ(stored(request).answer_disclosure_id, 77);
    EXPECT_EQ(link(true), 0);
}

TEST_P(DeskLetters, settings_and_wordings_keep_what_the_law_needs) {
    auto url = "/desk/requests/settings";
    EXPECT_EQ(get(url, handler_).status, 403);
    EXPECT_TRUE(has(page(url, office_head_), "清河县人民政府"));
    auto saved = post(url, office_head_,
                      {{"unit", std::to_string(unit_)},
                       {"agency_code", "清教公"},
                       {"supplement_days", "10"},
                       {"retention_months", "36"},
                       {"takes_applications", "1"}});
    EXPECT_EQ(saved.status, 303) << body(saved);
    auto refused =
        post(url, office_head_,
             {{"unit", std::to_string(unit_)}, {"agency_code", "清教公"}, {"supplement_days", "zehn"}, {"retention_months", "36"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(has(body(refused), "value=\"zehn\""));
    Typed words{
        {"unit", std::to_string(unit_)}, {"kind", "extension_notice"}, {"outcome", ""}, {"action", "save"}, {"body", "我局决定延期。"}};
    auto without = post("/desk/requests/templates", office_head_, words);
    EXPECT_EQ(without.status, 422);
    EXPECT_TRUE(has(body(without), "我局决定延期。"));
    words.back().second = "我局于{received_on}收到申请，决定延期{days}个工作日，于{due}前答复。";
    EXPECT_EQ(post("/desk/requests/templates", office_head_, words).status, 303);
    EXPECT_TRUE(has(page(url, office_head_), "本单位模板"));
    auto request = in_hand();
    auto made = drafted(request, "extension_notice", {{"working_days", "10"}});
    EXPECT_TRUE(has(page(of_letter(made), handler_), "我局于2026年11月26日收到申请，决定延期10个工作日"));
}

INSTANTIATE_TEST_SUITE_P(Both, DeskLetters, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& of) { return storage::name_of(of.param); });

}  // namespace
}  // namespace mingtang::request
