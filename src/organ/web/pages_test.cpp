#include "http/csrf.hpp"
#include "http/target.hpp"
#include "organ/module.hpp"
#include "organ/sign_in.hpp"
#include "organ/trial_site.hpp"
#include "organ/web/desk.hpp"

namespace mingtang::organ::web {
namespace {

class Pages : public OrganSite {
  protected:
    void SetUp() override {
        OrganSite::SetUp();
        router.add(routes(env));
    }

    http::Request request(http::Method method, std::string const& target) {
        http::Request request{.method = method, .remote = "10.0.0.8"};
        if (http::read_target(target, request)) throw std::logic_error("no target: " + target);
        if (!token.empty()) request.cookies.add("mingtang_session", token);
        return request;
    }
    http::Response send(http::Request request) {
        auto match = router.find(request.method, request.path);
        if (match.route == nullptr) throw std::logic_error("no route for " + request.path);
        request.params = match.params;
        return match.route->handler(request);
    }
    http::Response get(std::string const& target) { return send(request(http::Method::get, target)); }
    using Form = std::vector<std::pair<std::string, std::string>>;
    http::Response post(std::string const& target, Form const& form, bool with_token = true) {
        auto sent = request(http::Method::post, target);
        for (auto const& [name, value] : form) sent.form.add(name, value);
        if (with_token) sent.form.add("csrf_token", http::csrf_token(token));
        return send(std::move(sent));
    }
    void enter(std::string_view login) { token = sign_in(env, login, first_password, {"10.0.0.8", "Firefox"}).value().token; }
    static std::string text(http::Response const& response) { return std::get<std::string>(response.body); }
    static std::string location(http::Response const& response) {
        auto const* found = response.header("Location");
        return found ? *found : "";
    }
    std::string address_of(Person const& person) { return "/admin/people/" + std::to_string(person.id); }
    std::string address_of(Unit const& unit) { return "/admin/units/" + std::to_string(unit.id); }

    http::Router router;
    std::string token;
};

TEST_P(Pages, SignInSetsACookieAndGoesOn) {
    EXPECT_EQ(get("/sign-in?next=/admin/units").status, 200);
    auto response = post("/sign-in", {{"login", "guanli"}, {"password", std::string(first_password)}, {"next", "/admin/units"}}, false);
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(location(response), "/admin/units");
    auto const& cookie = *response.header("Set-Cookie");
    for (auto part : {"mingtang_session=", "HttpOnly", "SameSite=Lax", "Path=/"}) EXPECT_NE(cookie.find(part), std::string::npos) << part;
    EXPECT_EQ(cookie.find("Secure"), std::string::npos);
    env.secure_cookies = true;
    response = post("/sign-in", {{"login", "guanli"}, {"password", std::string(first_password)}}, false);
    EXPECT_NE(response.header("Set-Cookie")->find("Secure"), std::string::npos);
}

TEST_P(Pages, SignInLeadsNowhereElse) {
    for (std::string next : {"https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb", ""}) {
        auto response = post("/sign-in", {{"login", "guanli"}, {"password", std::string(first_password)}, {"next", next}}, false);
        EXPECT_EQ(location(response), "/desk") << next;
    }
}

TEST_P(Pages, SignInFromAnotherSiteIsRefused) {
    auto sent = request(http::Method::post, "/sign-in");
    sent.form.add("login", "guanli");
    sent.form.add("password", std::string(first_password));
    sent.headers.add("sec-fetch-site", "cross-site");
    auto response = send(std::move(sent));
    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(response.header("Set-Cookie"), nullptr);
}

TEST_P(Pages, AWrongPasswordShowsTheLoginEscaped) {
    auto response = post("/sign-in", {{"login", "<script>alert(1)</script>"}, {"password", "wrong"}}, false);
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(text(response).find("<script>alert"), std::string::npos);
    EXPECT_NE(text(response).find("&lt;script&gt;"), std::string::npos);
}

TEST_P(Pages, WithoutSessionTheDeskLeadsToSignIn) {
    auto response = get("/admin/units?x=1");
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(location(response), "/sign-in?next=%2Fadmin%2Funits%3Fx%3D1");
    auto asked = request(http::Method::get, "/admin/units");
    asked.headers.add("accept", "application/json");
    response = send(std::move(asked));
    EXPECT_EQ(response.status, 401);
    EXPECT_NE(text(response).find("organ.session.signed_out"), std::string::npos);
}

TEST_P(Pages, WhatWasTypedSurvivesALostSession) {
    auto response = post("/admin/units", {{"name", "写了很久的 <职能>"}, {"password", "secret-word"}}, false);
    EXPECT_EQ(response.status, 401);
    EXPECT_NE(text(response).find("写了很久的 &lt;职能&gt;"), std::string::npos);
    EXPECT_EQ(text(response).find("secret-word"), std::string::npos);
}

TEST_P(Pages, FormsNeedTheirToken) {
    enter("guanli");
    Form const form{{"code", "xinju"}, {"name", "新设的局"}};
    auto response = post("/admin/units", form, false);
    EXPECT_EQ(response.status, 403);
    EXPECT_NE(text(response).find("新设的局"), std::string::npos);
    auto forged = form;
    forged.emplace_back("csrf_token", http::csrf_token("another session"));
    EXPECT_EQ(post("/admin/units", forged, false).status, 403);
    EXPECT_FALSE(reading([](auto& tx) { return store::unit_by_code(tx, "xinju"); }));
    EXPECT_EQ(post("/admin/units", form).status, 303);
    EXPECT_TRUE(reading([](auto& tx) { return store::unit_by_code(tx, "xinju"); }));
}

TEST_P(Pages, EveryPageShowsToThoseWhoMayAndToNobodyElse) {
    auto filer = make_person("lixin", "李新", civil.id);
    std::vector<std::string> const pages{"/admin/units",      "/admin/units/new", address_of(civil), "/admin/people",
                                         "/admin/people/new", address_of(filer),  "/admin/settings", "/admin/journal"};
    enter("guanli");
    for (auto const& page : pages) {
        auto response = get(page);
        EXPECT_EQ(response.status, 200) << page;
        EXPECT_NE(text(response).find("<h1>"), std::string::npos) << page;
        EXPECT_EQ(text(response).find("{{"), std::string::npos) << page;
        EXPECT_EQ(*response.header("Cache-Control"), "no-store") << page;
    }
    EXPECT_EQ(get("/admin/units/99999").status, 404);
    EXPECT_EQ(get("/admin/people/99999").status, 404);
    enter("lixin");
    for (auto const& page : pages) EXPECT_EQ(get(page).status, 403) << page;
    for (auto page : {"/account", "/account/password", "/account/second-factor"}) EXPECT_EQ(get(page).status, 200) << page;
}

TEST_P(Pages, UnitsAreAddedChangedRenamedAndMergedByForms) {
    enter("guanli");
    EXPECT_EQ(post("/admin/units", {{"code", "Bad Code"}, {"name", "留住的名字"}}).status, 422);
    EXPECT_NE(text(post("/admin/units", {{"code", "Bad Code"}, {"name", "留住的名字"}})).find("留住的名字"), std::string::npos);
    auto at = address_of(civil);
    auto seen = civil.changed_at.text();
    clock.advance(std::chrono::seconds(3));
    EXPECT_EQ(post(at, {{"seen", seen}, {"telephone", "0735-2310188"}, {"parent_id", std::to_string(government.id)}}).status, 303);
    auto late = post(at, {{"seen", seen}, {"telephone", "0735-9999999"}});
    EXPECT_EQ(late.status, 409);
    EXPECT_NE(text(late).find("0735-9999999"), std::string::npos) << "the second text is not lost";
    EXPECT_EQ(
        post(at + "/parts", {{"leader_post", "局长"}, {"leader_name", "安立春"}, {"leader_duty", ""}, {"division_name", "办公室"}}).status,
        303);
    EXPECT_EQ(post(at + "/rename", {{"new_name", "清河县民社局"}, {"from", "2026-13-01"}}).status, 422);
    EXPECT_EQ(post(at + "/rename", {{"new_name", "清河县民社局"}, {"from", "2026-11-01"}}).status, 303);
    auto page = text(get(at));
    for (auto shown : {"清河县民政局", "2026-10-31", "安立春", "0735-2310188"}) EXPECT_NE(page.find(shown), std::string::npos) << shown;
    auto other = make_unit("canlian", "残疾人联合会", government.id);
    EXPECT_EQ(post(address_of(other) + "/merge", {{"into_id", "abc"}}).status, 422);
    EXPECT_EQ(post(address_of(other) + "/merge", {{"into_id", std::to_string(civil.id)}}).status, 303);
}

TEST_P(Pages, ParagraphsSurviveTheForm) {
    enter("guanli");
    ASSERT_EQ(post(address_of(civil), {{"seen", civil.changed_at.text()}, {"duties", "第一项。\r\n第二项。"}}).status, 303);
    EXPECT_NE(text(get(address_of(civil))).find("第一项。\n第二项。</textarea>"), std::string::npos);
}

TEST_P(Pages, PeopleAreAddedAndMustSetTheirPassword) {
    enter("guanli");
    auto slip = post("/admin/people", {{"login", "lixin"}, {"name", "李新"}, {"unit_id", std::to_string(civil.id)}});
    ASSERT_EQ(slip.status, 200);
    auto person = reading([](auto& tx) { return store::person_by_login(tx, "lixin").value(); });
    EXPECT_TRUE(person.must_change_password);
    EXPECT_EQ(post(address_of(person) + "/grants", {{"role", "filer"}, {"unit_id", std::to_string(civil.id)}}).status, 303);
    EXPECT_EQ(post(address_of(person) + "/grants", {{"role", "king"}}).status, 422);
    for (auto step : {"/lock", "/unlock", "/close", "/reopen"}) EXPECT_EQ(post(address_of(person) + step, {}).status, 303) << step;
    EXPECT_EQ(post(address_of(person) + "/clear-second-factor", {}).status, 422);

    auto page = text(slip);
    auto begin = page.rfind("<strong class=\"numeric\">") + 24;
    auto password = page.substr(begin, page.find("</strong>", begin) - begin);
    token = sign_in(env, "lixin", password, {"10.0.0.8", ""}).value().token;
    EXPECT_EQ(location(get("/admin/journal")), "/account/password");
    EXPECT_EQ(
        post("/account/password", {{"present_password", password}, {"password", "Autumn-Rain-77"}, {"password_again", "other"}}).status,
        422);
    EXPECT_EQ(
        post("/account/password", {{"present_password", password}, {"password", "Autumn-Rain-77"}, {"password_again", "Autumn-Rain-77"}})
            .status,
        303);
    EXPECT_EQ(get("/account").status, 200);
}

TEST_P(Pages, AWantedSecondFactorComesFirst) {
    make_person("lixin", "李新", civil.id);
    auto person = reading([](auto& tx) { return store::person_by_login(tx, "lixin").value(); });
    person.second_factor_wanted = true;
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return change_person(in, person); }));
    enter("lixin");
    EXPECT_EQ(location(get("/admin/journal")), "/account/second-factor");
    EXPECT_NE(text(get("/account/second-factor")).find("<svg"), std::string::npos);
}

TEST_P(Pages, AuditorsSeeAllAndAdministratorsTheirOwnField) {
    auto auditor = make_person("shenji", "刘云起", government.id);
    grant(auditor.id, Role::auditor, 0);
    by_system([](Context& in) -> Done {
        in.write("disclosure.published", "disclosure:1", 0, {{"title", "某通知"}});
        return {};
    });
    enter("guanli");
    EXPECT_EQ(text(get("/admin/journal")).find("disclosure:1"), std::string::npos);
    EXPECT_EQ(text(get("/admin/journal?kind=disclosure.")).find("disclosure:1"), std::string::npos);
    enter("shenji");
    EXPECT_NE(text(get("/admin/journal")).find("disclosure:1"), std::string::npos);
    auto part = text(get("/admin/journal?kind=organ.&person=x&before=99999999999999999999&subject=%27"));
    EXPECT_EQ(part.find("disclosure:1"), std::string::npos);
    for (int i = 0; i < 60; ++i) by_system([](Context& in) -> Done { return in.write("disclosure.saved", "disclosure:2", 0), Done(); });
    EXPECT_NE(text(get("/admin/journal")).find("rel=\"next\""), std::string::npos);
    EXPECT_EQ(get("/admin/units").status, 403);
}

TEST_P(Pages, SignOutEndsTheSession) {
    enter("guanli");
    EXPECT_EQ(get("/account").status, 200);
    auto response = post("/sign-out", {});
    EXPECT_EQ(location(response), "/sign-in");
    EXPECT_EQ(get("/account").status, 303);
    enter("guanli");
    auto kept = token;
    enter("guanli");
    EXPECT_EQ(post("/account/sessions/end-others", {}).status, 303);
    EXPECT_EQ(get("/account").status, 200);
    token = kept;
    EXPECT_EQ(get("/account").status, 303);
}

TEST_P(Pages, ReadingMovesTheIdleTimeOnceAMinute) {
    enter("guanli");
    auto seen = [&] { return reading([&](auto& tx) { return store::sessions(tx, admin.id).at(0).seen_at; }); };
    auto start = seen();
    clock.advance(std::chrono::seconds(59));
    get("/account");
    EXPECT_EQ(seen(), start);
    clock.advance(std::chrono::seconds(1));
    get("/account");
    EXPECT_EQ(seen(), clock.now());
}

TEST_P(Pages, CachedPagesAreRenderedOnceUntilTouched) {
    int rendered = 0;
    auto handler = cached(env, [&](http::Request const&, std::vector<std::string>& tags) {
        ++rendered;
        tags.push_back("unit:1");
        return http::html("<p>page</p>");
    });
    auto asked = request(http::Method::get, "/units/xian");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(handler(asked).status, 200);
    EXPECT_EQ(rendered, 1);
    EXPECT_TRUE(kept_page(env, asked));
    std::vector<std::string> const site{"site"};
    pages.touch(site);
    EXPECT_FALSE(kept_page(env, asked));
    handler(asked);
    EXPECT_EQ(rendered, 2);
    asked.cookies.add("text", "large");
    handler(asked);
    EXPECT_EQ(rendered, 3) << "large type has a page of its own";
}

BOTH_DATABASES(Pages);

}  // namespace
}  // namespace mingtang::organ::web
