#include "disclosure/web/pages_fixture.hpp"

namespace mingtang::disclosure {
namespace {

class DraftPages : public Pages {};

TEST_F(DraftPages, SavingTellsWhatIsWrongBesideTheField) {
    auto id = started();
    auto form = typed(1);
    for (auto& [name, value] : form)
        if (name == "produced_on") value = "2026-02-30";
    auto page = post("/desk/drafts/" + std::to_string(id), "filer", form);
    EXPECT_EQ(page.status, 422);
    EXPECT_NE(body(page).find("id=\"produced_on-error\""), std::string::npos);
    EXPECT_NE(body(page).find("value=\"2026-02-30\" type=\"text\""), std::string::npos);
    EXPECT_NE(body(page).find("“成文日期”填写的“2026-02-30”不是存在的日期"), std::string::npos);
    EXPECT_NE(body(page).find("本月新增十户。"), std::string::npos);
    EXPECT_EQ(edition(id).lock_version, 1);
}

TEST_F(DraftPages, FilingAnIncompleteDraftKeepsItAndSaysWhatLacks) {
    auto id = started();
    auto page = post("/desk/drafts/" + std::to_string(id), "filer", {{"lock_version", "1"}, {"title", "只有标题"}, {"action", "file"}});
    EXPECT_EQ(page.status, 422);
    EXPECT_NE(body(page).find("请选择目录事项"), std::string::npos);
    EXPECT_EQ(edition(id).title, "只有标题");
    EXPECT_EQ(edition(id).state, State::drafting);
}

TEST_F(DraftPages, AutosaveAnswersInJson) {
    auto id = started();
    EXPECT_NE(body(get("/desk/drafts/" + std::to_string(id) + "/preview", "filer")).find("<h1 class=\"doc-title\">低保公示</h1>"),
              std::string::npos);
    auto url = "/desk/drafts/" + std::to_string(id) + "/autosave";
    auto saved = post(url, "filer", typed(1));
    ASSERT_EQ(saved.status, 200);
    EXPECT_EQ(json::number(boost::json::parse(body(saved)).as_object(), "lock_version"), 2);
    auto conflict = post(url, "second", typed(1, "<p>我的文字</p>"));
    ASSERT_EQ(conflict.status, 409);
    auto told = boost::json::parse(body(conflict)).as_object();
    EXPECT_EQ(json::text(told, "code"), "disclosure.save.conflict");
    EXPECT_EQ(json::text(told["theirs"].as_object(), "body"), "<p>本月新增十户。</p>\n");
    EXPECT_EQ(json::number(told["theirs"].as_object(), "lock_version"), 2);
    auto expired = request(Method::post, url, "gone", typed(2));
    expired.headers.add("accept", "application/json");
    EXPECT_EQ(answer(expired).status, 401);
}

TEST_F(DraftPages, TheSecondOfTwoSeesBothTextsAndChooses) {
    auto id = started();
    auto url = "/desk/drafts/" + std::to_string(id);
    ASSERT_EQ(post(url, "filer", typed(1, "<p>新增十户。</p>")).status, 303);
    auto page = post(url, "second", typed(1, "<p>新增九户。</p>"));
    ASSERT_EQ(page.status, 409);
    EXPECT_NE(body(page).find("<del>"), std::string::npos);
    EXPECT_NE(body(page).find("<ins>"), std::string::npos);
    EXPECT_NE(body(page).find("name=\"lock_version\" value=\"2\""), std::string::npos);
    EXPECT_NE(body(page).find("&lt;p&gt;新增九户。&lt;/p&gt;"), std::string::npos);
    ASSERT_EQ(post(url, "second", typed(2, "<p>新增九户。</p>")).status, 303);
    auto tx = trial_.database().read();
    EXPECT_EQ(store::text_of(tx, id), "<p>新增九户。</p>\n");
}

TEST_F(DraftPages, WhatWasTypedIntoADraftThatMovedOnIsGivenBack) {
    auto id = filed();
    auto page = post("/desk/drafts/" + std::to_string(id), "filer", typed(2, "<p>后来的话</p>"));
    EXPECT_EQ(page.status, 422);
    EXPECT_NE(body(page).find("后来的话"), std::string::npos);
}

TEST_F(DraftPages, UploadsAnswerARowOrARefusal) {
    auto id = started();
    auto sent = with_file(id, "分工表.pdf", "%PDF-1.7 x");
    EXPECT_EQ(location(answer(sent)), "/desk/drafts/" + std::to_string(id) + "?done=attached#files");
    auto script = with_file(id, "名册 <b>.pdf", "%PDF-1.7 y");
    script.headers.add("x-requested-with", "XMLHttpRequest");
    auto row = answer(script);
    EXPECT_EQ(row.status, 200);
    EXPECT_NE(body(row).find("<li>"), std::string::npos);
    EXPECT_EQ(body(row).find("<b>"), std::string::npos);
    struct Bad {
        std::string name, content, reason;
    };
    std::string long_name;
    for (int i = 0; i < 200; ++i) long_name += "长";
    Bad const hostile[] = {
        {"图.svg", "<svg onload='x'/>", "bad_type"},
        {"页.html", "<script>", "bad_type"},
        {"程序.pdf", "MZ\x90", "wrong_content"},
        {"空.pdf", "", "empty"},
        {long_name + ".pdf", "%PDF-", "name"},
        {"无扩展名", "%PDF-1.4", "bad_type"},
        {".pdf", "%PDF-1.4", "name"},
        {"名\xE2\x80\xAE"
         "fdp.exe",
         "MZ", "bad_type"},
    };
    for (auto const& bad : hostile) {
        auto made = with_file(id, bad.name, bad.content);
        made.headers.add("x-requested-with", "XMLHttpRequest");
        auto refused = answer(made);
        EXPECT_EQ(refused.status, 422) << bad.name;
        EXPECT_EQ(json::text(boost::json::parse(body(refused)).as_object(), "code"), "disclosure.attach." + bad.reason) << bad.name;
    }
    EXPECT_EQ(attachments(id).size(), 2u);
    auto none = request(Method::post, "/desk/drafts/" + std::to_string(id) + "/attachments", "filer");
    EXPECT_EQ(answer(none).status, 422);
}

TEST_F(DraftPages, FilesGoOnlyToThoseWhoMaySeeThemAndAsDownloads) {
    auto id = started();
    answer(with_file(id, "分工表.pdf", "%PDF-1.7 x"));
    auto file = attachments(id).at(0);
    auto url = "/desk/files/" + std::to_string(file.id) + "/x.pdf";
    auto got = get(url, "reviewer");
    ASSERT_EQ(got.status, 200);
    EXPECT_NE(got.header("Content-Disposition")->find("attachment"), std::string::npos);
    EXPECT_NE(got.header("Content-Security-Policy")->find("sandbox"), std::string::npos);
    EXPECT_EQ(*got.header("Content-Type"), "application/pdf");
    EXPECT_EQ(get(url, "outsider").status, 404);
    EXPECT_EQ(get("/desk/files/0/x.pdf", "reviewer").status, 404);
    auto removed = post("/desk/drafts/" + std::to_string(id) + "/attachments/" + std::to_string(file.id) + "/delete", "filer");
    EXPECT_EQ(removed.status, 303);
    EXPECT_TRUE(attachments(id).empty());
}

TEST_F(DraftPages, OfSeveralFilesEachIsTriedAndEachRefusedOneNamed) {
    auto id = started();
    auto page = answer(with_files(id, {{"一.pdf", "%PDF-1.7 a"}, {"脚本.html", "<script>"}, {"空.pdf", ""}, {"二.pdf", "%PDF-1.7 b"}}));
    EXPECT_EQ(page.status, 422);
    EXPECT_NE(body(page).find("有 2 个文件没有上传"), std::string::npos);
    EXPECT_NE(body(page).find("不接受“脚本.html”这种类型的文件"), std::string::npos);
    EXPECT_NE(body(page).find("“空.pdf”是空文件"), std::string::npos);
    EXPECT_NE(body(page).find("另外 2 个已经上传"), std::string::npos);
    auto kept = attachments(id);
    ASSERT_EQ(kept.size(), 2u);
    EXPECT_EQ(kept[0].name, "一.pdf");
    EXPECT_EQ(kept[1].name, "二.pdf");
}

TEST_F(DraftPages, WhatWasTypedIsSavedWithTheFilesOrGivenBack) {
    auto id = started();
    auto sent = with_file(id, "一.pdf", "%PDF-1.7 a");
    for (auto const& [name, value] : typed(1, "<p>还没有保存的话。</p>")) sent.form.add(name, value);
    EXPECT_EQ(location(answer(sent)), "/desk/drafts/" + std::to_string(id) + "?done=attached#files");
    EXPECT_EQ(edition(id).lock_version, 2);
    EXPECT_EQ(attachments(id).size(), 1u);
    {
        auto tx = trial_.database().read();
        EXPECT_EQ(store::text_of(tx, id), "<p>还没有保存的话。</p>\n");
    }
    auto stale = with_file(id, "二.pdf", "%PDF-1.7 b");
    for (auto const& [name, value] : typed(1, "<p>另一个窗口里的话。</p>")) stale.form.add(name, value);
    auto page = answer(stale);
    EXPECT_EQ(page.status, 409);
    EXPECT_NE(body(page).find("另一个窗口里的话。"), std::string::npos);
    auto wrong = with_file(id, "二.pdf", "%PDF-1.7 b");
    for (auto const& [name, value] : typed(2, "<p>第三句话。</p>")) wrong.form.add(name, name == "produced_on" ? "2026-02-30" : value);
    page = answer(wrong);
    EXPECT_EQ(page.status, 422);
    EXPECT_NE(body(page).find("第三句话。"), std::string::npos);
    EXPECT_NE(body(page).find("文件没有上传"), std::string::npos);
    EXPECT_EQ(attachments(id).size(), 1u);
    auto no_file = request(Method::post, "/desk/drafts/" + std::to_string(id) + "/attachments", "filer", typed(2, "<p>没有选文件。</p>"));
    EXPECT_EQ(location(answer(no_file)), "/desk/drafts/" + std::to_string(id) + "?done=saved");
}

TEST_F(DraftPages, TheSameFileTwiceIsOne) {
    auto id = started();
    for (int turn = 0; turn < 2; ++turn) EXPECT_EQ(answer(with_file(id, "一.pdf", "%PDF-1.7 a")).status, 303);
    EXPECT_EQ(answer(with_file(id, "一.pdf", "%PDF-1.7 b")).status, 303) << "the same name, another content";
    EXPECT_EQ(answer(with_file(id, "二.pdf", "%PDF-1.7 a")).status, 303) << "the same content, another name";
    EXPECT_EQ(attachments(id).size(), 3u);
}

std::string table_of(std::size_t bytes) {
    std::string const row = "<tr><td>首批开放点位名称</td><td>一二三四五六七八</td><td>开放时间为每日八时至二十时</td></tr>";
    std::string html = "<table><tbody>";
    while (html.size() + row.size() + 16 < bytes) html += row;
    return html + "</tbody></table>";
}

TEST_F(DraftPages, ARegulationWithBigTablesIsKeptAndATooLongOneIsGivenBack) {
    auto id = started();
    auto url = "/desk/drafts/" + std::to_string(id);
    ASSERT_EQ(post(url, "filer", typed(1, table_of(3 << 20))).status, 303);
    {
        auto tx = trial_.database().read();
        EXPECT_GT(store::text_of(tx, id).size(), (3u << 20) - 1000);
    }
    auto page = post(url, "filer", typed(2, table_of(5 << 20) + "<p>最后一句话。</p>"));
    EXPECT_EQ(page.status, 413);
    EXPECT_NE(body(page).find("正文超过 4 MB"), std::string::npos);
    EXPECT_NE(body(page).find("最后一句话。"), std::string::npos);
    auto told = post(url + "/autosave", "filer", typed(2, table_of(5 << 20)));
    EXPECT_EQ(told.status, 413);
    EXPECT_EQ(json::text(boost::json::parse(body(told)).as_object(), "code"), "markup.accept.too_large");
}

}  // namespace
}  // namespace mingtang::disclosure
