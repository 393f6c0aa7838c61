#include "channels/portal_fixture.hpp"

/// What the page cache keeps of the portal, and what it never does.
namespace mingtang::channels {
namespace {

TEST_P(PortalTest, JunkAddressesAreNotKept) {
    auto before = pages_.figures().pages;
    for (std::string junk :
         {"/nothing", "/disclosure/999999", "/units/nobody", "/disclosure/year/9999", "/subjects/none", "/catalogue/none",
          "/disclosure?after=junk", "/law/none", "/assets/none.css", "/guide/nobody", "/sitemaps/77.xml", "/api/v1/units/nobody",
          "/api/v1/disclosures?limit=1000", "/disclosure/0001", "/disclosure/1/editions/01"})
        EXPECT_GE(get(junk).status, 400) << junk;
    EXPECT_EQ(pages_.figures().pages, before);
    EXPECT_EQ(get("/disclosure/year/1931/04").status, 200);
    EXPECT_EQ(pages_.figures().pages, before) << "months in which nothing was published have no end";
}

TEST_P(PortalTest, OnePageHasOneKeyHoweverItsAddressIsWritten) {
    import(document("a", "预算"));
    get("/units/caizheng/disclosure?year=2026&kind=budget");
    auto before = pages_.figures().pages;
    for (std::string other : {"?kind=budget&year=2026", "?year=2026&kind=budget&utm_source=x", "?year=2026&kind=budget&year=2025",
                              "?&year=2026&&kind=budget", "?text=large&year=2026&kind=budget"})
        EXPECT_EQ(get("/units/caizheng/disclosure" + other).status, 200) << other;
    EXPECT_EQ(pages_.figures().pages, before);
}

TEST_P(PortalTest, APageShowsNothingOfTheAddressThatItWasAskedUnder) {
    import(document("a", "预算"));
    EXPECT_EQ(get("/disclosure?evil=%22%3E%3Cscript%3E").status, 200);
    EXPECT_THAT(body(get("/disclosure")), Not(HasSubstr("evil")));
}

TEST_P(PortalTest, QueriesHaveAShareOfTheCacheAndPushNoPageOut) {
    import(document("a", "预算"));
    get("/");
    get("/units/caizheng");
    auto pages = pages_.figures();
    for (int i = 1; i < 300; ++i) get("/disclosure?after=2026-11-21~" + std::to_string(i));
    auto then = pages_.figures();
    EXPECT_GT(then.variant_bytes, 0u);
    EXPECT_LE(then.variant_bytes, (64u << 20) / 4);
    EXPECT_GE(then.bytes - then.variant_bytes, pages.bytes);
}

TEST_P(PortalTest, TheChosenSizeOfTypeIsPartOfAPage) {
    auto chosen = get("/text-size?size=large&next=/search?q=x");
    EXPECT_EQ(chosen.status, 303);
    EXPECT_EQ(*chosen.header("Location"), "/search?q=x");
    EXPECT_THAT(*chosen.header("Set-Cookie"), testing::StartsWith("text=large;"));
    EXPECT_THAT(*get("/text-size?size=normal&next=/").header("Set-Cookie"), HasSubstr("Max-Age=0"));
    for (std::string elsewhere : {"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""})
        EXPECT_EQ(*get("/text-size?size=large&next=" + elsewhere).header("Location"), "/") << elsewhere;
    cookie_ = "large";
    EXPECT_THAT(body(get("/disclosure")), HasSubstr("class=\"text-large\""));
    auto pages = pages_.figures().pages;
    for (auto junk : {"huge", "large2", "../x"}) {
        cookie_ = junk;
        EXPECT_THAT(body(get("/disclosure")), HasSubstr("class=\"\""));
    }
    EXPECT_LE(pages_.figures().pages, pages + 1) << "the plain page only";
    cookie_.clear();
    EXPECT_THAT(body(get("/disclosure?kind=notice")), HasSubstr("href=\"/text-size?size=large&amp;next=%2Fdisclosure%3Fkind%3Dnotice\""));
}

TEST_P(PortalTest, ListsAreReadForwardAndBack) {
    for (int i = 0; i < 75; ++i) import(document("d" + std::to_string(i), "第" + std::to_string(i) + "件", Date(2026, 11, 20) - i / 4));
    auto link = [](std::string const& page, std::string const& rel) {
        auto at = page.find("rel=\"" + rel + "\" href=\"");
        if (at == page.npos) return std::string();
        at = page.find("href=\"", at) + 6;
        return page.substr(at, page.find('"', at) - at);
    };
    auto rows = [](std::string const& page) {
        std::vector<Id> ids;
        for (auto at = page.find("<li><a href=\"/disclosure/"); at != page.npos; at = page.find("<li><a href=\"/disclosure/", at + 1))
            if (auto id = std::atoll(page.c_str() + at + 25)) ids.push_back(id);
        return ids;
    };
    for (std::string list : {"/disclosure", "/subjects/zijin", "/units/caizheng/disclosure", "/kinds/budget"}) {
        auto first = body(get(list)), second = body(get(link(first, "next"))), third = body(get(link(second, "next")));
        EXPECT_EQ(link(first, "prev"), "") << list;
        EXPECT_EQ(link(third, "next"), "") << list;
        EXPECT_THAT(rows(first), testing::SizeIs(30));
        EXPECT_THAT(rows(third), testing::SizeIs(15));
        EXPECT_EQ(rows(body(get(link(third, "prev")))), rows(second)) << list;
        EXPECT_EQ(rows(body(get(link(second, "prev")))), rows(first)) << list;
        EXPECT_THAT(first, HasSubstr(">2026年11月</h2>")) << list;
        auto cut = body(get(list + "?before=2026-11-18~12"));
        EXPECT_EQ(rows(cut), rows(first)) << "too few rows before: the first page";
        EXPECT_THAT(second, HasSubstr("href=\"" + list + "\">第一页</a>"));
    }
    EXPECT_EQ(get("/disclosure?before=junk").status, 404);
    EXPECT_THAT(body(get("/disclosure")), HasSubstr("<link rel=\"search\" type=\"application/opensearchdescription+xml\""));
}

}  // namespace
}  // namespace mingtang::channels
