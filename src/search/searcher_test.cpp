#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include "search/index.hpp"

namespace mingtang::search {
namespace fs = std::filesystem;
namespace {

using Ids = std::vector<Id>;

Document notice(Id id, std::string title, std::string body) {
    Document out;
    out.id = id;
    out.title = std::move(title);
    out.body_text = std::move(body);
    out.kind = "notice";
    out.validity = "valid";
    out.published_on = Date(2019 + int(id % 4), 3, 1) + int(id);
    out.url = "/d/" + std::to_string(id);
    return out;
}

std::vector<Document> fixtures() {
    auto openness = notice(1, "青山县人民政府办公室关于印发政务公开工作要点的通知",
                           "各乡镇人民政府：\n现将政务公开工作要点印发给你们，请认真贯彻执行。依法申请公开的，按条例办理。");
    openness.document_number = "青政办发〔2019〕14号";
    openness.index_number = "11341702486344515H/202110-00013";
    openness.unit_code = "u1", openness.unit_name = "青山县人民政府办公室", openness.unit_names = {"青山县人民政府法制办公室"};
    openness.subjects = {"A01", "B02"}, openness.catalogue_item = "c1";
    auto medicine = notice(
        2, "关于调整城乡居民医保缴费标准的通知",
        "城乡居民基本医疗保险个人缴费标准为每人每年三百八十元。缴纳医保费用可以在手机上办理。根据青政办发〔2019〕14号文件要求公开。");
    medicine.unit_code = "u2", medicine.unit_name = "青山县医疗保障局", medicine.subjects = {"B02"}, medicine.keywords = {"参保"};
    auto fire = notice(3, "森林防火禁火令", "禁火期内禁止一切野外用火。公开举报电话。茶");
    fire.unit_code = "u3", fire.unit_name = "青山县林业局", fire.kind = "order", fire.validity = "repealed";
    fire.attachment_names = {"禁火区域图.pdf"}, fire.attachment_texts = {"南岭镇全域列为禁火区"};
    auto traditional = notice(4, "臺灣同胞投資保護辦法", "為了保護和鼓勵臺灣同胞投資，促進經濟發展，制定本辦法。ＰＤＦ格式可下載。");
    traditional.unit_code = "u1", traditional.unit_name = "青山县人民政府办公室";
    auto bank = notice(5, "重庆银行青山支行服务指南",
                       "办理存款、贷款等业务，电话 0551-1234567。COVID-19 防控期间照常营业。公开政务，政务大厅开放。");
    bank.unit_code = "u4", bank.unit_name = "行政审批局", bank.document_number = "青审批函〔2020〕14号";
    return {openness, medicine, fire, traditional, bank};
}

class SearcherTest : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder = fs::temp_directory_path() / ("search_searcher_test." + std::to_string(getpid()));
        fs::remove_all(folder);
        Index index(folder);
        for (auto const& document : fixtures()) index.put(document);
        index.commit(1);
        searcher = std::make_unique<Searcher>(folder);
    }
    static void TearDownTestSuite() {
        searcher.reset();
        fs::remove_all(folder);
    }
    static Ids ids(Answer const& answer) {
        Ids out;
        for (auto const& hit : answer.hits) out.push_back(hit.id);
        return out;
    }
    static Ids strict(std::string text) { return ids(searcher->search({.text = std::move(text), .may_loosen = false})); }
    static Id first(std::string text) {
        auto found = strict(std::move(text));
        return found.empty() ? 0 : found.front();
    }
    static Ids sorted(Ids list) { return std::sort(list.begin(), list.end()), list; }

    static inline fs::path folder;
    static inline std::unique_ptr<Searcher> searcher;
};

TEST_F(SearcherTest, FindsWordsInAnyScriptAndWidth) {
    EXPECT_EQ(strict("森林防火"), Ids{3});
    EXPECT_EQ(strict("臺灣同胞"), Ids{4});
    EXPECT_EQ(strict("台湾同胞"), Ids{4});
    EXPECT_EQ(strict("醫療保障"), Ids{2});
    EXPECT_EQ(strict("pdf格式"), Ids{4});
    EXPECT_EQ(strict("ＣＯＶＩＤ"), Ids{5});
    EXPECT_EQ(strict("医保缴费"), Ids{2});
    EXPECT_EQ(first("医保怎么缴费？"), 2);
}

TEST_F(SearcherTest, FindsOneCharacter) {
    EXPECT_EQ(strict("茶"), Ids{3});
    EXPECT_EQ(strict("镇"), (Ids{3, 1}));
    EXPECT_EQ(strict("令"), Ids{3});
}

TEST_F(SearcherTest, FindsDocumentNumbersInAnyForm) {
    for (auto text : {"青政办发〔2019〕14号", "青政办发[2019]14号", "青政办发（2019）第14号", "青政办发【2019】14号",
                      "青政辦發〔２０１９〕１４號", "青政办发 2019 14号", "青政办发「2019」14号"})
        EXPECT_EQ(strict(text), (Ids{1, 2})) << text;
    EXPECT_EQ(strict("〔2020〕14号"), Ids{5});
    EXPECT_EQ(strict("查找青审批函〔2020〕14号"), Ids{5});
    EXPECT_EQ(first("11341702486344515H/202110-00013"), 1);
    EXPECT_EQ(first("11341702486344515h／2021"), 1);
    EXPECT_EQ(first("1134170248"), 1);
}

TEST_F(SearcherTest, FindsByPinyin) {
    EXPECT_EQ(strict("zhengwugongkai"), Ids{1});
    EXPECT_EQ(strict("zheng wu gong kai"), Ids{1});
    EXPECT_EQ(strict("zwgk"), Ids{1});
    EXPECT_EQ(strict("senlinfanghuo"), Ids{3});
    EXPECT_EQ(strict("chongqing"), Ids{5});
    EXPECT_EQ(strict("yinhang"), Ids{5});
    EXPECT_EQ(strict("xingzhengshenpiju"), Ids{5});
    EXPECT_EQ(strict("linyeju"), Ids{3});
    auto answer = searcher->search({.text = "zwgk"});
    ASSERT_EQ(answer.hits.size(), 1u);
    EXPECT_NE(html_of(answer.hits[0].title_snippet).find("<mark>政务公开</mark>"), std::string::npos);
}

TEST_F(SearcherTest, FindsUnitsUnderFormerNamesAndAttachments) {
    EXPECT_EQ(first("法制办公室"), 1);
    EXPECT_EQ(strict("南岭镇"), Ids{3});
    EXPECT_EQ(strict("区域图"), Ids{3});
    EXPECT_EQ(strict("参保"), Ids{2});
}

TEST_F(SearcherTest, TakesQuotedPhrasesAtTheirWord) {
    EXPECT_EQ(strict("政务公开"), (Ids{1, 5}));
    EXPECT_EQ(strict("“公开政务”"), Ids{5});
    EXPECT_EQ(strict("「公開政務」"), Ids{5});
    EXPECT_EQ(strict("\"政务公开\" 通知"), Ids{1});
    EXPECT_EQ(strict("“政务大厅公开”"), Ids{});
    EXPECT_EQ(strict("“法制办公室”"), Ids{1});
}

TEST_F(SearcherTest, VerifiesPhrasesBeyondTheirPairs) {
    // 公开政务 + 政务公开 hold every pair of 公开政务公开 but not the phrase
    auto answer = searcher->search({.text = "“开政务公”", .may_loosen = false});
    EXPECT_EQ(answer.total, 0);
    EXPECT_TRUE(answer.total_is_exact);
}

TEST_F(SearcherTest, MarksTheOriginalText) {
    auto hit = searcher->search({.text = "台湾同胞"}).hits.at(0);
    EXPECT_EQ(html_of(hit.title_snippet), "<mark>臺灣同胞</mark>投資保護辦法");
    EXPECT_NE(html_of(hit.snippet).find("<mark>臺灣同胞</mark>"), std::string::npos);
    auto wide = searcher->search({.text = "pdf格式"}).hits.at(0);
    EXPECT_NE(html_of(wide.snippet).find("<mark>ＰＤＦ格式</mark>"), std::string::npos);
    EXPECT_EQ(html_of({{"<b>", true}, {"&", false}}), "<mark>&lt;b&gt;</mark>&amp;");
}

TEST_F(SearcherTest, NarrowsByFilters) {
    auto with = [&](Filters filters, std::string text = "公开") {
        return sorted(ids(searcher->search({.text = std::move(text), .filters = std::move(filters)})));
    };
    EXPECT_EQ(with({}), (Ids{1, 2, 3, 5}));
    EXPECT_EQ(with({.units = {"u1", "u3"}}), (Ids{1, 3}));
    EXPECT_EQ(with({.subjects = {"B02"}}), (Ids{1, 2}));
    EXPECT_EQ(with({.kinds = {"order"}}), Ids{3});
    EXPECT_EQ(with({.validity = "repealed"}), Ids{3});
    EXPECT_EQ(with({.catalogue_item = "c1"}), Ids{1});
    EXPECT_EQ(with({.year = 2021}), Ids{2});
    EXPECT_EQ(with({.from = Date(2021, 1, 1), .to = Date(2022, 12, 31)}), (Ids{2, 3}));
    EXPECT_EQ(with({.from = Date(2022, 1, 1), .to = Date(2021, 1, 1)}), Ids{});
    EXPECT_EQ(with({.units = {"u1"}}, ""), (Ids{1, 4}));
}

TEST_F(SearcherTest, SortsByDateAndCountsFacets) {
    auto answer = searcher->search({.text = "公开", .sort = Sort::date, .facets = true});
    EXPECT_EQ(ids(answer), (Ids{3, 2, 5, 1}));
    EXPECT_TRUE(answer.facets.exact);
    EXPECT_EQ(answer.facets.subjects, (std::vector<FacetValue>{{"B02", 2}, {"A01", 1}}));
    EXPECT_EQ(answer.facets.kinds, (std::vector<FacetValue>{{"notice", 3}, {"order", 1}}));
    EXPECT_EQ(answer.facets.years.front(), (FacetValue{"2022", 1}));
    EXPECT_EQ(answer.facets.units.size(), 4u);
    EXPECT_EQ(ids(searcher->search({.text = "  "})), (Ids{3, 2, 5, 1, 4}));
}

TEST_F(SearcherTest, PagesByCursor) {
    Ids all;
    Question question{.text = "公开", .limit = 1};
    for (int page = 0; page < 10; ++page) {
        auto answer = searcher->search(question);
        EXPECT_EQ(answer.total, 4);
        EXPECT_TRUE(answer.total_is_exact);
        for (auto id : ids(answer)) all.push_back(id);
        if ((question.cursor = answer.next_cursor).empty()) break;
    }
    EXPECT_EQ(sorted(all), (Ids{1, 2, 3, 5}));
    for (auto broken : {"x", "p", "p-1", "p0", "p00a", "pA", "p7pt", "pzzzzzzzzzzzzzzzz", "l", "l1", "llpa", "pa "}) {
        EXPECT_EQ(searcher->search({.text = "公开", .cursor = broken}).hits.size(), 4u) << broken;
        EXPECT_FALSE(is_cursor(broken)) << broken;
    }
    for (auto whole : {"p1", "pa", "p7ps", "lpa"}) EXPECT_TRUE(is_cursor(whole)) << whole;
}

TEST(SearcherDepth, TellsWhereTheReadingEnds) {
    auto folder = fs::temp_directory_path() / ("search_depth_test." + std::to_string(getpid()));
    fs::remove_all(folder);
    Index index(folder);
    for (Id id = 1; id <= deepest + 20; ++id) index.put(notice(id, "通知", ""));
    index.commit(1);
    Searcher searcher(folder);
    auto before = searcher.search({.text = "通知", .limit = 10, .cursor = "p7pi"});  // from 9990
    EXPECT_EQ(before.next_cursor, "p7ps");
    EXPECT_FALSE(before.cut_off);
    auto last = searcher.search({.text = "通知", .limit = 10, .cursor = before.next_cursor});
    EXPECT_EQ(last.hits.size(), 10u);
    EXPECT_TRUE(last.next_cursor.empty());
    EXPECT_TRUE(last.cut_off);
    EXPECT_EQ(last.total, deepest + 20);
    auto whole = searcher.search({.text = "通知", .limit = 20, .cursor = before.next_cursor});
    EXPECT_TRUE(whole.next_cursor.empty());
    EXPECT_FALSE(whole.cut_off) << "nothing is left behind it";
    fs::remove_all(folder);
}

/// Every record that holds the phrase is reached, each once, where some that hold only its pairs of characters stand between.
TEST(SearcherPhrases, PagesByCursor) {
    auto folder = fs::temp_directory_path() / ("search_phrases_test." + std::to_string(getpid()));
    fs::remove_all(folder);
    Index index(folder);
    auto fill = [&](Id from, Id to) {
        for (Id id = from; id <= to; ++id)
            index.put(notice(id, "通知", id % 5 == 0 ? "农田水、田水利、水利工程各有安排" : "安排农田水利工程"));
        index.commit(to);
    };
    auto page_through = [&](int limit) {
        Searcher searcher(folder);
        Ids all;
        Question question{.text = "\"农田水利工程\"", .limit = limit, .may_loosen = false};
        do {
            auto answer = searcher.search(question);
            EXPECT_FALSE(answer.hits.empty());
            for (auto const& hit : answer.hits) all.push_back(hit.id);
            question.cursor = answer.next_cursor;
        } while (!question.cursor.empty() && all.size() < 1000);
        std::sort(all.begin(), all.end());
        return all;
    };
    auto expected = [](Id to) {
        Ids out;
        for (Id id = 1; id <= to; ++id)
            if (id % 5 != 0) out.push_back(id);
        return out;
    };
    fill(1, 31);
    for (int limit : {1, 7, 10, 25, 100}) EXPECT_EQ(page_through(limit), expected(31)) << limit;
    auto first = Searcher(folder).search({.text = "\"农田水利工程\"", .limit = 10});
    EXPECT_EQ(first.total, 25);
    EXPECT_TRUE(first.total_is_exact);
    fill(32, 700);
    for (int limit : {10, 100}) EXPECT_EQ(page_through(limit), expected(700)) << limit;
    fs::remove_all(folder);
}

TEST_F(SearcherTest, LoosensWhenNothingMatches) {
    auto answer = searcher->search({.text = "森林 航天器"});
    EXPECT_TRUE(answer.loosened);
    EXPECT_EQ(ids(answer), Ids{3});
    ASSERT_EQ(answer.dropped.size(), 1u);
    EXPECT_EQ(answer.dropped[0].substr(0, 6), "航天");
    EXPECT_TRUE(strict("森林 航天器").empty());
    auto none = searcher->search({.text = "龘靐齉"});
    EXPECT_FALSE(none.loosened);
    EXPECT_EQ(none.total, 0);
}

TEST_F(SearcherTest, NamesTheWordThatNoHitHolds) {
    auto answer = searcher->search({.text = "医保 缴费 标准 青铜器"});
    EXPECT_FALSE(answer.hits.empty());
    EXPECT_TRUE(answer.loosened);
    ASSERT_EQ(answer.dropped.size(), 1u);
    EXPECT_EQ(answer.dropped[0].substr(0, 6), "青铜");
    auto whole = searcher->search({.text = "医保 缴费 标准 手机 办理"});
    EXPECT_EQ(ids(whole).front(), 2);
    EXPECT_FALSE(whole.loosened);
    EXPECT_TRUE(whole.dropped.empty());
}

TEST_F(SearcherTest, SuggestsTitles) {
    auto titles = [&](std::string typed) {
        std::vector<Id> out;
        for (auto const& one : searcher->suggest(typed)) out.push_back(one.id);
        return out;
    };
    EXPECT_EQ(titles("森林"), Ids{3});
    EXPECT_EQ(titles("senl"), Ids{3});
    EXPECT_EQ(titles("slfh"), Ids{3});
    EXPECT_EQ(titles("台湾"), Ids{4});
    EXPECT_EQ(titles("重庆银"), Ids{5});
    EXPECT_TRUE(titles("").empty());
    EXPECT_EQ(searcher->suggest("senlin").at(0).url, "/d/3");
}

TEST_F(SearcherTest, AnswersAnything) {
    std::string long_text;
    for (int i = 0; i < 10'000; ++i) long_text += i % 7 ? "公" : "开 a";
    for (std::string text : {std::string("\0", 1), std::string("公\0开", 7), std::string("\xFF\xFE\xE6\x94"), std::string("。，！？"),
                             std::string("“公开"), std::string("\"\"\"\""), std::string("AND OR NOT NEAR/3 title:x* +a -b (c"),
                             std::string("*"), std::string("^公"), std::string("a*b?c"), std::string("〔〕号"), std::string(300, '('),
                             std::string("2019"), std::string("%s%n"), std::string("<script>"), std::string(10'000, 'z'), long_text}) {
        for (auto sort : {Sort::relevance, Sort::date})
            EXPECT_LE(searcher->search({.text = text, .sort = sort, .limit = -5, .facets = true}).hits.size(), 1u);
        EXPECT_LE(searcher->suggest(text, 1000).size(), 8u);
    }
    EXPECT_EQ(searcher->search({.text = "。！"}).total, 0);
}

}  // namespace
}  // namespace mingtang::search
