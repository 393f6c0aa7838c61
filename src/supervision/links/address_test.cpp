#include "supervision/links/address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

namespace mingtang::supervision::links {
namespace {

bool is_public_text(std::string const& text) {
    sockaddr_storage place{};
    auto& four = reinterpret_cast<sockaddr_in&>(place);
    auto& six = reinterpret_cast<sockaddr_in6&>(place);
    if (::inet_pton(AF_INET, text.c_str(), &four.sin_addr) == 1) {
        four.sin_family = AF_INET;
    } else {
        EXPECT_EQ(::inet_pton(AF_INET6, text.c_str(), &six.sin6_addr), 1) << text;
        six.sin6_family = AF_INET6;
    }
    return is_public(reinterpret_cast<sockaddr const&>(place));
}

TEST(IsPublic, OfTheRegistries) {
    for (auto text : {"1.1.1.1", "202.106.0.20", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "223.255.255.254",
                      "192.0.1.1", "2400:3200::1", "2001:4860:4860::8888", "2002:0101:0101::1", "64:ff9b::1.1.1.1", "::ffff:1.1.1.1"})
        EXPECT_TRUE(is_public_text(text)) << text;
    for (auto text : {"0.0.0.0",
                      "0.1.2.3",
                      "10.0.0.1",
                      "100.64.0.1",
                      "127.0.0.1",
                      "127.255.255.255",
                      "169.254.169.254",
                      "172.16.0.1",
                      "172.31.255.255",
                      "192.0.0.1",
                      "192.0.2.1",
                      "192.168.1.1",
                      "198.18.0.1",
                      "198.19.255.255",
                      "198.51.100.1",
                      "203.0.113.1",
                      "224.0.0.1",
                      "240.0.0.1",
                      "255.255.255.255",
                      "::",
                      "::1",
                      "::ffff:127.0.0.1",
                      "::ffff:10.0.0.1",
                      "::127.0.0.1",
                      "64:ff9b::10.0.0.1",
                      "64:ff9b:1::1",
                      "2001::1",
                      "2001:db8::1",
                      "2002:7f00:0001::1",
                      "2002:c0a8:0101::",
                      "fc00::1",
                      "fd12::1",
                      "fe80::1",
                      "ff02::1",
                      "3fff::1",
                      "4000::1"})
        EXPECT_FALSE(is_public_text(text)) << text;
}

TEST(ReadAddress, InOneForm) {
    struct Row {
        char const *typed, *url;
    };
    for (auto const& row : std::vector<Row>{{"http://www.Gov.CN", "http://www.gov.cn/"},
                                            {"HTTPS://www.gov.cn:443/a?b#c", "https://www.gov.cn/a?b"},
                                            {"http://www.gov.cn:80?x=1", "http://www.gov.cn/?x=1"},
                                            {"http://www.gov.cn:8080/a", "http://www.gov.cn:8080/a"},
                                            {"http://a.cn/政策 1.html", "http://a.cn/%E6%94%BF%E7%AD%96%201.html"},
                                            {"http://a.cn/%e4?x=%41", "http://a.cn/%e4?x=%41"},
                                            {"http://政务.cn/a", "http://政务.cn/a"},
                                            {"http://[2400:3200::1]:81/a", "http://[2400:3200::1]:81/a"}}) {
        auto address = read_address(row.typed);
        ASSERT_TRUE(address) << row.typed;
        EXPECT_EQ(address->url, row.url);
    }
    for (auto typed :
         {"", "/a", "//a.cn/", "mailto:a@b.cn", "ftp://a.cn/", "javascript:alert(1)", "file:///etc/passwd", "http://", "http:///a",
          "http://user:pass@a.cn/", "http://a b.cn/", "http://a.cn\\@b.cn/", "http://a%2f.cn/", "http://a\r\nHost: b/"})
        EXPECT_FALSE(read_address(typed)) << typed;
    EXPECT_FALSE(read_address("http://a.cn/" + std::string(2000, 'a')));
}

TEST(ReadAddress, KnowsNumbers) {
    for (auto typed : {"http://10.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.0.0.1:80/", "http://[::1]/"})
        EXPECT_TRUE(read_address(typed)->is_number) << typed;
    for (auto typed : {"http://localhost/", "http://1a.cn/", "http://a.10.cn:8080/"}) EXPECT_FALSE(read_address(typed)->is_number) << typed;
}

TEST(OutsideLinks, EachOnceWithoutThoseInside) {
    std::vector<std::string> urls;
    for (auto const& one : outside_links(
             "<p><a href=\"/a\">1</a><a href=\"https://b.cn/x?a=1&amp;b=2\" rel=\"nofollow\">2</a><a href=\"https://b.cn/x?a=1&amp;b="
             "2#c\">3</a><a href=\"mailto:a@b.cn\">4</a><a href=\"http://c.cn\">5</a><a href=\"http://d.cn"))
        urls.push_back(one.url);
    EXPECT_EQ(urls, (std::vector<std::string>{"https://b.cn/x?a=1&b=2", "http://c.cn/"}));
}

}  // namespace
}  // namespace mingtang::supervision::links
