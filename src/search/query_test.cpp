#include "search/query.hpp"

#include <gtest/gtest.h>

namespace mingtang::search {
namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (auto const& stretch : parse_query(text).stretches)
        for (auto const& word : stretch.words) out.push_back((word.asking ? "?" : "") + word.text());
    return out;
}

TEST(Query, IsCutIntoWords) {
    EXPECT_EQ(words_of("如何辦理登記？"), (std::vector<std::string>{"?如何", "办理", "登记"}));
    EXPECT_EQ(words_of("政务公开 2019 PDF"), (std::vector<std::string>{"政务", "公开", "2019", "pdf"}));
    EXPECT_EQ(words_of("苏镜宇的原名"), (std::vector<std::string>{"苏镜宇", "?的", "原名"}));
}

TEST(Query, KnowsQuotedPhrases) {
    for (auto text : {"“放管服”改革", "\"放管服\"改革", "「放管服」改革", "『放管服』改革", "＂放管服＂改革"}) {
        auto query = parse_query(text);
        ASSERT_EQ(query.phrases.size(), 1u) << text;
        EXPECT_EQ(query.phrases[0].text(), "放管服") << text;
        EXPECT_EQ(words_of(text), (std::vector<std::string>{"改革"})) << text;
    }
    EXPECT_TRUE(parse_query("“没有结尾").phrases.empty());
    EXPECT_TRUE(parse_query("\"\"").empty());
}

TEST(Query, KnowsNumbers) {
    auto query = parse_query("國辦發〔２０１９〕14號 通知");
    ASSERT_EQ(query.numbers.size(), 1u);
    EXPECT_EQ(query.numbers[0].text(), "国办发[2019]14");
    EXPECT_EQ(words_of("國辦發〔２０１９〕14號 通知"), (std::vector<std::string>{"通知"}));
    EXPECT_EQ(parse_query("11341702486344515H/2021").index_number, "11341702486344515h/2021");
    EXPECT_TRUE(parse_query("\"国办发〔2019〕14号\"").phrases.empty());
}

TEST(Query, TakesAnything) {
    std::string long_text;
    for (int i = 0; i < 10'000; ++i) long_text += "政";
    std::size_t count = 0;
    for (auto const& stretch : parse_query(long_text).stretches)
        for (auto const& word : stretch.words) count += word.tokens.size();
    EXPECT_LE(count, 64u);
    for (std::string text : {std::string(), std::string("\0\0", 2), std::string("\xFF\xFE\xE6"), std::string("。，！？——"),
                             std::string("\"“「"), std::string("()[]〔〕")})
        EXPECT_TRUE(parse_query(text).phrases.empty() && parse_query(text).numbers.empty());
    EXPECT_TRUE(parse_query("。，！？——").empty());
}

}  // namespace
}  // namespace mingtang::search
