#include "reports/wizard_fixture.hpp"

namespace mingtang::reports {
namespace {

TEST_P(AnnualReports, FromTheFirstFigureToTheDraftForPublication) {
    enter("qicao");
    EXPECT_TRUE(holds(get("/desk/reports?year=2025"), "还没有起草"));
    auto address = started(civil.id, 2025);
    EXPECT_EQ(address, "/desk/reports/1");
    auto page = get(address + "/figures");
    EXPECT_TRUE(holds(page, "records?cell=t3.new.natural\">10</a>"));
    EXPECT_TRUE(holds(page, "records?cell=t4.review_total\">2</a>"));
    auto drafted = get(address + "/texts");
    EXPECT_TRUE(holds(drafted, "新收政府信息公开申请12件，上年结转1件；办结申请11件"));
    EXPECT_TRUE(holds(drafted, "被申请行政复议2件"));

    auto blank = post(address + "/checks", with_version(1, {{"explanation", ""}}));
    EXPECT_EQ(blank.status, 422);
    EXPECT_TRUE(holds(blank, "行政许可”空着")) << body(blank);
    EXPECT_TRUE(holds(blank, "【请补写】"));
    EXPECT_EQ(post(address + "/figures", figures(1)).status, 303);
    auto wrong = post(address + "/texts", texts(1, {{"section_1", "新收政府信息公开申请13件。"}, {"action", "next"}}));
    EXPECT_EQ(*wrong.header("Location"), address + "/checks");
    auto checks = get(address + "/checks");
    EXPECT_TRUE(holds(checks, "写“新收政府信息公开申请13件”，表中是 12。"));
    EXPECT_TRUE(holds(checks, "/desk/reports/1/texts#section_1"));
    EXPECT_TRUE(holds(checks, "平台上没有本机构 2024 年的报告"));
    EXPECT_EQ(post(address + "/texts", texts(1)).status, 303);
    EXPECT_TRUE(holds(get(address + "/checks"), "没有发现不一致"));
    EXPECT_EQ(post(address + "/texts", texts(1, {{"section_5", ""}})).status, 303);
    auto unwritten = post(address + "/checks", with_version(1, {{"explanation", "没有问题"}}));
    EXPECT_EQ(unwritten.status, 422);
    EXPECT_TRUE(holds(unwritten, "请写完再核对"));
    EXPECT_EQ(post(address + "/texts", texts(1)).status, 303);
    EXPECT_EQ(post(address + "/checks", with_version(1, {})).status, 303);
    EXPECT_EQ(post(address + "/figures", figures(1)).status, 422) << "locked";
    EXPECT_EQ(post(address + "/hand-in", {{"action", "hand_in"}}).status, 403) << "a drafter does not hand in";

    enter("shenhe");
    EXPECT_EQ(post(address + "/hand-in", {{"action", "hand_in"}}).status, 303);
    EXPECT_TRUE(holds(get("/desk/reports?year=2025"), "2026-11-23")) << "handed in that day";
    EXPECT_EQ(post(address + "/hand-in", {{"action", "reopen"}}).status, 403);
    enter("zongban");
    EXPECT_EQ(post(address + "/hand-in", {{"action", "send_back"}, {"reason", " "}}).status, 422);
    enter("qicao");
    EXPECT_EQ(post(address + "/hand-in", {{"action", "publish"}}).status, 303);
    EXPECT_EQ(post(address + "/hand-in", {{"action", "publish"}}).status, 422) << "under way already";
    reading([&](auto& tx) {
        auto edition = disclosure::store::editions_of(tx, kept(1).disclosure_id).at(0);
        EXPECT_EQ(edition.title, "清河县民政局2025年政府信息公开工作年度报告");
        EXPECT_EQ(edition.kind, disclosure::Kind::report);
        EXPECT_EQ(catalogue::store::item(tx, edition.catalogue_item_id)->code, "general-22");
        auto html = disclosure::store::text_of(tx, edition.id);
        EXPECT_NE(html.find("59237.2449"), std::string::npos);
        EXPECT_NE(html.find("colspan=\"5\">法人或其他组织"), std::string::npos) << html.substr(0, 3000);
        auto attached = disclosure::store::attachments_of(tx, edition.id);
        EXPECT_EQ(attached.at(0).name, "清河县民政局2025年政府信息公开工作年度报告.pdf");
        EXPECT_EQ(attached.at(1).name, "清河县民政局2025年政府信息公开工作年度报告.docx");
        EXPECT_EQ(attached.at(2).name, "清河县民政局2025年政府信息公开工作年度报告.xlsx");
        return 0;
    });
    EXPECT_EQ(events("report:1"),
              (std::vector<std::string>{"reports.started", "reports.saved", "reports.saved", "reports.saved", "reports.saved",
                                        "reports.saved", "reports.checked", "reports.handed_in", "reports.drafted_for_publication"}));
}

TEST_P(AnnualReports, EveryNumberLeadsToItsRecords) {
    enter("qicao");
    auto address = started(civil.id, 2025);
    EXPECT_TRUE(holds(get(address + "/records?cell=t3.new.total"), "本机构 12 件"));
    EXPECT_TRUE(holds(get(address + "/records?cell=t3.r1_granted.natural"), "本机构 6 件"));
    EXPECT_TRUE(holds(get(address + "/records?cell=t3.carry_in.total"), "本机构 1 件"));
    EXPECT_TRUE(holds(get(address + "/records?cell=t3.carry_out.legal"), ">12</a>"));
    EXPECT_TRUE(holds(get(address + "/records?cell=t4.review_pending"), "复2"));
    EXPECT_TRUE(holds(get(address + "/records?cell=t2.penalty"), "由填报人填写"));
    EXPECT_TRUE(holds(get(address + "/records?cell=t2.norm.made"), "没有这一类记录"));
    for (auto const* cell : {"", "t9", "t3.new", "t3.new.nobody", "%3Cscript%3E"}) {
        auto page = get(address + "/records?cell=" + cell);
        EXPECT_TRUE(page.status == 404 || holds(page, "没有这一类记录")) << cell;
    }
}

TEST_P(AnnualReports, WhatChangedAfterTheCheckIsNotHandedIn) {
    enter("zongban");
    auto address = started(civil.id, 2025);
    EXPECT_EQ(post(address + "/figures", figures(1)).status, 303);
    EXPECT_EQ(post(address + "/texts", texts(1)).status, 303);
    EXPECT_EQ(post(address + "/checks", with_version(1, {})).status, 303);
    by_system([&](Context& in) -> Done {
        request::register_case(in, civil.id, {.case_number = "99", .received_on = "2025-07-01", .channel = "post", .applicant_kind = "ngo"})
            .value();
        return {};
    });
    auto refused = post(address + "/hand-in", {{"action", "hand_in"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused, "有了变化"));
    EXPECT_EQ(post(address + "/hand-in", {{"action", "reopen"}}).status, 303);
    EXPECT_TRUE(holds(get(address + "/checks"), "表中是 13"));
    auto drafted = post(address + "/texts", texts(1, {{"action", "draft"}}));
    EXPECT_EQ(drafted.status, 303);
    EXPECT_TRUE(holds(get(address + "/texts"), "新收政府信息公开申请13件"));
}

TEST_P(AnnualReports, BadInputKeepsWhatWasTyped) {
    enter("qicao");
    auto address = started(civil.id, 2025);
    for (auto const& [name, value] : Fields{{"t2-licence", "很多"},
                                            {"t2-norm-made", "-1"},
                                            {"t2-penalty", "1.5"},
                                            {"t2-fee_wan", "1.23456789"},
                                            {"fee_yuan", "三元"},
                                            {"t2-coercion", "9999999999999999"}}) {
        auto refused = post(address + "/figures", figures(1, {{name, value}, {"t2-rules-made", "77"}}));
        EXPECT_EQ(refused.status, 422) << name;
        EXPECT_TRUE(holds(refused, "value=\"77\"")) << name;
        EXPECT_TRUE(holds(refused, "不是数字")) << name;
        EXPECT_TRUE(holds(refused, "href=\"#" + name + "\"")) << name;
    }
    EXPECT_EQ(post(address + "/figures", figures(1, {{"lock_version", "7"}})).status, 409);
    auto stale = post(address + "/texts", texts(1, {{"lock_version", "0"}, {"section_5", "我写的问题"}}));
    EXPECT_EQ(stale.status, 409);
    EXPECT_TRUE(holds(stale, "我写的问题"));
    std::string longer(20'001, 'x');
    EXPECT_EQ(post(address + "/texts", texts(1, {{"section_1", longer}})).status, 422);
    EXPECT_EQ(post("/desk/reports", {{"unit_id", std::to_string(civil.id)}, {"year", "2025"}}).status, 422) << "there already";
    EXPECT_EQ(post("/desk/reports", {{"unit_id", std::to_string(civil.id)}, {"year", "2030"}}).status, 422);
    EXPECT_EQ(post("/desk/reports", {{"unit_id", "999"}, {"year", "2025"}}).status, 403);
    EXPECT_EQ(get("/desk/reports/9/figures").status, 404);
    enter("zhengfu");
    EXPECT_EQ(get(address + "/figures").status, 404) << "of another unit";
    enter("pangren");
    EXPECT_EQ(get("/desk/reports").status, 403);
}

TEST_P(AnnualReports, AGovernmentSumsWhatWasHandedIn) {
    auto third = make_unit("jiaoyu", "清河县教育局", government.id);
    handed_in(civil.id, 2025);
    auto address = started(government.id, 2025);
    auto page = get(address + "/figures");
    EXPECT_TRUE(holds(page, "下级机构报送情况：1/2"));
    EXPECT_TRUE(holds(page, "records?cell=t3.new.total\">12</a>"));
    EXPECT_TRUE(holds(get(address + "/records?cell=t3.new.total"), "本级 0，合计 12"));
    EXPECT_TRUE(holds(get("/desk/reports?year=2025"), "下级已报送 1/2"));
    EXPECT_EQ(post(address + "/figures", figures(2, {{"t2-norm-made", "3"}, {"t2-norm-in_force", "3"}, {"t2-fee_wan", "0.5"}})).status,
              303);
    EXPECT_TRUE(holds(get(address + "/figures"), "59237.7449"));
    EXPECT_EQ(post(address + "/texts", texts(2)).status, 303);
    EXPECT_TRUE(holds(get(address + "/checks"), "没有发现不一致"));
    EXPECT_EQ(post(address + "/checks", with_version(2, {})).status, 303);
    EXPECT_EQ(post(address + "/hand-in", {{"action", "hand_in"}}).status, 303);
    enter("zhengfu");
    auto refused = post(address + "/hand-in", {{"action", "publish"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused, "还有 1 个机构没有报送"));
    EXPECT_EQ(post(address + "/hand-in", {{"action", "publish"}, {"without_missing", "1"}}).status, 303);
    // A department that reports later is not in what was frozen.
    EXPECT_TRUE(holds(get("/desk/reports?year=2025"), "2027-03-31") || holds(get("/desk/reports?year=2025"), "2026-03-31"));
    EXPECT_EQ(third.name, "清河县教育局");
}

TEST_P(AnnualReports, AFormerReportIsTakenInAndTheYearsMeet) {
    AnnualReport last{.unit = "清河县民政局",
                      .year = 2024,
                      .rules = {0, 0, 0},
                      .normative = {1, 1, 40},
                      .licence = 1,
                      .penalty = 2,
                      .coercion = 3,
                      .fee_fen = 0,
                      .has_decisions = true};
    for (auto const& row : form().rows) last.applications[row.key].fill(0);
    last.applications["new"] = {9, 0, 0, 0, 0, 0, 9};
    last.applications["r1_granted"] = last.applications["r7_total"] = {7, 0, 0, 0, 0, 0, 7};
    last.applications["carry_out"] = {2, 0, 0, 0, 0, 0, 2};
    for (auto const& dispute : form().disputes)
        for (auto const& result : form().results) last.disputes[dispute.key + "_" + result.key] = 0;
    auto file = file_of(last, "xlsx", "").value();
    auto path = trial.folder() / "2024.xlsx";
    std::ofstream(path, std::ios::binary) << file.content;
    auto take = [&](std::string const& name, std::filesystem::path const& from, std::uint64_t size) {
        return send(http::Method::post, "/desk/reports/take-in", {{"unit", std::to_string(civil.id)}, {"year", "2024"}},
                    {{.field = "file", .file_name = name, .content_type = "", .path = from, .size = size}});
    };
    enter("qicao");
    EXPECT_EQ(take("", {}, 0).status, 422);
    EXPECT_EQ(take("年报.pdf", path, 10).status, 422);
    auto taken = take(file.name, path, file.content.size());
    ASSERT_EQ(taken.status, 303) << body(taken);
    EXPECT_TRUE(holds(get(*taken.header("Location")), "载入自 清河县民政局2024年"));
    EXPECT_EQ(take(file.name, path, file.content.size()).status, 303) << "once more, in its place";
    auto address = started(civil.id, 2025);
    EXPECT_EQ(post(address + "/figures", figures(2, {{"t2-norm-made", "5"}, {"t2-norm-repealed", "2"}, {"t2-norm-in_force", "44"}})).status,
              303);
    auto checks = get(address + "/checks");
    EXPECT_TRUE(holds(checks, "2024 年结转下年 2 件，本年“上年结转”填的是 1 件"));
    EXPECT_TRUE(holds(checks, "应为 43 件，填的是 44 件"));
    EXPECT_FALSE(holds(checks, "平台上没有本机构"));
    EXPECT_EQ(take(file.name, path, file.content.size()).status, 303);
    enter("zhengfu");
    EXPECT_EQ(take(file.name, path, file.content.size()).status, 403);
}

TEST_P(AnnualReports, AMergedUnitIsCountedOnce) {
    auto old = make_unit("laoling", "清河县老龄办", government.id), gone = make_unit("jiushi", "清河县旧史馆", government.id);
    by_system([&](Context& in) -> Done {
        for (auto unit : {old.id, gone.id})
            request::register_case(in, unit,
                                   {.case_number = "并1", .received_on = "2025-02-03", .channel = "post", .applicant_kind = "ngo"})
                .value();
        return {};
    });
    handed_in(gone.id, 2025);
    by_system([&](Context& in) -> Done {
        organ::merge_units(in, old.id, civil.id).value();
        organ::merge_units(in, gone.id, civil.id).value();
        return {};
    });
    auto address = started(civil.id, 2025);
    EXPECT_TRUE(holds(get(address + "/figures"), "records?cell=t3.new.ngo\">1</a>")) << "what made its own report is not counted again";
    EXPECT_TRUE(holds(get(address + "/records?cell=t3.new.ngo"), "并1"));
    auto of_government = started(government.id, 2025);
    EXPECT_TRUE(holds(get(of_government + "/records?cell=t3.new.ngo"), "清河县旧史馆"));
}

TEST_P(AnnualReports, FilesOfEveryKind) {
    enter("qicao");
    auto address = started(civil.id, 2025);
    for (auto const& format : file_formats()) {
        auto file = get(address + "/files/" + format.name);
        EXPECT_EQ(file.status, 200) << format.name;
        EXPECT_EQ(*file.header("Content-Type"), format.content_type);
        EXPECT_FALSE(body(file).empty());
    }
    EXPECT_EQ(get(address + "/files/exe").status, 404);
}

TEST_P(AnnualReports, NormativeDocumentsAreCounted) {
    auto add = [&](Id id, char const* made, char const* published, disclosure::Validity validity, char const* until) {
        return NormativeEdition{.disclosure_id = id,
                                .unit_id = 1,
                                .title = "文",
                                .document_number = "",
                                .produced_on = *Date::parse(made),
                                .published_on = *Date::parse(published),
                                .valid_until_on = Date::parse(until).value_or(Date()),
                                .validity = validity};
    };
    using disclosure::Validity;
    auto documents = normative_documents(
        {add(1, "2024-03-01", "2024-03-05", Validity::valid, ""), add(2, "2020-01-01", "2020-01-05", Validity::valid, ""),
         add(2, "2020-01-01", "2025-06-01", Validity::repealed, ""), add(2, "2020-01-01", "2026-02-01", Validity::repealed, ""),
         add(3, "2022-05-01", "2022-05-05", Validity::valid, "2025-12-31"),
         add(4, "2025-02-01", "2025-02-05", Validity::valid, "2030-02-01"),
         add(5, "2021-02-01", "2025-02-05", Validity::expired, "2024-12-01")});
    auto count = [&](char const* column, int year) { return counted_as(documents, column, year).size(); };
    EXPECT_EQ(count("made", 2025), 1u);
    EXPECT_EQ(count("repealed", 2025), 1u) << "the day of the edition that first said so";
    EXPECT_EQ(count("in_force", 2025), 3u) << "the one until 12-31 is in force that day";
    EXPECT_EQ(count("repealed", 2026), 1u);
    EXPECT_EQ(count("in_force", 2024), 3u);
    EXPECT_EQ(count("repealed", 2024), 1u);
    // What is in force at the end of a year follows from the year before.
    for (int year = 2020; year <= 2031; ++year)
        EXPECT_EQ(count("in_force", year), count("in_force", year - 1) + count("made", year) - count("repealed", year)) << year;
}

TEST(DueOf, ByKindOfUnit) {
    EXPECT_EQ(due_of(organ::UnitKind::department, 2025), Date(2026, 1, 31));
    EXPECT_EQ(due_of(organ::UnitKind::township, 2025), Date(2026, 1, 31));
    EXPECT_EQ(due_of(organ::UnitKind::government, 2025), Date(2026, 3, 31));
}

BOTH_DATABASES(AnnualReports);

}  // namespace
}  // namespace mingtang::reports
