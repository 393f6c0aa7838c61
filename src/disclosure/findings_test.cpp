#include "disclosure/findings.hpp"

#include "base/json.hpp"
#include "disclosure/life_fixture.hpp"
#include "disclosure/mask_text.hpp"

namespace mingtang::disclosure {
namespace {

// Nobody's: born in 1949, serial 002, made up for tests.
constexpr auto id_card = "11010519491231002X";
constexpr auto other_card = "440524188001010014";
constexpr auto mobile = "13800138000";

class Findings : public Life {
  protected:
    journal::Bell bell_;
    http::PageCache pages_;
    Actor leak_exception_;

    void SetUp() override {
        Life::SetUp();
        leak_exception_ = person(6, "例外批准人", unit_, {Role::leak_exception});
    }
    organ::Environment env() {
        return {.database = trial_.database(),
                .blobs = blobs_,
                .bell = bell_,
                .clock = clock_,
                .calendar = calendar_,
                .pages = pages_,
                .secret = secret_,
                .site = [] { return organ::SiteSettings(); }};
    }
    Id started_with(std::string const& body, std::string const& attachment = "") {
        auto typed = form();
        typed.body = body;
        typed.summary = "补贴情况。";
        auto id = run(filer_, [&](Context& in) { return start(in, unit_, typed); }).value().id;
        if (!attachment.empty()) {
            auto path = temporary(attachment);
            EXPECT_TRUE(run(filer_, [&](Context& in) { return attach(in, id, {.name = "名册.txt", .path = path}); }));
        }
        return id;
    }
    Id filed_with(std::string const& body, std::string const& attachment = "") {
        auto id = started_with(body, attachment);
        EXPECT_TRUE(run(filer_, [&](Context& in) { return file(in, id, ""); }));
        return id;
    }
    void clear(Id id) {
        EXPECT_TRUE(run(reviewer_, [&](Context& in) { return pass(in, id, ""); }));
        EXPECT_TRUE(run(secrecy_, [&](Context& in) { return review_secrecy(in, id, {.checked = "全文与附件", .basis = "不涉密"}); }));
    }
    std::vector<Finding> findings(Id id) {
        return read([&](auto& tx) { return store::findings_of(tx, id); });
    }
    /// `body id_card certain open; …`
    std::string told(Id id) {
        std::string all;
        for (auto const& f : findings(id))
            all += (all.empty() ? "" : "; ") + std::string(to_text(f.part)) + " " + std::string(to_text(f.kind)) + " " +
                   std::string(to_text(f.certainty)) + " " + std::string(to_text(f.state));
        return all;
    }
    std::string refused(auto const& outcome) { return outcome ? "" : outcome.error().code; }
    std::string publish_it(Id id) {
        return refused(run(office_, [&](Context& in) { return publish(in, id, ""); }));
    }
    Outcome<Edition> mask_it(Actor const& actor, Id id, ChosenFindings const& chosen) {
        auto version = read([&](auto& tx) { return store::edition(tx, id)->lock_version; });
        auto masking = make_masking(env(), actor, id, version, chosen);
        if (!masking) return masking.error();
        return run(actor, [&](Context& in) { return mask(in, *masking); });
    }
    /// Everything that the database holds of the look, as text.
    std::string stored() {
        return read([&](auto& tx) {
            std::string all;
            for (auto const& row : storage::select<std::tuple<std::string>>(
                     tx, "select masked || before_value || after_value || value_digest from disclosure_finding"))
                all += std::get<0>(row);
            for (auto const& row : storage::select<std::tuple<std::string>>(tx, "select data from journal_event")) all += std::get<0>(row);
            return all;
        });
    }
};

TEST_P(Findings, WhatIsCertainBlocksPublishingUntilItIsExcepted) {
    auto id = filed_with("<p>补贴对象身份证号11010519491231002X，电话13800138000。</p>");
    EXPECT_EQ(told(id), "body id_card certain open; body mobile likely open");
    EXPECT_EQ(findings(id)[0].masked, "11*************02X");
    EXPECT_EQ(stored().find(id_card), std::string::npos);
    clear(id);
    EXPECT_EQ(publish_it(id), "disclosure.publish.certain_find");
    EXPECT_EQ(refused(run(office_, [&](Context& in) { return schedule(in, id, clock_.now() + std::chrono::hours(1)); })),
              "disclosure.publish.certain_find");

    ChosenFindings all{.all_certain = true};
    auto except = [&](Actor const& actor, std::string const& reason, ChosenFindings const& chosen) {
        return refused(run(actor, [&](Context& in) { return except_findings(in, id, chosen, reason); }));
    };
    EXPECT_EQ(except(office_, "本人书面同意公开", all), "disclosure.except.forbidden");
    EXPECT_EQ(except(leak_exception_, "同意", all), "disclosure.except.no_reason");
    EXPECT_EQ(except(leak_exception_, "本人书面同意公开", {}), "disclosure.except.nothing");
    EXPECT_EQ(except(leak_exception_, "本人书面同意公开", all), "");
    EXPECT_EQ(except(leak_exception_, "本人书面同意公开", all), "disclosure.except.nothing");
    EXPECT_EQ(told(id), "body mobile likely open; body id_card certain excepted");
    EXPECT_EQ(findings(id)[1].reason, "本人书面同意公开");
    EXPECT_EQ(publish_it(id), "");
}

TEST_P(Findings, TitleSummaryAndTextAreOneForWhatIsDecided) {
    auto typed = form("关于13800138000的公告");
    typed.body = "<p>身份证号11010519491231002X，电话13800138000。</p>";
    auto id = run(filer_, [&](Context& in) { return start(in, unit_, typed); }).value().id;
    ASSERT_TRUE(run(filer_, [&](Context& in) { return file(in, id, ""); }));
    EXPECT_EQ(told(id),
              "title mobile likely open; summary id_card certain open; summary mobile likely open; body id_card certain open; body mobile "
              "likely open");
    auto body = findings(id)[3];
    ASSERT_TRUE(mask_it(reviewer_, id, {.ids = {body.id}}));
    EXPECT_EQ(read([&](auto& tx) { return store::edition(tx, id)->summary; }), "身份证号11*************02X，电话13800138000。");
    auto phone = findings(id)[0];
    ASSERT_TRUE(
        run(leak_exception_, [&](Context& in) { return except_findings(in, id, {.ids = {phone.id}}, "本机关对外公布的值班电话"); }));
    for (auto const& finding : findings(id)) EXPECT_NE(finding.state, FindingState::open);
}

TEST_P(Findings, WhatIsCertainWaitsForWhoMayExceptIt) {
    auto waiting = [&] { return read([&](auto& tx) { return store::waiting_for(leak_exception_, tx).size(); }); };
    filed_with("<p>没有个人信息。</p>");
    EXPECT_EQ(waiting(), 0u);
    auto id = filed_with("<p>身份证号11010519491231002X</p>");
    EXPECT_EQ(waiting(), 1u);
    EXPECT_TRUE(run(leak_exception_, [&](Context& in) { return except_findings(in, id, {.all_certain = true}, "本人书面同意公开"); }));
    EXPECT_EQ(waiting(), 0u);
}

TEST_P(Findings, TheAuthorExceptsNothing) {
    auto author = person(1, "填报员", unit_, {Role::filer, Role::leak_exception});
    auto id = filed_with("<p>身份证号11010519491231002X</p>");
    EXPECT_EQ(refused(run(author, [&](Context& in) { return except_findings(in, id, {.all_certain = true}, "本人书面同意公开"); })),
              "disclosure.except.own_draft");
}

TEST_P(Findings, AnExceptionHoldsInTheNextEditionAndANewValueDoesNot) {
    auto id = filed_with("<p>身份证号11010519491231002X</p>");
    EXPECT_TRUE(run(leak_exception_, [&](Context& in) { return except_findings(in, id, {.all_certain = true}, "本人书面同意公开"); }));
    clear(id);
    ASSERT_EQ(publish_it(id), "");
    auto record = read([&](auto& tx) { return store::edition(tx, id)->disclosure_id; });
    auto next = run(filer_, [&](Context& in) { return revise(in, record, "补充一名对象"); }).value();
    auto typed = form();
    typed.summary = "补贴情况。";
    typed.body = "<p>另一名的身份证号440524188001010014</p><p>身份证号11010519491231002X</p>";
    ASSERT_TRUE(run(filer_, [&](Context& in) { return save(in, next.id, next.lock_version, typed); }));
    ASSERT_TRUE(run(filer_, [&](Context& in) { return file(in, next.id, ""); }));
    EXPECT_EQ(told(next.id), "body id_card certain open; body id_card certain excepted");
    auto scan = read([&](auto& tx) { return store::last_scan(tx, next.id); });
    ASSERT_TRUE(scan);
    EXPECT_EQ(scan->occasion, Occasion::revise);
    clear(next.id);
    EXPECT_EQ(publish_it(next.id), "disclosure.publish.certain_find");
}

TEST_P(Findings, MaskingMakesNewContentThatIsLookedThroughAgain) {
    auto id = filed_with("<p>身份证号<b>110105</b>19491231002X，又：11010519491231002X</p><p>440524188001010014</p>",
                         "姓名 身份证号\n张三 11010519491231002X\n李四 440524188001010014\n");
    auto before = read([&](auto& tx) { return store::attachments_of(tx, id).at(0); });
    auto all = findings(id);
    ASSERT_GE(all.size(), 5u);
    EXPECT_EQ(refused(mask_it(filer_, id, {.all_certain = true})), "disclosure.mask.forbidden");
    EXPECT_EQ(refused(mask_it(reviewer_, id, {})), "disclosure.mask.nothing");
    EXPECT_EQ(refused(make_masking(env(), reviewer_, id, 99, {.all_certain = true})), "disclosure.mask.conflict");

    // One value in the text: both places of it, nothing else.
    auto masked = mask_it(reviewer_, id, {.ids = {all[0].id}});
    ASSERT_TRUE(masked) << masked.error().code;
    auto html = read([&](auto& tx) { return store::text_of(tx, id); });
    EXPECT_EQ(html.find("19491231002X"), std::string::npos) << html;
    EXPECT_NE(html.find(other_card), std::string::npos) << html;
    EXPECT_EQ(read([&](auto& tx) { return store::attachments_of(tx, id).at(0).sha256; }), before.sha256);

    auto rest = mask_it(reviewer_, id, {.all_certain = true});
    ASSERT_TRUE(rest) << rest.error().code;
    auto after = read([&](auto& tx) { return store::attachments_of(tx, id).at(0); });
    EXPECT_NE(after.sha256, before.sha256);
    EXPECT_EQ(after.place, before.place);
    auto content = blobs_.content(after.sha256).value();
    EXPECT_EQ(content.find(id_card), std::string::npos) << content;
    EXPECT_EQ(content.find(other_card), std::string::npos) << content;
    EXPECT_NE(content.find("张三"), std::string::npos);
    for (auto const& finding : findings(id))
        EXPECT_NE(finding.state == FindingState::open && finding.certainty == scan::Certainty::certain, true);
    auto journal = stored();
    EXPECT_NE(journal.find(before.sha256), std::string::npos) << "both hashes are in the journal";
    EXPECT_NE(journal.find(after.sha256), std::string::npos);
    clear(id);
    EXPECT_EQ(publish_it(id), "");
}

TEST_P(Findings, MaskingVoidsTheSecrecyReviewAndNobodysWorkIsOverwritten) {
    auto id = filed_with("<p>身份证号11010519491231002X</p>");
    EXPECT_TRUE(run(reviewer_, [&](Context& in) { return pass(in, id, ""); }));
    auto version = read([&](auto& tx) { return store::edition(tx, id)->lock_version; });
    auto first = make_masking(env(), secrecy_, id, version, {.all_certain = true});
    auto second = make_masking(env(), secrecy_, id, version, {.all_certain = true});
    ASSERT_TRUE(first && second);
    auto digest = read([&](auto& tx) { return store::edition(tx, id)->digest; });
    EXPECT_TRUE(run(secrecy_, [&](Context& in) { return mask(in, *first); }));
    EXPECT_EQ(refused(run(secrecy_, [&](Context& in) { return mask(in, *second); })), "disclosure.mask.conflict");
    EXPECT_NE(read([&](auto& tx) { return store::edition(tx, id)->digest; }), digest);
    EXPECT_TRUE(run(secrecy_, [&](Context& in) { return review_secrecy(in, id, {.checked = "全文", .basis = "不涉密"}); }));
    EXPECT_EQ(publish_it(id), "");
}

TEST_P(Findings, ASecrecyMarkIsNeverMasked) {
    auto id = filed_with("<p>机密★10年</p><p>会议记录全文。</p>");
    EXPECT_EQ(told(id), "body secrecy_mark certain open");
    EXPECT_EQ(refused(mask_it(reviewer_, id, {.all_certain = true})), "disclosure.mask.unsupported");
}

TEST_P(Findings, TheLookAheadIsTheOneThatTheStepUses) {
    auto id = started_with("<p>电话13800138000</p>", "身份证号 11010519491231002X\n");
    scan_ahead(env(), filer_, id, Occasion::file);
    auto ahead = read([&](auto& tx) { return store::last_scan(tx, id); });
    ASSERT_TRUE(ahead);
    EXPECT_TRUE(run(filer_, [&](Context& in) { return file(in, id, ""); }));
    EXPECT_EQ(read([&](auto& tx) { return store::last_scan(tx, id)->id; }), ahead->id);
    scan_ahead(env(), reviewer_, id, Occasion::publish);
    EXPECT_EQ(read([&](auto& tx) { return store::last_scan(tx, id)->id; }), ahead->id) << "the content is the same";
    EXPECT_EQ(told(id), "body mobile likely open; attachment id_card certain open");
}

TEST_P(Findings, AChangedDraftIsLookedThroughAgainAndWhatIsGoneIsGone) {
    auto id = filed_with("<p>身份证号11010519491231002X</p>");
    EXPECT_TRUE(run(reviewer_, [&](Context& in) { return send_back(in, id, "含有身份证号，请删去"); }));
    auto edition = read([&](auto& tx) { return *store::edition(tx, id); });
    auto typed = form();
    ASSERT_TRUE(run(filer_, [&](Context& in) { return save(in, id, edition.lock_version, typed); }));
    ASSERT_TRUE(run(filer_, [&](Context& in) { return file(in, id, ""); }));
    EXPECT_EQ(told(id), "");
    clear(id);
    EXPECT_EQ(publish_it(id), "");
}

TEST_P(Findings, ASummaryTakenFromTheTextIsTakenAnewAfterItIsSentBack) {
    auto typed = form();
    typed.body = "<p>户主身份证号11010519491231002X</p>";
    auto id = run(filer_, [&](Context& in) { return start(in, unit_, typed); }).value().id;
    ASSERT_TRUE(run(filer_, [&](Context& in) { return file(in, id, ""); }));
    ASSERT_TRUE(run(reviewer_, [&](Context& in) { return send_back(in, id, "含有身份证号，请删去"); }));
    auto edition = read([&](auto& tx) { return *store::edition(tx, id); });
    EXPECT_EQ(edition.summary, "");
    typed.body = "<p>户主一名。</p>";
    ASSERT_TRUE(run(filer_, [&](Context& in) { return save(in, id, edition.lock_version, typed); }));
    ASSERT_TRUE(run(filer_, [&](Context& in) { return file(in, id, ""); }));
    EXPECT_EQ(read([&](auto& tx) { return store::edition(tx, id)->summary; }), "户主一名。");
    EXPECT_EQ(told(id), "");
}

TEST_P(Findings, WhatIsScheduledAndMayNotBePublishedGoesBackWithTheReason) {
    auto id = started_with("<p>正文一段。</p>");
    EXPECT_TRUE(run(filer_, [&](Context& in) { return file(in, id, ""); }));
    clear(id);
    EXPECT_TRUE(run(office_, [&](Context& in) { return schedule(in, id, clock_.now() + std::chrono::hours(1)); }));
    // As if the rules found more today than when it was scheduled.
    run(Actor::of_system("test"), [&](Context& in) -> Done {
        auto last = store::last_scan(in.tx, id).value();
        Finding found{.edition_id = id,
                      .scan_id = last.id,
                      .kind = scan::Kind::id_card,
                      .certainty = scan::Certainty::certain,
                      .place = "paragraph 1",
                      .masked = "11*************02X"};
        store::insert(in.tx, found);
        return {};
    });
    clock_.advance(std::chrono::hours(2));
    scan_scheduled_ahead(env());
    run(Actor::of_system("schedule"), [&](Context& in) -> Outcome<int> { return publish_scheduled(in); });
    EXPECT_EQ(state_of(id), State::in_recheck);
    auto steps = read([&](auto& tx) { return store::steps_of(tx, store::edition(tx, id)->disclosure_id); });
    EXPECT_NE(steps.back().remark.find("身份证号"), std::string::npos) << steps.back().remark;
}

TEST_P(Findings, AnImportHoldsBackWhatIsCertain) {
    ImportedDocument document{
        .source_id = "a1", .source_digest = "1", .form = form(), .published_on = Date(2026, 11, 20), .secrecy_basis = "已在原网站公开"};
    document.form.body = "<p>身份证号11010519491231002X</p>";
    document.form.summary = "补贴情况。";
    auto import = [&] { return run(Actor::of_system("import"), [&](Context& in) { return import_document(in, unit_, document, true); }); };
    EXPECT_EQ(import().value(), Imported::held);
    EXPECT_EQ(import().value(), Imported::unchanged);
    auto record = read([&](auto& tx) { return store::disclosure_by_source(tx, unit_, "a1").value(); });
    EXPECT_EQ(state_of(record.newest_edition_id), State::in_review);
    EXPECT_EQ(told(record.newest_edition_id), "body id_card certain open");
    EXPECT_FALSE(read([&](auto& tx) { return store::public_row(tx, record.id).has_value(); }));

    document.form.body = "<p>身份证号已经删去。</p>", document.source_digest = "2";
    EXPECT_EQ(import().value(), Imported::revised);
    EXPECT_TRUE(read([&](auto& tx) { return store::public_row(tx, record.id).has_value(); }));
}

TEST_P(Findings, AnImportInSomebodysHandsIsLeftAlone) {
    ImportedDocument document{
        .source_id = "a1", .source_digest = "1", .form = form(), .published_on = Date(2026, 11, 20), .secrecy_basis = "已在原网站公开"};
    document.form.body = "<p>身份证号11010519491231002X</p>";
    document.form.summary = "补贴情况。";
    auto import = [&] { return run(Actor::of_system("import"), [&](Context& in) { return import_document(in, unit_, document, true); }); };
    ASSERT_EQ(import().value(), Imported::held);
    auto id = read([&](auto& tx) { return store::disclosure_by_source(tx, unit_, "a1")->newest_edition_id; });
    ASSERT_TRUE(run(reviewer_, [&](Context& in) { return pass(in, id, ""); }));
    document.source_digest = "2";
    EXPECT_EQ(refused(import()), "disclosure.import.under_way");
}

TEST(MaskText, ReplacesValuesWhereverTheyStandInABlock) {
    struct Row {
        std::string html, value, masked;
    };
    for (auto const& row : std::vector<Row>{
             {"<p>甲11010519491231002X乙</p>", id_card, "<p>甲***乙</p>"},
             {"<p><b>110105</b>1949<i>1231</i>002X</p>", id_card, "<p><b>***</b><i></i></p>"},
             {"<p>110105 19491231 002X</p>", id_card, "<p>***</p>"},
             {"<p>110105</p><p>19491231002X</p>", id_card, "<p>110105</p><p>19491231002X</p>"},
             {"<table><tbody><tr><td>1380</td><td>0138000</td></tr></tbody></table>", mobile,
              "<table><tbody><tr><td>1380</td><td>0138000</td></tr></tbody></table>"},
             {"<p>13800138000、13800138000</p>", mobile, "<p>***、***</p>"},
         }) {
        auto html = masked_html(row.html, {{row.value, "***"}});
        std::erase(html, '\n');  // between blocks
        EXPECT_EQ(html, row.masked) << row.html;
    }
    EXPECT_EQ(masked_line("电话 138 0013 8000", {{mobile, "138****8000"}}), "电话 138****8000");
}

INSTANTIATE_TEST_SUITE_P(Both, Findings, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::disclosure
