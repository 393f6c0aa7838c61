#include <gtest/gtest.h>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/json.hpp"
#include "base/number.hpp"
#include "base/outcome.hpp"
#include "base/rounds.hpp"
#include "base/text.hpp"

namespace mingtang {
namespace {

TEST(NumberOf, DigitsOnlyOrNothing) {
    EXPECT_EQ(number_of("12"), 12);
    EXPECT_EQ(number_of("007"), 7);
    EXPECT_EQ(number_of("9223372036854775807"), 9223372036854775807);
    for (auto const* none : {"", "0", "-1", "+1", "1 ", "12abc", "1e3", "９", "9223372036854775808", "二"})
        EXPECT_EQ(number_of(none), 0) << none;
    EXPECT_EQ(number_of<int>("2147483647"), 2147483647);
    EXPECT_EQ(number_of<int>("2147483648"), 0);
}

TEST(Date, ReadsOnlyDaysThatExist) {
    EXPECT_EQ(Date::parse("2024-02-29")->text(), "2024-02-29");
    for (auto bad : {"2023-02-29", "2026-13-01", "2026-1-1", "20261123", "", "2026-11-31", "1899-12-31", "2026-11-2３"})
        EXPECT_FALSE(Date::parse(bad)) << bad;
    EXPECT_EQ(Date(2026, 3, 1) - Date(2026, 2, 1), 28);
    EXPECT_EQ(Date().text(), "");
    EXPECT_FALSE(Date());
}

TEST(Instant, KeepsMillisecondsAndShowsShanghai) {
    auto at = Instant::parse("2026-11-22T18:30:05.250Z");
    ASSERT_TRUE(at);
    EXPECT_EQ(at->text(), "2026-11-22T18:30:05.250Z");
    EXPECT_EQ(at->local_text(), "2026-11-23 02:30");
    EXPECT_EQ(at->local_date(), Date(2026, 11, 23));
    EXPECT_EQ(at->http_text(), "Sun, 22 Nov 2026 18:30:05 GMT");
    EXPECT_EQ(*Instant::parse("2026-11-23T02:30:05.25+08:00"), *at);
    for (auto bad : {"2026-11-22", "2026-11-22T24:00:00Z", "2026-11-22T18:30:05", "x"}) EXPECT_FALSE(Instant::parse(bad)) << bad;
}

TEST(Text, KnowsBrokenUtf8) {
    EXPECT_TRUE(text::is_utf8("政务公开 🀄"));
    for (std::string bad : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE6\x94", "\x80"}) EXPECT_FALSE(text::is_utf8(bad));
    EXPECT_EQ(text::length("政务a"), 3u);
    EXPECT_EQ(text::shorten("政务公开", 2), "政务…");
}

TEST(Text, OneLineTakesOutWhatIsNotSeen) {
    EXPECT_EQ(text::one_line("　关于\n\t印发\u202E的  通知\u200B "), "关于 印发的 通知");
    EXPECT_EQ(text::trim("　 标题　"), "标题");
    EXPECT_TRUE(text::has_controls(std::string("a\0b", 3)));
    EXPECT_FALSE(text::has_controls("a\r\n\tb"));
    EXPECT_EQ(text::split(" a ,, b", ','), (std::vector<std::string>{"a", "b"}));
}

TEST(Text, SizesAreRoundedForPeople) {
    EXPECT_EQ(text::size_words(17), "17 B");
    EXPECT_EQ(text::size_words(1023), "1023 B");
    EXPECT_EQ(text::size_words(493600), "482 KB");
    EXPECT_EQ(text::size_words(1468007), "1.4 MB");
    EXPECT_EQ(text::size_words(104857600), "100.0 MB");
}

TEST(Json, CanonicalSortsKeys) {
    EXPECT_EQ(json::canonical(boost::json::parse(R"({"b":[1,{"z":null,"a":"政"}],"a":true})")),
              R"({"a":true,"b":[1,{"a":"政","z":null}]})");
}

TEST(Digest, KnowsTheStandardVector) {
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(random_token(16).size(), 32u);
    EXPECT_NE(random_token(), random_token());
}

TEST(Refusal, HasAStatus) {
    EXPECT_EQ(status_of({"disclosure.find.not_found"}), 404);
    EXPECT_EQ(status_of({"disclosure.save.conflict"}), 409);
    EXPECT_EQ(status_of({"disclosure.publish.no_secrecy_review", "ogi-2019:17"}), 422);
}

TEST(Rounds, GoOnAfterATroubleAndEndWhenAsked) {
    std::stop_source asked;
    int made = 0;
    in_rounds(asked.get_token(), "a test", std::chrono::milliseconds(1), [&] {
        if (++made == 3) asked.request_stop();
        throw std::runtime_error("it is away");
    });
    EXPECT_EQ(made, 3);
}

}  // namespace
}  // namespace mingtang
