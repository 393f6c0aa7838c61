#include <pugixml.hpp>

#include "channels/portal_fixture.hpp"

namespace mingtang::channels {
namespace {

Id number_in(std::string const& text, std::string_view before) {
    auto at = text.find(before);
    return at == std::string::npos ? 0 : std::stoll(text.substr(at + before.size()));
}

TEST_P(PortalTest, PublishedStandsOnItsPageAndInEveryList) {
    EXPECT_EQ(get("/").status, 200);  // kept before anything was published
    auto id = import(document("a", "2026年部门预算"));
    auto page = body(get(path(id)));
    EXPECT_THAT(page, HasSubstr("<h1 class=\"doc-title\">2026年部门预算</h1>"));
    EXPECT_THAT(page, HasSubstr("caizheng/202611-00001"));
    EXPECT_THAT(page, HasSubstr("<meta name=\"ArticleTitle\" content=\"2026年部门预算\">"));
    EXPECT_THAT(page, HasSubstr("rel=\"canonical\""));
    for (std::string list : {"/", "/disclosure", "/disclosure/year/2026", "/disclosure/year/2026/11", "/units/caizheng",
                             "/units/caizheng/disclosure", "/subjects/zijin", "/kinds/budget", "/feeds/all.atom", "/feeds/all.rss",
                             "/feeds/units/caizheng.atom", "/feeds/subjects/zijin.atom", "/search?q=x"}) {
        auto response = get(list);
        EXPECT_EQ(response.status, 200) << list;
        EXPECT_THAT(body(response), HasSubstr("2026年部门预算")) << list;
    }
    for (auto item : {standard_, item_}) EXPECT_THAT(body(get("/catalogue/items/" + std::to_string(item))), HasSubstr("2026年部门预算"));
    EXPECT_THAT(body(get("/sitemaps/1.xml")), HasSubstr("https://www.qinghe.example" + path(id) + "<"));
    EXPECT_EQ(get("/index/caizheng/202611-00001").status, 301);
    import(document("b", "七月的预算", Date(2026, 7, 2)));
    EXPECT_THAT(body(get("/disclosure")), HasSubstr(">2026年7月</h2>"));
    EXPECT_EQ(get("/disclosure/year/2025").status, 200);
    EXPECT_THAT(body(get("/disclosure/year/2025")), Not(HasSubstr("2026年部门预算")));
}

TEST_P(PortalTest, AnEarlierEditionStaysReadableAndCompared) {
    auto id = import(document("a", "旧题"));
    EXPECT_THAT(body(get(path(id))), HasSubstr("旧题"));
    auto changed = document("a", "新题");
    import(changed);
    EXPECT_THAT(body(get(path(id))), HasSubstr("<h1 class=\"doc-title\">新题</h1>"));
    auto old = get(path(id) + "/editions/1");
    EXPECT_EQ(old.status, 200);
    EXPECT_THAT(body(old), HasSubstr("notice--old"));
    EXPECT_THAT(body(old), HasSubstr("旧题"));
    auto compared = body(get(path(id) + "/editions/1?compare=1"));
    EXPECT_THAT(compared, HasSubstr("<del>"));
    auto text = compared.substr(compared.find("doc-body"));
    EXPECT_THAT(text, HasSubstr("<del>旧</del>"));
    EXPECT_THAT(text, HasSubstr("<ins>新</ins>"));
    EXPECT_EQ(get(path(id) + "/editions/2").status, 303);
    EXPECT_EQ(get(path(id) + "/editions/3").status, 404);
}

TEST_P(PortalTest, WithdrawnIsGoneAtEveryAddressItEverHad) {
    auto first = document("a", "含有错误的预算");
    first.files = {{"表一.pdf", "application/pdf", temporary("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")}};
    auto id = import(first);
    auto file = number_in(body(get(path(id))), "href=\"/files/");
    ASSERT_GT(file, 0);
    std::string const file_path = "/files/" + std::to_string(file) + "/表一.pdf";
    auto served = get(file_path);
    EXPECT_EQ(served.status, 200);
    EXPECT_TRUE(std::holds_alternative<http::FileBody>(served.body));
    EXPECT_THAT(*served.header("Content-Disposition"), testing::StartsWith("inline;"));
    auto second = document("a", "改过的预算");
    second.source_digest = "2";
    import(second);
    std::vector<std::string> gone{path(id),
                                  path(id) + "/editions/1",
                                  path(id) + "/editions/1?compare=1",
                                  path(id) + "/editions/2",
                                  path(id) + "/qr.svg",
                                  file_path,
                                  "/api/v1/disclosures/" + std::to_string(id)};
    std::vector<std::string> lists{"/",
                                   "/disclosure",
                                   "/disclosure/year/2026/11",
                                   "/units/caizheng",
                                   "/units/caizheng/disclosure",
                                   "/subjects/zijin",
                                   "/kinds/budget",
                                   "/catalogue/items/" + std::to_string(item_),
                                   "/catalogue/items/" + std::to_string(standard_),
                                   "/feeds/all.atom",
                                   "/feeds/all.rss",
                                   "/feeds/units/caizheng.atom",
                                   "/feeds/subjects/zijin.rss",
                                   "/feeds/catalogue/" + std::to_string(standard_) + ".atom",
                                   "/sitemaps/1.xml",
                                   "/search?q=x",
                                   "/suggest?q=x",
                                   "/api/v1/disclosures",
                                   "/api/v1/search?q=x"};
    for (auto const& address : gone) get(address);
    for (auto const& address : lists) get(address);  // all kept now

    ASSERT_TRUE(act([&](Context& in) { return disclosure::withdraw(in, id, "数据有误，需要重新核实"); }));
    touch();
    for (auto const& address : gone) {
        auto response = get(address);
        EXPECT_EQ(response.status, 410) << address;
        EXPECT_THAT(body(response), Not(HasSubstr("预算"))) << address;
        EXPECT_THAT(body(response), Not(HasSubstr("一百万元"))) << address;
    }
    for (auto const& address : lists) {
        auto text = body(get(address));
        EXPECT_THAT(text, Not(HasSubstr("的预算"))) << address;
        EXPECT_THAT(text, Not(HasSubstr(path(id) + "\""))) << address;
    }
    auto notice = body(get(path(id)));
    EXPECT_THAT(notice, HasSubstr("caizheng/202611-00001"));
    EXPECT_THAT(notice, HasSubstr("数据有误，需要重新核实"));
    EXPECT_THAT(body(get("/feeds/all.atom")),
                HasSubstr("<at:deleted-entry ref=\"tag:www.qinghe.example,2026:disclosure/" + std::to_string(id) + "\""));
}

TEST_P(PortalTest, WhatWasNeverPublicLooksLikeNothing) {
    auto internal = document("i", "内部事项");
    internal.form.scope = "unit";
    Id id = 0;
    ASSERT_TRUE(act([&](Context& in) { return disclosure::import_document(in, unit_, internal, true, &id); }));
    ASSERT_GT(id, 0);
    touch();
    for (auto const& address : {path(id), path(id) + "/editions/1", path(id) + "/qr.svg", "/api/v1/disclosures/" + std::to_string(id)}) {
        EXPECT_EQ(get(address).status, 404) << address;
        EXPECT_THAT(body(get(address)), Not(HasSubstr("内部事项"))) << address;
    }
    auto without_address = [this](Id one) {  // the links for the size of type lead back to the address itself
        auto page = body(get(path(one)));
        for (auto at = page.find("%2Fdisclosure%2F"); at != page.npos; at = page.find("%2Fdisclosure%2F"))
            page.erase(at, page.find('"', at) - at);
        return page;
    };
    EXPECT_EQ(without_address(id), without_address(987654));
}

TEST_P(PortalTest, FeedsAreWellFormed) {
    import(document("a", "甲 <b> & \"乙\""));
    for (std::string feed : {"/feeds/all.atom", "/feeds/all.rss", "/feeds/units/caizheng.rss", "/sitemap.xml", "/sitemaps/0.xml",
                             "/sitemaps/1.xml", "/opensearch.xml"}) {
        pugi::xml_document parsed;
        auto text = body(get(feed));
        EXPECT_TRUE(parsed.load_string(text.c_str())) << feed << text;
    }
    pugi::xml_document atom;
    ASSERT_TRUE(atom.load_string(body(get("/feeds/all.atom")).c_str()));
    EXPECT_STREQ(atom.select_node("/feed/entry/title").node().text().get(), "甲 <b> & \"乙\"");
}

TEST_P(PortalTest, CursorsWalkTheWholeListWithoutGaps) {
    std::set<Id> made, seen;
    for (int i = 0; i < 45; ++i)
        made.insert(import(document("d" + std::to_string(i), "第" + std::to_string(i) + "件", Date(2026, 11, 20) - i / 4)));
    std::string cursor;
    do {
        auto part = json_of("/api/v1/disclosures?limit=7" + (cursor.empty() ? "" : "&cursor=" + cursor));
        EXPECT_EQ(part.at("total").to_number<int>(), 45);
        for (auto const& row : part.at("disclosures").as_array()) EXPECT_TRUE(seen.insert(row.at("id").to_number<Id>()).second);
        cursor = json::text(part, "cursor");
    } while (!cursor.empty());
    EXPECT_EQ(seen, made);
    auto page = body(get("/disclosure"));
    EXPECT_THAT(page, HasSubstr("rel=\"next\""));
    EXPECT_THAT(body(get("/feeds/all.atom")), Not(HasSubstr("rel=\"next\"")));
}

TEST_P(PortalTest, ParametersOfTheInterfaceAreRefusedByName) {
    for (std::string wrong : {"/api/v1/units?colour=red", "/api/v1/search?colour=red", "/api/v1/disclosures?colour=red"}) {
        auto response = get(wrong);
        EXPECT_EQ(response.status, 422) << wrong;
        auto told = boost::json::parse(body(response)).as_object();
        EXPECT_EQ(told.at("code").as_string(), "api.parameter.unknown");
        EXPECT_EQ(told.at("field").as_string(), "colour");
        EXPECT_TRUE(told.contains("article"));
        EXPECT_THAT(std::string(told.at("message").as_string()), HasSubstr("colour"));
    }
    for (std::string wrong : {"limit=0", "limit=101", "limit=x", "year=20266", "month=13&year=2026", "kind=song", "cursor=zz", "unit=none"})
        EXPECT_EQ(get("/api/v1/disclosures?" + wrong).status, 422) << wrong;
    for (std::string wrong :
         {"limit=0", "year=20266", "sort=best", "cursor=zz", "cursor=p0", "cursor=p-1", "cursor=pzzzz", "cursor=l", "unit=none"}) {
        auto response = get("/api/v1/search?q=x&" + wrong);
        EXPECT_EQ(response.status, 422) << wrong;
        auto told = boost::json::parse(body(response)).as_object();
        EXPECT_EQ(told.at("code").as_string(), "api.parameter.invalid");
        EXPECT_EQ(std::string(told.at("field").as_string()), wrong.substr(0, wrong.find('=')));
    }
    for (std::string right : {"unit=caizheng", "cursor=pa", "cursor=lpa", "cursor=", "unit="})
        EXPECT_EQ(get("/api/v1/search?q=x&" + right).status, 200) << right;
    auto found = json_of("/api/v1/search?q=x");
    EXPECT_TRUE(found.contains("total") && found.contains("total_is_exact") && found.contains("hits"));
    EXPECT_EQ(get("/api/nope").status, 404);
}

TEST_P(PortalTest, UnknownParametersFillNoCache) {
    get("/disclosure");
    auto before = pages_.figures().pages;
    for (int i = 0; i < 5; ++i) get("/disclosure?x=" + std::to_string(i));
    EXPECT_EQ(pages_.figures().pages, before);
    EXPECT_EQ(get("/units/caizheng/disclosure?year=abc").status, 404);
}

TEST_P(PortalTest, AnEmptyEntryOfTheCatalogueShowsNoCountOfItsNeighbours) {
    import(document("a", "预算"));
    act([&](Context& in) -> Done {
        catalogue::Item empty{.domain = "general", .code = "general-08", .level1 = "财政信息", .level2 = "决算"};
        catalogue::store::save(in.tx, empty);
        return {};
    });
    EXPECT_THAT(body(get("/catalogue")), HasSubstr("<span class=\"name\">决算</span><span class=\"count\">暂无</span></a>"));
}

TEST_P(PortalTest, TheCatalogueIsASafeSpreadsheet) {
    auto csv = get("/catalogue/export.csv");
    EXPECT_TRUE(body(csv).starts_with("\xEF\xBB\xBF"));
    EXPECT_THAT(body(csv), HasSubstr("\"'=1+1\""));
    EXPECT_THAT(*csv.header("Content-Disposition"), HasSubstr("attachment"));
}

TEST_P(PortalTest, TermsAreCountedWithoutPersons) {
    import(document("a", "预算"));
    get("/search?q=预算");
    get("/search?q=预算");
    get("/search?q=13800138000");
    get("/search?q=a@b.cn");
    terms_.write();
    auto tx = trial_.database().read();
    auto term = store::term(tx, "预算");
    ASSERT_TRUE(term);
    EXPECT_EQ(term->searches, 2);
    EXPECT_EQ(term->misses, 0);
    EXPECT_FALSE(store::term(tx, "13800138000"));
    EXPECT_FALSE(store::term(tx, "a@b.cn"));
}

TEST(Tags, AnEventTouchesWhatShowsIt) {
    journal::Event event{.unit_id = 5,
                         .name = "disclosure.revised",
                         .subject = "disclosure:12",
                         .data = R"({"catalogue_item_id":7,"kind":"plan","subjects":",a,b,"})"};
    EXPECT_THAT(tags_of(event), testing::UnorderedElementsAre("disclosure:12", "list:all", "list:unit:5", "list:item:7", "list:subject:a",
                                                              "list:subject:b", "list:kind:plan"));
    event.name = "disclosure.saved";
    EXPECT_TRUE(tags_of(event).empty());
    EXPECT_EQ(tags_of({.name = "organ.setting_changed"}), std::vector<std::string>{"site"});
}

INSTANTIATE_TEST_SUITE_P(Both, PortalTest, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::channels
