#include <gtest/gtest.h>

#include <fstream>

#include "app/parts.hpp"
#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/attachment_texts.hpp"
#include "disclosure/store_texts.hpp"
#include "organ/trial_site.hpp"
#include "search/journal_reader.hpp"

namespace mingtang::app {
namespace {

using organ::Context;
using Ids = std::vector<Id>;

/// A notice whose substance stands in its file is found by it, from publication to withdrawal.
class AttachmentSearch : public organ::OrganSite {
  protected:
    void SetUp() override {
        for (auto const& module : modules())
            if (module != "storage" && module != "journal" && module != "organ")
                trial.database().migrate(storage::packed_migrations(module, GetParam()));
        organ::OrganSite::SetUp();
        catalogue::Item item{.unit_id = civil.id, .domain = "general", .code = "general-07", .level1 = "救助"};
        by_system([&](Context& in) -> Done { return catalogue::store::save(in.tx, item), Done(); });
        item_ = item.id;
    }
    disclosure::IncomingFile file(std::string name, std::string const& content) {
        auto path = trial.folder() / ("f" + std::to_string(++files_));
        std::ofstream(path, std::ios::binary) << content;
        return {.name = std::move(name), .path = path};
    }
    Id published(std::string name, std::vector<disclosure::IncomingFile> files, std::string edition = "1") {
        Id id = 0;
        auto done = by_system([&](Context& in) {
            return disclosure::import_document(in, civil.id,
                                               {.source_id = name,
                                                .source_digest = name + edition,
                                                .form = {.title = "关于发放" + name + "的通知",
                                                         .kind = "notice",
                                                         .catalogue_item_id = std::to_string(item_),
                                                         .produced_on = "2026-11-02",
                                                         .body = "<p>详见附件。</p>"},
                                                .published_on = Date(2026, 11, 2),
                                                .files = files,
                                                .secrecy_basis = "已在原网站公开"},
                                               true, &id);
        });
        EXPECT_TRUE(done) << (done ? "" : done.error().code);
        return id;
    }
    /// What the server does: the index follows, files are read, the index follows.
    Ids found(std::string const& text) {
        search::JournalReader reader(trial.database(), trial.folder() / "search");
        journal::catch_up(trial.database(), reader);
        while (disclosure::keep_public_texts(env)) journal::catch_up(trial.database(), reader);
        Ids ids;
        for (auto const& hit : search::Searcher(trial.folder() / "search").search({.text = text, .may_loosen = false}).hits)
            ids.push_back(hit.id);
        std::sort(ids.begin(), ids.end());
        return ids;
    }
    long long kept() {
        return reading(
            [](auto& tx) { return storage::select_one<long long>(tx, "select count(*) from disclosure_attachment_text").value(); });
    }
    long long told() {
        return reading(
            [](auto& tx) { return std::ssize(journal::read_back(tx, {.name_prefix = "disclosure.attachments_read", .limit = 100})); });
    }

    Id item_ = 0;
    int files_ = 0;
};

TEST_P(AttachmentSearch, FindsWhatStandsInTheFilesOfPublicEditions) {
    auto plain = published("补贴", {});
    EXPECT_EQ(found("山核桃种植大户"), Ids{});
    EXPECT_EQ(told(), 0) << "nothing to read";
    auto id = published("奖补", {file("名单.csv", "乡镇,对象\n南岭镇,山核桃种植大户\n")});
    EXPECT_EQ(found("山核桃种植大户"), Ids{id});
    EXPECT_EQ(found("详见附件"), (Ids{plain, id}));
    EXPECT_EQ(kept(), 1);
    EXPECT_EQ(told(), 1);
    EXPECT_EQ(found("山核桃种植大户"), Ids{id}) << "nothing is read twice";
    EXPECT_EQ(told(), 1);
    search::rebuild(trial.database(), trial.folder() / "search", [](long long, long long) {});
    EXPECT_EQ(found("山核桃种植大户"), Ids{id});

    auto same = published("同一附件", {file("另名.csv", "乡镇,对象\n南岭镇,山核桃种植大户\n")});
    EXPECT_EQ(found("山核桃种植大户"), (Ids{id, same}));
    by_system([&](Context& in) { return disclosure::withdraw(in, id, "内容有误"); }).value();
    EXPECT_EQ(found("山核桃种植大户"), Ids{same});
    EXPECT_EQ(kept(), 1) << "the other one has the file too";
    published("同一附件", {file("新.txt", "改为油茶种植户。")}, "2");
    EXPECT_EQ(found("山核桃种植大户"), Ids{}) << "of an earlier edition nothing is found";
    EXPECT_EQ(found("油茶种植户"), Ids{same});
    EXPECT_EQ(kept(), 1);
    by_system([&](Context& in) { return disclosure::withdraw(in, same, "内容有误"); }).value();
    EXPECT_EQ(found("油茶种植户"), Ids{});
    EXPECT_EQ(kept(), 0);
}

TEST_P(AttachmentSearch, KeepsNothingOfWhatIsNotPublic) {
    auto id = published("撤回", {file("名单.txt", "山核桃种植大户")});
    by_system([&](Context& in) { return disclosure::withdraw(in, id, "内容有误"); }).value();
    by_system([&](Context& in) {
        Id draft = 0;
        return disclosure::import_document(in, civil.id,
                                           {.source_id = "草稿",
                                            .source_digest = "草稿",
                                            .form = {.title = "草稿", .kind = "notice", .body = "<p>正文。</p>"},
                                            .files = {file("草稿.txt", "山核桃种植大户")},
                                            .secrecy_basis = "无"},
                                           false, &draft);
    }).value();
    EXPECT_EQ(found("山核桃种植大户"), Ids{});
    EXPECT_EQ(kept(), 0);
}

TEST(AttachmentWords, AreWhatTheReaderSees) {
    scan::Reading reading;
    reading.passages = {{.place = "paragraph 1", .text = "看得见"},
                        {.place = "paragraph 2", .text = "删掉的", .hidden = "tracked_deletion"},
                        {.place = "page 1", .text = "两行接缝", .seam = 2},
                        {.place = "properties", .text = "作者甲"},
                        {.place = "a.docx/properties", .text = "作者乙"},
                        {.place = "page 2", .text = std::string("有") + '\0' + "空字符"},
                        {.place = "page 3", .text = "\xFF\xFE"}};
    reading.tables = {
        {.caption = "",
         .rows = {
             {{.place = "A1", .text = "甲"}, {.place = "B1", .text = "乙"}, {.place = "C1", .text = "丙", .hidden = "hidden_column"}}}}};
    EXPECT_EQ(disclosure::words_of(reading), "看得见\n有 空字符\n甲 乙\n");
    reading.passages = {{.place = "page 1", .text = [] {
                             std::string all;
                             for (int i = 0; i < 100'000; ++i) all += "字";
                             return all;
                         }()}};
    auto words = disclosure::words_of(reading);
    EXPECT_LE(words.size(), 200'000u);
    EXPECT_GT(words.size(), 199'990u);
    EXPECT_EQ(words.size() % 3, 0u) << "no character is cut in two";
}

BOTH_DATABASES(AttachmentSearch);

}  // namespace
}  // namespace mingtang::app
