#include "channels/portal_fixture.hpp"
#include "translog/log.hpp"
#include "translog/reading.hpp"

namespace mingtang::channels {
namespace {

class PublicationLogTest : public PortalTest {
  protected:
    translog::Log log() { return {trial_.database(), trial_.folder() / "log"}; }
    translog::VerifierKey begun() {
        auto key = log().begin("www.qinghe.example/log", clock_.now()).value();
        log().follow();
        return key;
    }
    std::string page(Id id) { return body(get(path(id))); }
};

INSTANTIATE_TEST_SUITE_P(Databases, PublicationLogTest, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

TEST_P(PublicationLogTest, ADocumentNamesItsEntryOnceTheLogHasIt) {
    auto key = begun();
    auto id = import(document("a", "预算"));
    EXPECT_THAT(page(id), Not(HasSubstr("公开日志"))) << "not yet signed; and this page must not be kept";
    log().follow();
    EXPECT_THAT(page(id), HasSubstr("共 1 个版本，公开日志第 #0 条"));
    EXPECT_THAT(page(id), HasSubstr("src=\"" + path(id) + "/log/0.svg\""));
    import(document("a", "预算，改过"));
    log().follow();
    EXPECT_THAT(page(id), HasSubstr("共 2 个版本，公开日志第 #1 条"));
    EXPECT_THAT(body(get(path(id) + "/editions/1")), HasSubstr("公开日志第 #0 条"));

    auto response = get(path(id) + "/log");
    EXPECT_EQ(response.status, 200);
    auto text = body(response);
    auto tx = trial_.database().read();
    for (auto const& [number, entry] : translog::published_entries(tx, id)) {
        EXPECT_THAT(text, HasSubstr("data-entry=\"" + std::to_string(number) + "\""));
        EXPECT_THAT(text, HasSubstr("/log/proof/" + std::to_string(number) + ".tlog-proof"));
        EXPECT_THAT(text, HasSubstr(entry.html_sha256));
    }
    EXPECT_THAT(text, HasSubstr("<dt>日志名称</dt><dd>" + key.name() + "</dd><dt>条数</dt><dd>2</dd>"));
}

TEST_P(PublicationLogTest, TheNoticeOfAWithdrawnDocumentKeepsItsEntries) {
    begun();
    auto id = import(document("a", "含有错误的预算"));
    log().follow();
    ASSERT_TRUE(act([&](Context& in) { return disclosure::withdraw(in, id, "数据有误，需要重新核实"); }));
    touch();
    EXPECT_THAT(page(id), Not(HasSubstr("撤回，第 1 版"))) << "the log lags";
    log().follow();
    auto notice = get(path(id));
    EXPECT_EQ(notice.status, 410);
    EXPECT_THAT(body(notice), HasSubstr("首次公开，第 1 版"));
    EXPECT_THAT(body(notice), HasSubstr("撤回，第 1 版"));
    auto text = body(get(path(id) + "/log"));
    EXPECT_THAT(text, HasSubstr("已经撤回"));
    EXPECT_THAT(text, Not(HasSubstr("含有错误")));
}

TEST_P(PublicationLogTest, OnlyItsOwnEntriesHaveACode) {
    auto id = import(document("a", "一"));
    EXPECT_THAT(page(id), Not(HasSubstr("公开日志")));
    EXPECT_EQ(get(path(id) + "/log").status, 404) << "no log, no page of it";
    begun();
    auto other = import(document("b", "二"));
    log().follow();
    auto code = get(path(id) + "/log/0.svg");
    EXPECT_EQ(code.status, 200);
    EXPECT_EQ(*code.header("Content-Type"), "image/svg+xml");
    EXPECT_EQ(get(path(other) + "/log/1.svg").status, 200);
    for (auto name : {"/log/1.svg", "/log/00.svg", "/log/0.png", "/log/x.svg"}) EXPECT_EQ(get(path(id) + name).status, 404) << name;
    EXPECT_EQ(get("/disclosure/999/log").status, 404);
}

}  // namespace
}  // namespace mingtang::channels
