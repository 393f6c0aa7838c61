#include "search/index.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace mingtang::search {
namespace fs = std::filesystem;
namespace {

Document document(Id id, std::string title, std::string body = {}) {
    Document out;
    out.id = id;
    out.source_id = "s" + std::to_string(id);
    out.title = std::move(title);
    out.body_text = std::move(body);
    out.unit_code = "u1";
    out.unit_name = "县政府办公室";
    out.kind = "notice";
    out.published_on = Date(2020, 1, 1) + int(id);
    return out;
}

class IndexTest : public testing::Test {
  protected:
    IndexTest() { fs::remove_all(folder); }
    ~IndexTest() override { fs::remove_all(folder); }
    static std::vector<Id> found(Searcher const& searcher, std::string text) {
        std::vector<Id> out;
        for (auto const& hit : searcher.search({.text = std::move(text), .may_loosen = false}).hits) out.push_back(hit.id);
        return out;
    }
    fs::path folder = fs::temp_directory_path() / ("search_index_test." + std::to_string(getpid()));
};

using Ids = std::vector<Id>;

TEST_F(IndexTest, IsSeenAfterCommitAndGoneAfterRemoval) {
    Index index(folder);
    Searcher searcher(folder);
    index.put(document(7, "关于印发政务公开工作要点的通知"));
    EXPECT_EQ(found(searcher, "政务公开"), Ids{});
    index.commit(41);
    EXPECT_EQ(found(searcher, "政务公开"), Ids{7});
    EXPECT_EQ(searcher.position(), 41);
    index.put(document(7, "关于森林防火的通告"));
    index.commit(42);
    EXPECT_EQ(found(searcher, "政务公开"), Ids{});
    EXPECT_EQ(found(searcher, "森林防火"), Ids{7});
    index.remove(7);
    index.remove(7);
    index.commit(43);
    EXPECT_EQ(found(searcher, "森林防火"), Ids{});
    EXPECT_EQ(searcher.search({.text = ""}).total, 0);
    EXPECT_EQ(index.count(), 0);
    EXPECT_EQ(index.position(), 43);
}

TEST_F(IndexTest, LosesOnlyWhatWasNotCommitted) {
    {
        Index index(folder);
        EXPECT_EQ(index.position(), 0);
        index.put(document(1, "第一件公文"));
        index.commit(10);
        for (Id id = 2; id < 1500; ++id) index.put(document(id, "第二件公文"));
        index.remove(1);
    }
    Index index(folder);
    EXPECT_EQ(index.position(), 10);
    EXPECT_EQ(index.count(), 1);
    EXPECT_EQ(found(Searcher(folder), "公文"), Ids{1});
}

TEST_F(IndexTest, SurvivesAKilledWriter) {
    if (auto child = fork(); child == 0) {
        Index index(folder);
        index.put(document(1, "第一件公文"));
        index.commit(10);
        index.put(document(2, "第二件公文"));
        _exit(0);  // no destructor runs, as when it is killed
    } else {
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
    }
    Index index(folder);
    EXPECT_EQ(index.position(), 10);
    EXPECT_EQ(found(Searcher(folder), "公文"), Ids{1});
}

TEST_F(IndexTest, HasOneWriter) {
    Index index(folder);
    EXPECT_THROW(Index second(folder), std::runtime_error);
    EXPECT_THROW(index.put(document(0, "没有编号")), std::invalid_argument);
    EXPECT_THROW(Searcher(folder / "nowhere"), std::runtime_error);
}

TEST_F(IndexTest, IsRebuiltBesideTheOneInUse) {
    auto old = std::make_unique<Index>(folder);
    old->put(document(1, "旧的公文"));
    old->commit(5);
    EXPECT_FALSE(old->needs_rebuild());
    Searcher searcher(folder);
    auto fresh = Index::rebuild(folder);
    fresh.put(document(2, "新的公文"));
    fresh.commit(9);
    EXPECT_EQ(found(searcher, "公文"), Ids{1});
    old.reset();
    fresh.go_live();
    EXPECT_EQ(found(searcher, "公文"), Ids{2});
    EXPECT_EQ(searcher.position(), 9);
    fresh.put(document(3, "更新的公文"));
    fresh.commit(10);
    EXPECT_EQ(found(searcher, "公文").size(), 2u);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 2);
}

TEST_F(IndexTest, IsReadByManyThreadsWhileItGrows) {
    Index index(folder);
    index.commit(0);
    Searcher searcher(folder);
    std::atomic<bool> done = false;
    std::atomic<int> searches = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 4; ++i)
        readers.emplace_back([&] {
            while (!done || searches < 20) {
                auto answer = searcher.search({.text = "公文"});
                EXPECT_LE(answer.hits.size(), 10u);
                ++searches;
            }
        });
    for (Id id = 1; id <= 60; ++id) index.put(document(id, "第几件公文")), index.commit(id);
    done = true;
    for (auto& reader : readers) reader.join();
    EXPECT_EQ(searcher.search({.text = "公文"}).total, 60);
}

TEST_F(IndexTest, TakesDocumentsOfAnyShape) {
    Index index(folder);
    auto odd = document(1, std::string("坏\xFF标题\0尾", 14), std::string(200'000, 'x') + "末尾公文");
    odd.keywords = {"", std::string(5000, 'k')};
    odd.unit_code = odd.index_number = std::string(1000, 'u');
    odd.document_number = "没有号";
    index.put(odd);
    Document empty;
    empty.id = 2;
    index.put(empty);
    index.commit(1);
    Searcher searcher(folder);
    EXPECT_EQ(found(searcher, "末尾公文"), Ids{1});
    EXPECT_EQ(searcher.search({.text = ""}).total, 2);
}

}  // namespace
}  // namespace mingtang::search
