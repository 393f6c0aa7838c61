#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <pugixml.hpp>

#include "catalogue/store.hpp"
#include "channels/module.hpp"
#include "channels/store.hpp"
#include "channels/tags.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/store.hpp"
#include "organ/units.hpp"
#include "storage/trial.hpp"

namespace mingtang::channels {
namespace {

using disclosure::DraftForm;
using organ::Actor;
using organ::Context;
using testing::HasSubstr;
using testing::Not;

Id number_in(std::string const& text, std::string_view before) {
    auto at = text.find(before);
    return at == std::string::npos ? 0 : std::stoll(text.substr(at + before.size()));
}

/// A unit with a catalogue and a search that finds every document it was told of, also those withdrawn since.
class PortalTest : public testing::TestWithParam<storage::Dialect> {
  protected:
    storage::Trial trial_{GetParam(), {"storage", "journal", "organ", "catalogue", "disclosure", "channels"}};
    FakeClock clock_{Date(2026, 11, 23)};
    law::Calendar calendar_ = law::Calendar::standard();
    storage::Blobs blobs_{trial_.database(), trial_.folder() / "blobs"};
    journal::Bell bell_;
    http::PageCache pages_;
    organ::SiteSettings site_{
        .site_name = "清河县", .site_domain = "www.qinghe.example", .site_id_code = "9900000001", .sponsor = "县政府办公室"};
    organ::Environment env_{trial_.database(), blobs_, bell_, clock_, calendar_, pages_, std::string(32, 's'), [this] { return site_; }};
    SearchTerms terms_{trial_.database(), clock_, std::chrono::hours(1)};
    std::vector<search::Hit> index_;
    http::Router router_;
    long long seen_ = 0;
    Id unit_ = 0, standard_ = 0, item_ = 0;
    Actor system_ = Actor::of_system("test");

    template <class F>
    auto act(F&& action) {
        return organ::act(env_, system_, action);
    }
    void SetUp() override {
        act([&](Context& in) -> Done {
            unit_ = organ::create_unit(in, {.code = "caizheng", .name = "县财政局", .short_name = "财政局", .telephone = "0990-5550109"})
                        .value()
                        .id;
            catalogue::Domain domain{.code = "general", .name = "法定主动公开内容"};
            catalogue::store::save(in.tx, domain);
            catalogue::Item standard{.domain = "general", .code = "general-07", .level1 = "财政信息", .level2 = "预算", .content = "=1+1"};
            catalogue::store::save(in.tx, standard);
            standard_ = standard.id;
            catalogue::Item item{.unit_id = unit_,
                                 .standard_id = standard_,
                                 .domain = "general",
                                 .code = "general-07",
                                 .level1 = "财政信息",
                                 .level2 = "预算"};
            catalogue::store::save(in.tx, item);
            item_ = item.id;
            catalogue::Subject subject{.code = "zijin", .name = "财政资金", .is_key = true};
            catalogue::store::save(in.tx, subject);
            return {};
        });
        router_.add(
            routes({env_, [this](search::Question const&) { return search::Answer{.hits = index_, .total = std::int64_t(index_.size())}; },
                    [this](std::string const&, int) {
                        std::vector<search::Suggestion> all;
                        for (auto const& hit : index_) all.push_back({hit.id, hit.title, hit.url});
                        return all;
                    },
                    terms_}));
    }

    disclosure::ImportedDocument document(std::string id, std::string title, Date day = Date(2026, 11, 20)) {
        return {.source_id = std::move(id),
                .source_digest = title,
                .form = {.title = title,
                         .kind = "budget",
                         .catalogue_item_id = std::to_string(item_),
                         .produced_on = day.text(),
                         .subjects = {"zijin"},
                         .body = "<p>正文：" + title + "，全年收入一百万元。</p>"},
                .published_on = day,
                .secrecy_basis = "已在原网站公开"};
    }
    Id import(disclosure::ImportedDocument one) {
        Id id = 0;
        auto done = act([&](Context& in) { return disclosure::import_document(in, unit_, one, true, &id); });
        EXPECT_TRUE(done) << (done ? "" : done.error().code);
        index_.push_back({.id = id,
                          .title = one.form.title,
                          .url = "/disclosure/" + std::to_string(id),
                          .unit_code = "caizheng",
                          .snippet = {{one.form.title, true}}});
        touch();
        return id;
    }
    /// What the app's reader of the journal does.
    void touch() {
        auto tx = trial_.database().read();
        for (auto const& event : journal::read_after(tx, seen_)) {
            auto tags = tags_of(event);
            pages_.touch(tags);
            seen_ = event.seq;
        }
    }
    std::filesystem::path temporary(std::string const& content) {
        auto path = trial_.folder() / "upload.pdf";
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }

    http::Response get(std::string const& target) {
        http::Request request{.method = http::Method::get, .target = target, .path = target.substr(0, target.find('?'))};
        if (auto at = target.find('?'); at != std::string::npos) {
            std::string_view rest = std::string_view(target).substr(at + 1);
            while (!rest.empty()) {
                auto pair = rest.substr(0, rest.find('&'));
                rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
                request.query.add(std::string(pair.substr(0, pair.find('='))),
                                  std::string(pair.substr(std::min(pair.size(), pair.find('=') + 1))));
            }
        }
        auto match = router_.find(request.method, request.path);
        if (!match.route) return missing(env_, request);
        request.params = match.params;
        return match.route->handler(request);
    }
    static std::string body(http::Response const& response) {
        if (auto const* text = std::get_if<std::string>(&response.body)) return *text;
        if (auto const* kept = std::get_if<std::shared_ptr<http::CachedBody const>>(&response.body)) return (*kept)->identity;
        return "";
    }
    json::object json_of(std::string const& target) { return boost::json::parse(body(get(target))).as_object(); }
    std::string path(Id id) { return "/disclosure/" + std::to_string(id); }
};

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
    EXPECT_EQ(body(get(path(id))), body(get(path(987654))));
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
