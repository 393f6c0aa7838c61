#include "search/analysis.hpp"

#include <gtest/gtest.h>

namespace mingtang::search {
namespace {

std::vector<std::string> texts(std::string_view utf8) {
    std::vector<std::string> out;
    for (auto const& t : tokens(utf8)) out.push_back(t.text);
    return out;
}

TEST(Fold, MakesWidthCaseAndScriptOne) {
    EXPECT_EQ(folded_text("ＡＢＣａ１２３"), "abca123");
    EXPECT_EQ(folded_text("政務公開條例臺灣"), "政务公开条例台湾");
    EXPECT_EQ(folded_text("Ca\u0301fe\u0301 ﬁ"), folded_text("cÁfÉ FI"));
    EXPECT_EQ(folded_text("㈠①㎡"), "(一)1m2");
    EXPECT_EQ(folded_text("a\u200Bb"), "ab");
}

TEST(Fold, KnowsWhereEachCharacterCameFrom) {
    auto folded = fold("x務①");
    ASSERT_EQ(folded.size(), 3u);
    EXPECT_EQ(folded[1].from, 1u);
    EXPECT_EQ(folded[1].to, 4u);
    EXPECT_EQ(folded[2].c, U'1');
    EXPECT_EQ(folded[2].to, 7u);
}

TEST(Fold, TakesBrokenBytes) {
    EXPECT_EQ(fold(std::string("\0\xFF\xE6\x94", 4)).size(), 4u);
    EXPECT_EQ(folded_text(""), "");
}

TEST(Tokens, AreCharactersWordsAndNumbers) {
    EXPECT_EQ(texts("公开14号，Covid19 plan"), (std::vector<std::string>{"公", "开", "14", "号", "covid", "19", "plan"}));
    auto list = tokens("通 知，a");
    EXPECT_TRUE(list[1].joined);
    EXPECT_FALSE(list[2].joined);
    EXPECT_EQ(pair_term(list[0], list[1]), "通知");
    EXPECT_EQ(pair_term(list[1], list[2]), "知 a");
}

TEST(DocumentNumbers, AreFoundInAnyBracketAndWidth) {
    for (auto text : {"国办发〔2019〕14号", "国办发[2019]14号", "国办发（2019）14号", "国办发(2019)第14号", "国办发【2019】14号",
                      "国办发「2019」14号", "國辦發〔２０１９〕１４號", "国办发 〔 2019 〕 14 号", "国办发2019-14号", "国办发2019年14号",
                      "国办发 2019 14号", "国办发〔2019〕014", "国办发﹝2019﹞14号"}) {
        auto found = document_numbers(text);
        ASSERT_EQ(found.size(), 1u) << text;
        EXPECT_EQ(found[0].text(), "国办发[2019]14") << text;
        EXPECT_EQ(found[0].from, 0u) << text;
    }
    EXPECT_EQ(document_numbers("〔2019〕14号").at(0).text(), "[2019]14");
    EXPECT_EQ(document_numbers("见国发〔2016〕5号、国办发〔2019〕14号。").size(), 2u);
    for (auto text : {"2019年14月", "国办发14号", "〔19〕14号", "国办发〔2019〕", "(2019)", "电话20191234号"})
        EXPECT_TRUE(document_numbers(text).empty()) << text;
}

TEST(IndexNumber, IsKnownByItsForm) {
    EXPECT_EQ(index_number_key(" 11341702486344515H／202110-00013 "), "11341702486344515h/202110-00013");
    EXPECT_EQ(index_number_key("11341702486344515H"), "11341702486344515h");
    EXPECT_EQ(index_number_key("000014349/2019-00031"), "000014349/2019-00031");
    for (auto text : {"", "2019", "zhengwu", "公开202110-00013", "a/b"}) EXPECT_EQ(index_number_key(text), "") << text;
}

TEST(Pinyin, KnowsReadings) {
    EXPECT_EQ(readings(U'政'), (std::vector<std::string>{"zheng"}));
    EXPECT_EQ(readings(U'重'), (std::vector<std::string>{"zhong", "chong"}));
    EXPECT_EQ(readings(U'绿').at(0), "lv");
    EXPECT_TRUE(readings(U'a').empty());
}

TEST(Pinyin, CutsLettersIntoSyllables) {
    using Ways = std::vector<std::vector<std::string>>;
    EXPECT_EQ(syllables("zhengwugongkai", 4).at(0), (std::vector<std::string>{"zheng", "wu", "gong", "kai"}));
    EXPECT_EQ(syllables("xian", 4), (Ways{{"xian"}, {"xi", "an"}}));
    EXPECT_TRUE(syllables("zwgk", 4).empty());
    EXPECT_EQ(syllables("zhengwug", 4, true).at(0), (std::vector<std::string>{"zheng", "wu", "g"}));
    EXPECT_TRUE(syllables(std::string(500, 'a'), 4).empty());
}

}  // namespace
}  // namespace mingtang::search
