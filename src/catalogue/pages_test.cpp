#include "catalogue/actions.hpp"
#include "catalogue/module.hpp"
#include "catalogue/particulars.hpp"
#include "catalogue/store.hpp"
#include "catalogue/store_proposals.hpp"
#include "http/csrf.hpp"
#include "http/target.hpp"
#include "organ/sign_in.hpp"
#include "organ/trial_site.hpp"

namespace mingtang::catalogue {
namespace {

using organ::Context;

class CataloguePages : public organ::OrganSite {
  protected:
    void SetUp() override {
        trial.database().migrate(storage::packed_migrations("catalogue", GetParam()));
        organ::OrganSite::SetUp();
        router.add(routes(env));
        standard = by_system([&](Context& in) {
                       Domain domain{.code = "general", .name = "法定主动公开内容"};
                       store::save(in.tx, domain);
                       return add_item(in, {.domain = "general", .code = "general-07", .level1 = "财政信息", .level2 = "预算"});
                   }).value();
    }
    using Form = std::vector<std::pair<std::string, std::string>>;
    http::Response send(http::Method method, std::string const& target, Form const& form = {}) {
        http::Request request{.method = method, .remote = "10.0.0.8"};
        if (http::read_target(target, request)) throw std::logic_error("no target: " + target);
        request.cookies.add("mingtang_session", token);
        for (auto const& [name, value] : form) request.form.add(name, value);
        if (method == http::Method::post) request.form.add("csrf_token", http::csrf_token(token));
        auto match = router.find(method, request.path);
        request.params = match.params;
        return match.route->handler(request);
    }
    http::Response get(std::string const& target) { return send(http::Method::get, target); }
    http::Response post(std::string const& target, Form const& form) { return send(http::Method::post, target, form); }
    void enter(std::string_view login) { token = organ::sign_in(env, login, first_password, {"10.0.0.8", "Firefox"}).value().token; }
    static bool holds(http::Response const& response, std::string_view words) {
        return std::get<std::string>(response.body).find(words) != std::string::npos;
    }

    http::Router router;
    std::string token;
    Item standard;
};

TEST_P(CataloguePages, AnEntryFromNewToClosedAndBack) {
    enter("guanli");
    auto unit = std::to_string(civil.id);
    EXPECT_TRUE(holds(get("/admin/catalogue"), "财政信息 / 预算"));
    EXPECT_TRUE(holds(get("/admin/catalogue?unit=" + unit), "这个目录还没有事项"));
    EXPECT_TRUE(holds(get("/admin/catalogue/new?unit=" + unit), "general-07 财政信息 / 预算"));
    auto made = post("/admin/catalogue", {{"unit_id", unit},
                                          {"standard_id", std::to_string(standard.id)},
                                          {"code", "general-07"},
                                          {"level1", "财政信息"},
                                          {"level2", "<预算>"},
                                          {"cadence", "yearly"},
                                          {"deviation", "本机构按年汇总"}});
    ASSERT_EQ(made.status, 303);
    auto address = *made.header("Location");
    EXPECT_TRUE(holds(get(address), "&lt;预算&gt;"));
    EXPECT_TRUE(holds(get("/admin/catalogue?unit=" + unit), "每年"));
    EXPECT_EQ(post(address, {{"edition", "1"}, {"cadence", "monthly"}, {"content", "年度预算"}}).status, 303);
    EXPECT_TRUE(holds(get(address), "年度预算"));
    EXPECT_EQ(post(address + "/name", {{"edition", "2"}, {"level1", "财政预决算"}, {"level2", ""}}).status, 303);
    EXPECT_TRUE(holds(get(address), "<h1>财政预决算</h1>"));
    EXPECT_EQ(post(address + "/close", {{"reason", "职能划出"}}).status, 303);
    EXPECT_TRUE(holds(get("/admin/catalogue?unit=" + unit), "已停用"));
    EXPECT_EQ(post(address + "/reopen", {}).status, 303);
    EXPECT_FALSE(holds(get(address), "该事项已停用"));
}

TEST_P(CataloguePages, ARefusalKeepsWhatWasTyped) {
    enter("guanli");
    auto refused = post("/admin/catalogue",
                        {{"unit_id", "0"}, {"domain", "general"}, {"code", "general-07"}, {"level1", "甲乙丙"}, {"basis", "依据一"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused, "error-summary"));
    EXPECT_TRUE(holds(refused, "甲乙丙"));
    EXPECT_TRUE(holds(refused, "依据一"));
    auto address = "/admin/catalogue/" + std::to_string(standard.id);
    auto wrong = post(address, {{"edition", "1"}, {"limit_number", "20"}, {"limit_unit", ""}, {"content", "写了很久的内容"}});
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(holds(wrong, "写了很久的内容"));
    EXPECT_EQ(get("/admin/catalogue/9999").status, 404);
}

TEST_P(CataloguePages, AnOlderPageDoesNotWriteOverWhatWasSavedSince) {
    enter("guanli");
    auto address = "/admin/catalogue/" + std::to_string(standard.id);
    EXPECT_TRUE(holds(get(address), "name=\"edition\" value=\"1\""));
    ASSERT_EQ(post(address, {{"edition", "1"}, {"basis", "先保存的依据"}, {"content", "先保存的内容"}}).status, 303);
    auto late = post(address, {{"edition", "1"}, {"content", "后保存的内容"}});
    EXPECT_EQ(late.status, 409);
    EXPECT_TRUE(holds(late, "catalogue.item.conflict"));
    EXPECT_TRUE(holds(late, "后保存的内容")) << "nothing typed is lost";
    EXPECT_TRUE(holds(late, "name=\"edition\" value=\"2\"")) << "whoever has read it may save";
    auto now = reading([&](auto& tx) { return store::item(tx, standard.id).value(); });
    EXPECT_EQ(now.content, "先保存的内容");
    auto renamed = post(address + "/name", {{"edition", "1"}, {"level1", "后来的名称"}, {"level2", ""}});
    EXPECT_TRUE(holds(renamed, "catalogue.item.conflict"));
    EXPECT_TRUE(holds(renamed, "后来的名称"));
    EXPECT_TRUE(holds(post(address, {{"content", "x"}}), "catalogue.item.conflict")) << "a form that does not say what it has seen";
    EXPECT_EQ(post(address, {{"edition", "2"}, {"content", "后保存的内容"}}).status, 303);
    now = reading([&](auto& tx) { return store::item(tx, standard.id).value(); });
    EXPECT_EQ(now.content, "后保存的内容");
    EXPECT_EQ(now.basis, "先保存的依据");
}

TEST_P(CataloguePages, WhoIsToldOfAnEntryReadsItsPage) {
    auto own = by_system([&](Context& in) {
                   return add_item(in, {.unit_id = civil.id, .domain = "general", .code = "own-1", .level1 = "社会救助"});
               }).value();
    grant(make_person("juzhang", "王五", civil.id).id, organ::Role::unit_head, civil.id);
    grant(make_person("shenji", "刘云起", government.id).id, organ::Role::auditor, 0);
    grant(make_person("lixin", "李新", civil.id).id, organ::Role::filer, civil.id);
    auto unit = "/desk/catalogue?unit=" + std::to_string(civil.id), entry = "/desk/catalogue/items/" + std::to_string(own.id);
    for (auto const* login : {"juzhang", "shenji"}) {
        enter(login);
        for (auto const& address : {unit, entry}) {
            auto page = get(address);
            EXPECT_EQ(page.status, 200) << login << address;
            EXPECT_TRUE(holds(page, "社会救助"));
            EXPECT_FALSE(holds(page, "/desk/proposals/new")) << "they do not propose";
        }
        EXPECT_EQ(post(entry + "/keep", {{"reason", "甲"}}).status, 403) << login;
    }
    enter("juzhang");
    EXPECT_EQ(get("/desk/catalogue?unit=" + std::to_string(government.id)).status, 403);
    enter("lixin");
    for (auto const& address : {unit, entry}) EXPECT_TRUE(holds(get(address), "/desk/proposals/new")) << address;
}

TEST_P(CataloguePages, ProposalsOfOneUnitAreNotPushedOutByThoseOfOthers) {
    auto put = [&](Id unit_id, std::string const& name) {
        by_system([&](Context& in) -> Done {
            Item item{.unit_id = unit_id, .domain = "general", .code = "x-1", .level1 = name};
            Proposal one{.unit_id = unit_id, .kind = ProposalKind::add, .after_value = particulars_json(item), .made_at = in.now};
            store::save(in.tx, one);
            return {};
        }).value();
    };
    put(civil.id, "最早的一件");
    for (int i = 0; i < 101; ++i) put(government.id, "别的单位的");
    grant(make_person("lixin", "李新", civil.id).id, organ::Role::filer, civil.id);
    grant(make_person("ban", "班宁", government.id).id, organ::Role::office, 0);
    enter("lixin");
    auto own = get("/desk/proposals");
    EXPECT_TRUE(holds(own, "最早的一件"));
    EXPECT_FALSE(holds(own, "别的单位的"));
    EXPECT_FALSE(holds(own, "后一页"));
    enter("ban");
    auto all = get("/desk/proposals?state=proposed");
    EXPECT_FALSE(holds(all, "最早的一件"));
    EXPECT_TRUE(holds(all, "/desk/proposals?state=proposed&amp;before=3\"")) << "the hundred of the page end there";
    auto next = get("/desk/proposals?state=proposed&before=3");
    EXPECT_TRUE(holds(next, "最早的一件"));
    EXPECT_TRUE(holds(next, "最前一页"));
}

TEST_P(CataloguePages, OthersDoNotComeIn) {
    auto filer = make_person("lixin", "李新", civil.id);
    grant(filer.id, organ::Role::filer, civil.id);
    enter("lixin");
    auto address = "/admin/catalogue/" + std::to_string(standard.id);
    for (auto const& one : {std::string("/admin/catalogue"), std::string("/admin/catalogue/new"), address})
        EXPECT_EQ(get(one).status, 403) << one;
    for (auto const& one : {std::string("/admin/catalogue"), address, address + "/name", address + "/close", address + "/reopen"})
        EXPECT_EQ(post(one, {{"level1", "甲"}}).status, 403) << one;
    token.clear();
    EXPECT_EQ(get("/admin/catalogue").status, 303);
}

BOTH_DATABASES(CataloguePages);

}  // namespace
}  // namespace mingtang::catalogue
