#include "request/life_fixture.hpp"

#include "journal/journal.hpp"
#include "law/outcome_of_request.hpp"

namespace mingtang::request {
namespace {

using Kind = LetterKind;

TEST_P(LifeOfRequest, AnOnlineApplicationRunsFromTheConfirmation) {
    auto taken = applied();
    EXPECT_EQ(taken.request.case_number, "教育局公申〔2026〕1号");
    EXPECT_EQ(taken.request.state, State::arrived);
    EXPECT_FALSE(taken.request.reply_due) << "nothing runs before both sides have confirmed it";
    EXPECT_EQ(code(run(handler_, [&](Context& in) { return confirm(in, taken.request.id, Date(2026, 11, 25), ""); })),
              "law.receipt.confirmed_before");
    EXPECT_EQ(code(run(handler_, [&](Context& in) { return confirm(in, taken.request.id, Date(2026, 11, 27), ""); })),
              "request.confirm.later");
    EXPECT_EQ(code(run(legal_, [&](Context& in) { return confirm(in, taken.request.id, in.today(), ""); })), "request.confirm.forbidden");
    EXPECT_EQ(code(run(outsider_, [&](Context& in) { return confirm(in, taken.request.id, in.today(), ""); })), "request.find.not_found");
    days(1);
    auto confirmed = run(handler_, [&](Context& in) { return confirm(in, taken.request.id, in.today(), "电话确认"); }).value();
    EXPECT_EQ(confirmed.state, State::in_hand);
    EXPECT_EQ(confirmed.received_on, Date(2026, 11, 27));
    EXPECT_EQ(confirmed.first_responder_id, handler_.person_id);
    EXPECT_EQ(confirmed.reply_due, Date(2026, 12, 25));
}

TEST_P(LifeOfRequest, WhatApplicantsWriteIsSealedAndReadingItIsJournalled) {
    auto taken = applied();
    auto request = stored(taken.request.id);
    for (auto const& sealed : {request.description, request.applicant, request.applicant_key, request.query_code})
        for (auto const* plain : {"校车", "王小明", "11010519491231002", "13800138000"}) EXPECT_EQ(sealed.find(plain), std::string::npos);
    auto opened = run(handler_, [&](Context& in) { return open_case(in, taken.request.id); }).value();
    EXPECT_EQ(opened.applicant.proof_number, "11010519491231002X");
    EXPECT_EQ(opened.applicant.name, "王小明");
    EXPECT_EQ(opened.description, form().description);
    read([&](auto& tx) {
        auto events = journal::read_back(tx, {.subject = request.subject()});
        EXPECT_EQ(events.front().name, "request.read");
        EXPECT_EQ(events.front().actor_id, handler_.person_id);
        for (auto const& event : events)
            for (auto const* plain : {"校车", "王小明", "138001", "1101051949"})
                EXPECT_EQ(event.data.find(plain), std::string::npos) << event.name;
        return 0;
    });
    run(handler_, [&](Context& in) { return assign(in, taken.request.id, handler_.person_id, ""); }).value();
    EXPECT_EQ(code(run(other_handler_, [&](Context& in) { return open_case(in, taken.request.id); })), "request.read.forbidden");
    EXPECT_EQ(code(run(legal_, [&](Context& in) { return open_case(in, taken.request.id); })), "request.read.forbidden")
        << "no letter waits for her";
    EXPECT_TRUE(run(office_head_, [&](Context& in) { return open_case(in, taken.request.id); }));
    EXPECT_EQ(code(run(outsider_, [&](Context& in) { return open_case(in, taken.request.id); })), "request.find.not_found");
}

TEST_P(LifeOfRequest, NumberAndCodeOpenTheCaseInAnyWriting) {
    auto taken = applied();
    auto opens = [&](std::string const& number, std::string const& typed) {
        return code(run(organ::Actor::the_public(), [&](Context& in) { return follow(in, number, typed); }));
    };
    EXPECT_EQ(opens(taken.request.case_number, taken.query_code), "");
    auto lower = taken.query_code;
    for (auto& c : lower) c = char(std::tolower(c));
    EXPECT_EQ(opens("教育局公申[2026] 1 号", lower), "");
    EXPECT_EQ(opens(taken.request.case_number, "AAAA-BBBB-CCCC"), "request.follow.not_found");
    EXPECT_EQ(opens("教育局公申〔2026〕2号", taken.query_code), "request.follow.not_found");
    EXPECT_EQ(opens("", ""), "request.follow.not_found");
    auto token = read([&](auto& tx) {
        Context in{handler_, tx, calendar_, clock_.now(), blobs_, secret_};
        return follow_token(in, stored(taken.request.id));
    });
    auto by_token = [&](std::string const& typed) {
        return code(run(organ::Actor::the_public(), [&](Context& in) { return follow_by_token(in, typed); }));
    };
    EXPECT_EQ(by_token(token), "");
    for (auto bad : {token + "0", std::string("1-"), std::string("-"), std::string(), "9" + token})
        EXPECT_EQ(by_token(bad), "request.follow.not_found") << bad;
    auto renewed = run(handler_, [&](Context& in) { return renew_code(in, taken.request.id); }).value();
    EXPECT_EQ(opens(taken.request.case_number, taken.query_code), "request.follow.not_found");
    EXPECT_EQ(opens(taken.request.case_number, renewed.query_code), "");
    EXPECT_EQ(by_token(token), "request.follow.not_found") << "a new code makes old addresses void";
}

TEST_P(LifeOfRequest, FormsAreCheckedFieldByField) {
    struct Bad {
        std::string ApplicationForm::*field;
        std::string typed, code;
    };
    using F = ApplicationForm;
    for (auto const& bad : std::vector<Bad>{{&F::name, " ", "missing name"},
                                            {&F::name, std::string(101, 'a'), "too_long name"},
                                            {&F::applicant_kind, "", "missing applicant_kind"},
                                            {&F::applicant_kind, "alien", "unknown_choice applicant_kind"},
                                            {&F::proof, "credit_code", "bad_proof proof"},
                                            {&F::proof_number, "110105194912310021", "bad_proof_number proof_number"},
                                            {&F::proof_number, "", "missing proof_number"},
                                            {&F::email, "wang@", "bad_email email"},
                                            {&F::email, "a@b@c.cn", "bad_email email"},
                                            {&F::phone, "电话", "bad_phone phone"},
                                            {&F::description, "", "missing description"},
                                            {&F::description, std::string(5001, 'a'), "too_long description"},
                                            {&F::supply_form, "stone", "unknown_choice supply_form"},
                                            {&F::supply_by, "", "missing supply_by"},
                                            {&F::address, "", "no_address address"}}) {
        auto typed = form();
        typed.*bad.field = bad.typed;
        auto refused = run(organ::Actor::the_public(), [&](Context& in) { return apply(in, unit_, typed, {}); });
        ASSERT_FALSE(refused) << bad.code;
        EXPECT_EQ(refused.error().code + " " + refused.error().field, "request.apply." + bad.code);
    }
    auto typed = form();
    typed.phone = typed.email = typed.address = "";
    typed.supply_by = "pick_up";
    EXPECT_EQ(code(run(organ::Actor::the_public(), [&](Context& in) { return apply(in, unit_, typed, {}); })), "request.apply.no_contact");
    EXPECT_EQ(code(run(organ::Actor::the_public(), [&](Context& in) { return apply(in, 999, form(), {}); })),
              "request.apply.unit_takes_none");
    auto company = form();
    company.applicant_kind = "business", company.proof = "credit_code", company.proof_number = "11341702486344515h",
    company.contact = "李四";
    EXPECT_EQ(code(run(organ::Actor::the_public(), [&](Context& in) { return apply(in, unit_, company, {}); })), "");
    company.contact = "";
    EXPECT_EQ(code(run(organ::Actor::the_public(), [&](Context& in) { return apply(in, unit_, company, {}); })), "request.apply.missing");
}

TEST_P(LifeOfRequest, FilesAreKeptSealedAndRefusedTogether) {
    auto pdf = file("申请书.pdf", "%PDF-1.4 校车经费");
    auto fake = file("照片.pdf", "MZ not a pdf");
    EXPECT_EQ(code(run(organ::Actor::the_public(),
                       [&](Context& in) {
                           return apply(in, unit_, form(), {pdf, fake});
                       })),
              "request.file.wrong_content");
    auto taken = run(organ::Actor::the_public(), [&](Context& in) { return apply(in, unit_, form(), {pdf}); }).value();
    EXPECT_EQ(taken.request.case_number, "教育局公申〔2026〕1号") << "what was refused took no number";
    auto kept = read([&](auto& tx) { return store::files_of(tx, taken.request.id).at(0); });
    EXPECT_TRUE(kept.by_applicant);
    EXPECT_EQ(blobs_.content(kept.sha256).value().find("校车"), std::string::npos);
    read([&](auto& tx) {
        Context in{handler_, tx, calendar_, clock_.now(), blobs_, secret_};
        EXPECT_EQ(content_of(in, kept).value(), "%PDF-1.4 校车经费");
        EXPECT_EQ(opened(in, kept.name), "申请书.pdf");
        return 0;
    });
    EXPECT_EQ(code(run(handler_, [&](Context& in) { return remove_file(in, kept.id); })), "request.file.applicants");
}

TEST_P(LifeOfRequest, ASupplementIsAskedOnceWithinSevenDaysAndRestartsThePeriod) {
    auto id = in_hand();
    EXPECT_EQ(stored(id).reply_due, Date(2026, 12, 24));
    auto notice = send(id, Kind::supplement_notice, {.working_days = "10"}, Date(2026, 11, 26)).value();
    EXPECT_EQ(notice.document_number, "教育局公补〔2026〕1号");
    auto waiting = stored(id);
    EXPECT_EQ(waiting.state, State::awaiting_supplement);
    EXPECT_EQ(waiting.supplement_due, Date(2026, 12, 10));
    EXPECT_FALSE(waiting.reply_due);
    EXPECT_EQ(code(send(id, Kind::lapse_notice, {.outcome = "r6_1_no_correction"})), "request.lapse.too_early");
    days(4);
    auto supplied = run(organ::Actor::the_public(), [&](Context& in) { return supply(in, id, {}, "是2025年度", {}, true); }).value();
    EXPECT_EQ(supplied.state, State::in_hand);
    EXPECT_EQ(supplied.supplied_on, Date(2026, 11, 30));
    EXPECT_EQ(supplied.reply_due, Date(2026, 12, 28)) << "twenty working days from the supplement";
    EXPECT_EQ(code(draft(id, Kind::supplement_notice)), "request.supplement.twice");
    auto late = in_hand();
    days(10);
    EXPECT_EQ(code(draft(late, Kind::supplement_notice)), "request.supplement.too_late");
}

TEST_P(LifeOfRequest, WithoutASupplementTheApplicationLapsesAfterItsDay) {
    auto id = in_hand();
    send(id, Kind::supplement_notice, {.working_days = "5"}, Date(2026, 11, 26)).value();
    EXPECT_EQ(stored(id).supplement_due, Date(2026, 12, 3));
    days(7);
    EXPECT_EQ(code(send(id, Kind::lapse_notice, {.outcome = "r6_1_no_correction"})), "request.lapse.too_early") << "the last day itself";
    days(1);
    EXPECT_EQ(code(send(id, Kind::lapse_notice, {.outcome = "r6_2_no_fee"})), "request.lapse.wrong_outcome");
    auto lapse = send(id, Kind::lapse_notice, {.outcome = "r6_1_no_correction"}).value();
    auto closed = stored(id);
    EXPECT_EQ(closed.state, State::not_handled);
    EXPECT_EQ(closed.outcome, "r6_1_no_correction");
    EXPECT_EQ(closed.closed_on, Date(2026, 12, 4));
    read([&](auto& tx) {
        Context in{handler_, tx, calendar_, clock_.now(), blobs_, secret_};
        auto words = text_of(in, lapse);
        EXPECT_NE(words.body.find("补正期限至2026年12月3日"), std::string::npos) << words.body;
        EXPECT_NE(words.closing.find("清河县人民政府"), std::string::npos) << "the county reviews its departments";
        return 0;
    });
}

TEST_P(LifeOfRequest, AskingOthersStopsTheClock) {
    auto id = in_hand();
    send(id, Kind::third_party_inquiry, {.asked = "清河县客运有限公司"}, Date(2026, 11, 26)).value();
    send(id, Kind::joint_inquiry, {.asked = "清河县财政局"}, Date(2026, 11, 26)).value();
    auto asking = stored(id);
    EXPECT_EQ(asking.state, State::consulting);
    EXPECT_FALSE(asking.reply_due);
    EXPECT_EQ(asking.reply_left, 20);
    auto consultations = read([&](auto& tx) { return store::consultations_of(tx, id); });
    ASSERT_EQ(consultations.size(), 2u);
    EXPECT_EQ(consultations[0].opinion_due, Date(2026, 12, 17));
    auto take = [&](Id one, Consultation::Opinion opinion, std::string words = "") {
        return run(handler_, [&](Context& in) { return take_opinion(in, one, in.today(), opinion, words); });
    };
    EXPECT_EQ(code(take(consultations[0].id, Consultation::Opinion::none)), "request.take_opinion.too_early");
    EXPECT_EQ(code(take(consultations[0].id, Consultation::Opinion::disagrees)), "request.take_opinion.reasons_needed");
    days(5);
    EXPECT_EQ(take(consultations[0].id, Consultation::Opinion::disagrees, "合同载有成本价").value().state, State::consulting)
        << "the other organ is still asked";
    EXPECT_EQ(code(take(consultations[0].id, Consultation::Opinion::agrees)), "request.take_opinion.twice");
    EXPECT_EQ(code(draft(id, Kind::answer, {.outcome = "r1_granted"})), "request.issue.not_now");
    days(17);
    auto goes_on = take(consultations[1].id, Consultation::Opinion::none).value();
    EXPECT_EQ(goes_on.state, State::in_hand);
    auto silent = read([&](auto& tx) { return store::consultation(tx, consultations[1].id).value(); });
    EXPECT_EQ(silent.opinion, Consultation::Opinion::agrees) << "ogi-2019:34: silence of an organ is consent";
    EXPECT_EQ(silent.answered_on, Date(2026, 12, 17)) << "what comes after its last day is the organ's time again";
    EXPECT_EQ(goes_on.reply_due, calendar_.add_working_days(Date(2026, 12, 17), 20));
}

TEST_P(LifeOfRequest, SilenceOfAThirdPartyIsNoConsent) {
    auto id = in_hand();
    send(id, Kind::third_party_inquiry, {.asked = "李四"}).value();
    auto one = read([&](auto& tx) { return store::consultations_of(tx, id).at(0); });
    days(30);
    auto silent = [&] {
        return run(handler_, [&](Context& in) { return take_opinion(in, one.id, in.today(), Consultation::Opinion::none, ""); });
    };
    EXPECT_EQ(code(silent()), "request.take_opinion.not_served");
    run(handler_, [&](Context& in) { return consultation_served(in, one.id, Date(2026, 11, 30)); }).value();
    EXPECT_EQ(silent().value().state, State::in_hand);
    EXPECT_EQ(read([&](auto& tx) { return store::consultation(tx, one.id)->opinion; }), Consultation::Opinion::none);
}

TEST_P(LifeOfRequest, AnExtensionIsOneAndTheHeadOfTheOfficeAgrees) {
    auto id = in_hand();
    EXPECT_EQ(code(draft(id, Kind::extension_notice, {.working_days = "21"})), "request.letter.bad_number");
    auto notice = draft(id, Kind::extension_notice, {.working_days = "15"}).value();
    read([&](auto& tx) {
        Context in{handler_, tx, calendar_, clock_.now(), blobs_, secret_};
        EXPECT_NE(text_of(in, notice).body.find("于2027年1月14日前作出答复"), std::string::npos) << text_of(in, notice).body;
        return 0;
    });
    auto filed = run(handler_, [&](Context& in) { return file_letter(in, notice.id, ""); }).value();
    EXPECT_EQ(filed.state, LetterState::in_office_review);
    EXPECT_EQ(code(run(handler_, [&](Context& in) { return pass_letter(in, notice.id, ""); })), "request.letter.pass.forbidden");
    EXPECT_EQ(code(run(handler_, [&](Context& in) { return issue_letter(in, notice.id); })), "request.letter.issue.not_now");
    run(office_head_, [&](Context& in) { return pass_letter(in, notice.id, "同意"); }).value();
    run(handler_, [&](Context& in) { return issue_letter(in, notice.id); }).value();
    auto longer = stored(id);
    EXPECT_TRUE(longer.extended);
    EXPECT_EQ(longer.reply_due, Date(2027, 1, 14));
    EXPECT_FALSE(longer.reply_certain) << "the holidays of 2027 are not known yet";
    EXPECT_EQ(code(draft(id, Kind::extension_notice)), "request.extend.twice");
    auto other = in_hand();
    days(40);
    EXPECT_EQ(code(draft(other, Kind::extension_notice)), "request.extend.too_late");
}

TEST_P(LifeOfRequest, AFeeIsExplainedPaidOrTheApplicationLapses) {
    auto id = in_hand();
    EXPECT_EQ(code(draft(id, Kind::fee_notice, {.fee_way = "by_pages", .fee_number = "30"})), "request.letter.no_fee");
    EXPECT_EQ(code(draft(id, Kind::fee_notice, {.fee_way = "both", .fee_number = "30"})), "request.letter.fee_way");
    auto notice = send(id, Kind::fee_notice, {.fee_way = "by_pages", .fee_number = "119"}, Date(2026, 11, 26)).value();
    read([&](auto& tx) {
        Context in{handler_, tx, calendar_, clock_.now(), blobs_, secret_};
        EXPECT_NE(text_of(in, notice).body.find("合计1080元"), std::string::npos) << text_of(in, notice).body;
        return 0;
    });
    auto fee = read([&](auto& tx) { return store::fees_of(tx, id).at(0); });
    EXPECT_EQ(fee.pay_due, Date(2026, 12, 24));
    EXPECT_EQ(stored(id).state, State::awaiting_payment);
    days(6);
    EXPECT_EQ(code(run(handler_, [&](Context& in) { return pay(in, fee.id, in.today(), " "); })), "request.pay.voucher");
    auto paid = run(handler_, [&](Context& in) { return pay(in, fee.id, in.today(), "票据0001"); }).value();
    EXPECT_EQ(paid.state, State::in_hand);
    EXPECT_EQ(paid.reply_due, calendar_.add_working_days(Date(2026, 12, 2), 20)) << "runs anew after payment, as the unit has set";
    auto other = in_hand();
    send(other, Kind::fee_notice, {.fee_way = "by_pieces", .fee_number = "1", .fee_before = "30"}, clock_.today()).value();
    days(40);
    send(other, Kind::lapse_notice, {.outcome = "r6_2_no_fee"}).value();
    EXPECT_EQ(stored(other).outcome, "r6_2_no_fee");
}

TEST_P(LifeOfRequest, ALateHolidayFileMovesOpenCases) {
    auto plain = law::Calendar();
    std::swap(plain, calendar_);
    clock_ = FakeClock(Date(2026, 2, 2));
    auto id = in_hand();
    EXPECT_EQ(stored(id).reply_due, Date(2026, 3, 2));
    EXPECT_FALSE(stored(id).reply_certain);
    std::swap(plain, calendar_);
    auto moved =
        run(organ::Actor::of_system("calendar"), [&](Context& in) -> Outcome<std::vector<Moved>> { return reckon_all(in); }).value();
    ASSERT_EQ(moved.size(), 1u);
    EXPECT_EQ(moved[0].before, Date(2026, 3, 2));
    EXPECT_EQ(stored(id).reply_due, calendar_.add_working_days(Date(2026, 2, 2), 20));
    EXPECT_TRUE(stored(id).reply_certain);
    EXPECT_TRUE(
        run(organ::Actor::of_system("calendar"), [&](Context& in) -> Outcome<std::vector<Moved>> { return reckon_all(in); })->empty());
}

TEST_P(LifeOfRequest, PersonalDataGoesWhenItsTimeIsOverAndFiguresStay) {
    auto taken =
        run(organ::Actor::the_public(), [&](Context& in) { return apply(in, unit_, form(), {file("证件.pdf", "%PDF-1.4 x")}); }).value();
    auto id = taken.request.id;
    run(handler_, [&](Context& in) { return confirm(in, id, in.today(), ""); }).value();
    send(id, Kind::answer, {.outcome = "r1_granted"}).value();
    run(handler_, [&](Context& in) { return archive(in, id, "办结"); }).value();
    auto sha = read([&](auto& tx) { return store::files_of(tx, id).at(0).sha256; });
    auto sweep = [&] {
        return run(organ::Actor::of_system("schedule"), [&](Context& in) -> Outcome<int> { return erase_due(in); }).value();
    };
    EXPECT_EQ(sweep(), 0);
    clock_ = FakeClock(Date(2031, 11, 25));
    EXPECT_EQ(sweep(), 0);
    clock_ = FakeClock(Date(2031, 11, 27));
    EXPECT_EQ(sweep(), 1);
    EXPECT_EQ(sweep(), 0);
    auto bare = stored(id);
    EXPECT_TRUE(bare.applicant.empty());
    EXPECT_TRUE(bare.query_code.empty());
    EXPECT_EQ(bare.outcome, "r1_granted");
    EXPECT_FALSE(blobs_.content(sha));
    read([&](auto& tx) {
        Context in{handler_, tx, calendar_, clock_.now(), blobs_, secret_};
        EXPECT_EQ(description_of(in, bare), "");
        for (auto const& letter : store::letters_of(tx, id)) EXPECT_EQ(text_of(in, letter).body, "");
        EXPECT_EQ(store::closed_in(tx, {unit_}, 2026).size(), 1u);
        return 0;
    });
    EXPECT_EQ(code(run(organ::Actor::the_public(), [&](Context& in) { return follow(in, bare.case_number, taken.query_code); })),
              "request.follow.not_found");
}

TEST_P(LifeOfRequest, AWishWithoutAnApplicationLosesItsPersonalDataToo) {
    auto taken = run(organ::Actor::the_public(), [&](Context& in) {
                     return wish_to_amend(in, unit_, form(), "学籍登记的出生日期有误", {});
                 }).value();
    auto sweep = [&] {
        return run(organ::Actor::of_system("schedule"), [&](Context& in) -> Outcome<int> { return erase_due(in); }).value();
    };
    clock_ = FakeClock(Date(2040, 1, 2));
    EXPECT_EQ(sweep(), 0) << "not decided yet";
    run(handler_, [&](Context& in) { return decide_wish(in, taken.wish.id, Wish::State::granted, "已更正"); }).value();
    clock_ = FakeClock(Date(2045, 1, 1));
    EXPECT_EQ(sweep(), 0);
    clock_ = FakeClock(Date(2045, 1, 3));
    EXPECT_EQ(sweep(), 1);
    EXPECT_EQ(sweep(), 0);
    auto bare = read([&](auto& tx) { return store::wish(tx, taken.wish.id).value(); });
    EXPECT_EQ(bare.applicant + bare.words + bare.reply + bare.query_code, "");
    EXPECT_EQ(bare.state, Wish::State::granted) << "the figure stays";
}

TEST_P(LifeOfRequest, ARegisterDoesNotWriteOverACaseOfOurOwn) {
    auto request = stored(in_hand());
    auto taken = run(handler_, [&](Context& in) {
        return register_case(in, unit_,
                             {.case_number = request.case_number, .received_on = "2026-11-01", .channel = "", .applicant_kind = "natural"});
    });
    EXPECT_EQ(code(taken), "request.register.has_life");
}

BOTH_DATABASES(LifeOfRequest);

}  // namespace
}  // namespace mingtang::request
