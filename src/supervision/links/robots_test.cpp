#include "supervision/links/robots.hpp"

#include <gtest/gtest.h>

namespace mingtang::supervision::links {
namespace {

constexpr std::string_view own = "mingtang-patrol";

/// robots.txt, path, allowed. The examples of RFC 9309 5.1 and 5.2 are among them.
TEST(Robots, DecideAsTheRfcSays) {
    std::string const rfc =
        "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n"
        "User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n"
        "User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n";
    struct Row {
        std::string text, token, path;
        bool allowed;
    };
    std::vector<Row> const rows{
        {"", "x", "/a", true},
        {rfc, "foobot", "/example/page.html", true},
        {rfc, "FooBot", "/example/other", false},
        {rfc, "foobot", "/robots.txt", true},
        {rfc, "bazbot", "/example/page.html", false},
        {rfc, "barbot", "/example/other.html", true},
        {rfc, "quxbot", "/example/page.gif", true},
        {rfc, "other", "/a.gif", false},
        {rfc, "other", "/a.gif?x", true},
        {rfc, "other", "/publications/a", true},
        {"User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n", "foobot", "/example/page/disallowed.gif",
         false},
        {"user-agent: *\ndisallow: /\nuser-agent: mingtang-patrol\nallow: /\n", std::string(own), "/a", true},
        {"user-agent: *\nallow: /\n\nuser-agent: Mingtang-Patrol/1.0 (+x)\ndisallow: /b\n", std::string(own), "/b/c", false},
        {"user-agent: mingtang\ndisallow: /\n", std::string(own), "/a", true},
        {"user-agent: mingtang-patrol\ndisallow: /a\n\nuser-agent: x\ndisallow: /\n\nuser-agent: mingtang-patrol\ndisallow: /b\n",
         std::string(own), "/b", false},
        {"user-agent: x\nuser-agent: mingtang-patrol\nsitemap: https://a.cn/s.xml\ndisallow: /a\n", std::string(own), "/a", false},
        {"disallow: /\n", std::string(own), "/a", true},
        {"\xEF\xBB\xBFuser-agent: * # all\r\ndisallow: /a # not this\rdisallow: /b\r\n", std::string(own), "/b", false},
        {"user-agent: *\ndisallow:\n", std::string(own), "/a", true},
        {"user-agent: *\ndisallow: /a\nallow: /a\n", std::string(own), "/a", true},
        {"user-agent: *\ndisallow: /*/b$\n", std::string(own), "/a/b", false},
        {"user-agent: *\ndisallow: /*/b$\n", std::string(own), "/a/bc/b", false},
        {"user-agent: *\ndisallow: /*/b$\n", std::string(own), "/a/b/c", true},
        {"user-agent: *\ndisallow: /*a*b*c\n", std::string(own), "/xxaxxbxxcxx", false},
        {"user-agent: *\ndisallow: /*?\n", std::string(own), "/a?b=1", false},
        {"user-agent: *\ndisallow: /政策\n", std::string(own), "/%e6%94%bf%e7%ad%96/1", false},
        {"user-agent: *\ndisallow: /%7Ejoe\n", std::string(own), "/~joe/a", false},
        {"user-agent: *\ndisallow: /a%2fb\n", std::string(own), "/a/b", true},
        {"no robots at all\n<html>\n", std::string(own), "/a", true},
    };
    for (auto const& row : rows) EXPECT_EQ(Robots(row.text, row.token).allows(row.path), row.allowed) << row.text << row.path;
}

TEST(Robots, MayAskForLongerPauses) {
    EXPECT_EQ(Robots("user-agent: *\ncrawl-delay: 10\n", own).delay_seconds(), 10);
    EXPECT_EQ(Robots("user-agent: *\ncrawl-delay: 99999\n", own).delay_seconds(), 60);
    EXPECT_EQ(Robots("user-agent: *\ncrawl-delay: x\n", own).delay_seconds(), 0);
    EXPECT_EQ(Robots("user-agent: other\ncrawl-delay: 10\n", own).delay_seconds(), 0);
}

TEST(Robots, TakeTheirTimeOnlySoLong) {
    std::string stars = "user-agent: *\n";
    for (int i = 0; i < 2000; ++i) stars += "disallow: /" + std::string(100, '*') + "a*a*a*a*a*a*b$\n";
    EXPECT_TRUE(Robots(stars, own).allows("/" + std::string(1900, 'a')));
    auto cut = "user-agent: *\n" + std::string(600 << 10, '\n') + "disallow: /\n";
    EXPECT_TRUE(Robots(cut, own).allows("/a"));
}

}  // namespace
}  // namespace mingtang::supervision::links
