#include "request/letter_paper.hpp"
#include "request/life_fixture.hpp"

namespace mingtang::request {
namespace {

using Kind = LetterKind;

class LettersOfRequest : public LifeOfRequest {};

TEST_P(LettersOfRequest, AnAnswerPassesFourPeopleAndBearsTheRightRemedy) {
    auto id = in_hand();
    auto answer = draft(id, Kind::answer, {.outcome = "r3_6_process", .grounds = {"draft"}}).value();
    EXPECT_EQ(run(handler_, [&](Context& in) { return file_letter(in, answer.id, ""); }).value().state, LetterState::in_legal_review);
    EXPECT_TRUE(run(legal_, [&](Context& in) { return open_case(in, id); })) << "now it waits for her";
    EXPECT_EQ(code(run(unit_head_, [&](Context& in) { return pass_letter(in, answer.id, ""); })), "request.letter.pass.forbidden");
    EXPECT_EQ(code(run(legal_, [&](Context& in) { return return_letter(in, answer.id, " "); })), "request.letter.return.missing");
    EXPECT_EQ(run(legal_, [&](Context& in) { return return_letter(in, answer.id, "理由要具体"); }).value().state, LetterState::drafting);
    auto issued = sent(answer.id).value();
    EXPECT_EQ(issued.document_number, "教育局公复〔2026〕1号");
    auto closed = stored(id);
    EXPECT_EQ(closed.state, State::answered);
    EXPECT_EQ(closed.outcome, "r3_6_process");
    read([&](auto& tx) {
        Context in{handler_, tx, calendar_, clock_.now(), blobs_, secret_};
        auto words = text_of(in, issued);
        EXPECT_EQ(words.addressee, "王小明");
        EXPECT_NE(words.body.find("过程稿"), std::string::npos) << words.body;
        EXPECT_NE(words.closing.find("先向清河县人民政府申请行政复议"), std::string::npos) << words.closing;
        std::vector<std::string> path;
        for (auto const& step : store::steps_of_letter(tx, issued.id)) path.push_back(step.action + ":" + step.person_name);
        EXPECT_EQ(path, (std::vector<std::string>{"file:测试jingban", "return:测试fazhi", "file:测试jingban", "pass:测试fazhi",
                                                  "pass:测试juzhang", "pass:测试zhuren", "issue:测试jingban"}));
        return 0;
    });
    EXPECT_EQ(code(run(handler_, [&](Context& in) { return save_letter(in, issued.id, issued.lock_version, {}); })),
              "request.letter.save.not_now");
    run(organ::Actor::the_public(), [&](Context& in) { return evaluate(in, id, 2, "太慢"); }).value();
    run(organ::Actor::the_public(), [&](Context& in) { return wish(in, id, Wish::Kind::publish_for_all, "大家都关心"); }).value();
    run(handler_, [&](Context& in) { return archive(in, id, ""); }).value();
    EXPECT_EQ(stored(id).state, State::archived);
}

TEST_P(LettersOfRequest, ALetterBecomesAPaper) {
    auto id = in_hand();
    auto made = draft(id, Kind::answer, {.outcome = "r1_granted"}).value();
    run(handler_, [&](Context& in) {
        return add_file(
            in, id, made.id,
            {.name = "校车经费安排表.pdf", .content_type = "", .path = file("a.pdf", "%PDF-1.4 x").path, .role = CaseFile::Role::answer});
    }).value();
    auto paper = [&](Id letter_id) {
        return read([&](auto& tx) {
            Context in{handler_, tx, calendar_, clock_.now(), blobs_, secret_};
            return paper_of(in, store::letter(tx, letter_id).value());
        });
    };
    EXPECT_EQ(paper(made.id).document_number, "") << "a draft bears no number";
    EXPECT_FALSE(paper(made.id).dated);
    sent(made.id).value();
    auto issued = paper(made.id);
    EXPECT_EQ(issued.document_number, "教育局公复〔2026〕1号");
    EXPECT_EQ(issued.dated, Date(2026, 11, 26));
    EXPECT_EQ(issued.addressee, "王小明");
    ASSERT_EQ(issued.attachments.size(), 1u);
    EXPECT_EQ(issued.attachments[0].name, "校车经费安排表");
    EXPECT_NE(issued.body.back().text.find("6个月内"), std::string::npos) << "the remedy comes last";
}

TEST_P(LettersOfRequest, AnswersMustFitTheirGrounds) {
    auto id = in_hand();
    auto refused = [&](std::string outcome, std::vector<std::string> grounds) {
        auto made = draft(id, Kind::answer, {.outcome = outcome, .grounds = grounds});
        return made ? code(run(handler_, [&](Context& in) { return file_letter(in, made->id, ""); })) : code(made);
    };
    EXPECT_EQ(refused("", {}), "request.answer.no_outcome");
    EXPECT_EQ(refused("r6_3_other", {}), "request.answer.not_an_answer");
    EXPECT_EQ(refused("r3_4_third", {}), "request.answer.ground_needed");
    EXPECT_EQ(refused("r3_4_third", {"draft"}), "request.answer.ground_does_not_fit");
    EXPECT_EQ(refused("r1_granted", {"draft"}), "request.answer.ground_does_not_fit");
    EXPECT_EQ(refused("r4_3_unclear", {}), "request.answer.no_supplement_asked");
    EXPECT_EQ(refused("r5_4_massive", {}), "request.answer.no_reasons_asked");
    EXPECT_EQ(refused("r2_partial", {"trade_secret", "draft"}), "");
}

TEST_P(LettersOfRequest, GapsInALetterKeepItFromGoingOut) {
    auto id = in_hand();
    auto made = run(handler_, [&](Context& in) { return draft_letter(in, id, Kind::answer, {.outcome = "r1_granted"}); }).value();
    auto refused = run(handler_, [&](Context& in) { return file_letter(in, made.id, ""); });
    EXPECT_EQ(code(refused), "request.letter.gap");
    LetterForm typed{.text = {.title = "答复", .addressee = "王小明", .body = "现答复如下。", .closing = "随便写的救济"},
                     .outcome = "r1_granted"};
    EXPECT_EQ(code(run(handler_, [&](Context& in) { return save_letter(in, made.id, made.lock_version + 1, typed); })),
              "request.letter.save.conflict");
    auto saved = run(handler_, [&](Context& in) { return save_letter(in, made.id, made.lock_version, typed); }).value();
    EXPECT_EQ(saved.version, 2);
    read([&](auto& tx) {
        Context in{handler_, tx, calendar_, clock_.now(), blobs_, secret_};
        EXPECT_EQ(text_of(in, saved).closing.find("随便"), std::string::npos) << "the remedy is never typed";
        EXPECT_EQ(store::versions_of(tx, made.id).size(), 2u);
        return 0;
    });
}

TEST_P(LettersOfRequest, NumbersHaveNoGapsPerUnitYearAndKind) {
    auto first = in_hand(), second = in_hand();
    EXPECT_EQ(stored(second).case_number, "教育局公申〔2026〕2号");
    auto dropped = draft(first, Kind::receipt).value();
    run(handler_, [&](Context& in) { return drop_letter(in, dropped.id); }).value();
    EXPECT_EQ(send(first, Kind::receipt).value().document_number, "教育局公收〔2026〕1号");
    EXPECT_EQ(send(second, Kind::receipt).value().document_number, "教育局公收〔2026〕2号");
    run(office_head_, [&](Context& in) { return save_office(in, {.unit_id = unit_, .agency_code = "云教公"}); }).value();
    EXPECT_EQ(send(second, Kind::answer, {.outcome = "r1_granted"}).value().document_number, "云教公复〔2026〕1号");
    clock_ = FakeClock(Date(2027, 1, 4));
    EXPECT_EQ(stored(in_hand()).case_number, "教育局公申〔2027〕1号");
}

TEST_P(LettersOfRequest, ATemplateKeepsItsPlaces) {
    auto save = [&](organ::Actor const& who, std::string body) {
        return run(who, [&](Context& in) { return save_template(in, unit_, Kind::supplement_notice, "", body); });
    };
    EXPECT_EQ(code(save(handler_, "{received_on}{days}")), "request.office.forbidden");
    EXPECT_EQ(code(save(office_head_, "请补正")), "request.template.place");
    EXPECT_EQ(code(save(office_head_, "{received_on}收到，请在{days}个工作日内补正。")), "");
    auto notice = draft(in_hand(), Kind::supplement_notice, {.working_days = "7"}).value();
    read([&](auto& tx) {
        Context in{handler_, tx, calendar_, clock_.now(), blobs_, secret_};
        EXPECT_EQ(text_of(in, notice).body, "2026年11月26日收到，请在7个工作日内补正。");
        EXPECT_NE(text_of(in, notice).closing.find("视为放弃申请"), std::string::npos) << "the law's words stand below any wording";
        return 0;
    });
}

BOTH_DATABASES(LettersOfRequest);

}  // namespace
}  // namespace mingtang::request
