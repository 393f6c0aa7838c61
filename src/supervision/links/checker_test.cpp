#include "supervision/links/checker.hpp"

#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "organ/trial_site.hpp"
#include "supervision/links/actions.hpp"
#include "supervision/links/local_server.hpp"
#include "supervision/looks/looks.hpp"

namespace mingtang::supervision::links {
namespace {

using namespace std::chrono_literals;
using organ::Context;

TEST(Verdict, OfStatus) {
    struct Row {
        int status;
        State state;
        Trouble trouble;
    };
    for (auto const& row : std::vector<Row>{{200, State::good, Trouble::none},
                                            {206, State::good, Trouble::none},
                                            {304, State::good, Trouble::none},
                                            {400, State::failing, Trouble::status},
                                            {401, State::unsure, Trouble::refused},
                                            {403, State::unsure, Trouble::refused},
                                            {404, State::failing, Trouble::status},
                                            {410, State::failing, Trouble::status},
                                            {412, State::unsure, Trouble::refused},
                                            {429, State::waiting, Trouble::busy},
                                            {500, State::failing, Trouble::status},
                                            {503, State::failing, Trouble::status}}) {
        auto verdict = verdict_of({.status = row.status}, false);
        EXPECT_EQ(verdict.state, row.state) << row.status;
        EXPECT_EQ(verdict.trouble, row.trouble) << row.status;
    }
    EXPECT_EQ(verdict_of({.status = 503, .retry_after = 60s}, false).state, State::waiting);
    EXPECT_EQ(verdict_of({.trouble = Trouble::private_address}, true).state, State::failing);
    EXPECT_EQ(verdict_of({.trouble = Trouble::private_address}, false).state, State::unsure);
    EXPECT_TRUE(wants_get({.status = 405}));
    EXPECT_TRUE(wants_get({.trouble = Trouble::unreachable}));
    EXPECT_FALSE(wants_get({.status = 301}));
    EXPECT_FALSE(wants_get({.trouble = Trouble::unresolved}));
}

/// A link goes through verdicts, one a day: what it is afterwards and in how many days it is asked again.
TEST(Settled, DeadOnlyAfterSeveralDaysAndFineOnesMoreRarely) {
    Settings settings{.days_until_dead = 3};
    auto now = Instant::parse("2026-11-23T02:00:00Z").value();
    Link link;
    auto next = [&](State state, Trouble trouble = Trouble::none) {
        link = settled(link, {.state = state, .trouble = trouble, .put_off = 2h}, now, settings);
        auto hours = std::chrono::duration_cast<std::chrono::hours>(link.next_at - now).count();
        return std::string(to_text(link.state)) + " " + std::to_string(hours);
    };
    EXPECT_EQ(next(State::good), "good 24");
    EXPECT_EQ(next(State::good), "good 72");
    EXPECT_EQ(next(State::good), "good 168");
    EXPECT_EQ(next(State::good), "good 336");
    EXPECT_EQ(next(State::good), "good 720");
    EXPECT_EQ(next(State::good), "good 720");
    EXPECT_EQ(next(State::failing, Trouble::status), "failing 24");
    EXPECT_EQ(next(State::failing, Trouble::status), "failing 24") << "the same day twice is one day";
    EXPECT_EQ(link.failed_days, 1);
    now = now + 24h;
    EXPECT_EQ(next(State::failing, Trouble::timeout), "failing 24");
    EXPECT_EQ(next(State::waiting), "failing 2") << "put off: nothing is known";
    EXPECT_EQ(link.trouble, Trouble::timeout);
    now = now + 48h;
    EXPECT_EQ(next(State::failing, Trouble::status), "dead 24");
    EXPECT_EQ(link.failing_since, Date(2026, 11, 23));
    now = now + 24h * 14;
    EXPECT_EQ(next(State::failing, Trouble::status), "dead 168");
    EXPECT_EQ(next(State::good), "good 24");
    EXPECT_EQ(link.failing_since, Date());
    EXPECT_EQ(next(State::failing, Trouble::status), "failing 24");
    EXPECT_EQ(next(State::unsure, Trouble::robots), "unsure 168");
    EXPECT_EQ(link.failed_days, 0);
}

class LinkSite : public organ::OrganSite {
  protected:
    Settings settings{.pause_seconds = 0, .days_until_dead = 2, .private_allowed = "127.0.0.2", .connect_time = 500ms, .whole_time = 500ms};
    Id item_ = 0;

    void SetUp() override {
        for (auto module : {"catalogue", "disclosure", "request", "participation", "supervision"})
            trial.database().migrate(storage::packed_migrations(module, GetParam()));
        organ::OrganSite::SetUp();
        by_system([&](Context& in) -> Done {
            catalogue::Item item{.unit_id = civil.id, .domain = "general", .code = "general-07", .level1 = "救助"};
            catalogue::store::save(in.tx, item);
            item_ = item.id;
            return {};
        });
    }
    /// Published with these links.
    Id published(std::vector<std::string> const& urls, std::string const& name = "一") {
        std::string body = "<p>";
        for (auto const& url : urls) body += "<a href=\"" + url + "\">x</a>";
        Id id = 0;
        auto done = by_system([&](Context& in) {
            return disclosure::import_document(in, civil.id,
                                               {.source_id = name,
                                                .source_digest = body,
                                                .form = {.title = "救助标准" + name,
                                                         .kind = "notice",
                                                         .catalogue_item_id = std::to_string(item_),
                                                         .produced_on = "2026-11-02",
                                                         .body = body + "</p>"},
                                                .published_on = Date(2026, 11, 2),
                                                .secrecy_basis = "已在原网站公开"},
                                               true, &id);
        });
        EXPECT_TRUE(done) << (done ? "" : done.error().code);
        return id;
    }
    Link stored(std::string const& url) {
        return reading([&](auto& tx) {
            for (auto const& one : store::links(tx, {.state = {}, .units = {}}))
                if (one.url == url) return one;
            ADD_FAILURE() << url << " is not there";
            return Link();
        });
    }
    std::string told(std::string const& url) {
        auto link = stored(url);
        return std::string(to_text(link.state)) + " " + std::string(to_text(link.trouble));
    }
    long long number() {
        return reading([&](auto& tx) { return long(store::links(tx, {.state = {}, .units = {}}).size()); });
    }
    looks::Findings findings() {
        return by_system([&](Context& in) -> Outcome<looks::Findings> {
                   looks::Findings all;
                   looks::outside_links(in, all);
                   return all;
               })
            .value();
    }
    static void serve(int socket, std::string const& method, std::string const& path) {
        auto reply = [&](std::string const& status, std::string const& headers = "", std::string const& body = "") {
            LocalServer::reply(socket, status, headers, method == "HEAD" ? "" : body);
        };
        if (path == "/robots.txt") reply("200 OK", "", "user-agent: *\ndisallow: /secret\n");
        if (path == "/ok" || path == "/secret/a") reply("200 OK");
        if (path == "/gone") reply("404 Not Found");
        if (path == "/only-get") reply(method == "HEAD" ? "405 No" : "200 OK");
        if (path == "/moved") reply("301 Moved", "Location: /then\r\n");
        if (path == "/then") reply("302 Found", "Location: /ok\r\n");
        if (path == "/loop") reply("302 Found", "Location: /loop\r\n");
        if (path == "/login") reply("403 Forbidden");
        if (path == "/busy") reply("429 Too Many", "Retry-After: 7200\r\n");
        if (path == "/slow") std::this_thread::sleep_for(700ms);
    }
};

TEST_P(LinkSite, AsksARealServer) {
    LocalServer server("127.0.0.2", serve);
    LocalServer inside("127.0.0.1", serve);
    LocalServer leading("127.0.0.2", [&](int socket, std::string const&, std::string const& path) {
        if (path == "/robots.txt") return LocalServer::reply(socket, "404 Not Found");
        LocalServer::reply(socket, "302 Found", "Location: " + inside.url("/ok") + "\r\n");
    });
    std::vector<std::string> urls{leading.url("/in")};
    for (auto path : {"/ok", "/gone", "/only-get", "/moved", "/loop", "/secret/a", "/login", "/busy", "/slow"})
        urls.push_back(server.url(path));
    auto named = "http://localhost:" + inside.url("").substr(17);
    urls.push_back(named + "/ok");
    auto id = published(urls);
    Checker checker(env, settings);
    checker.round();
    EXPECT_EQ(told(server.url("/ok")), "good none");
    EXPECT_EQ(told(server.url("/gone")), "failing status");
    EXPECT_EQ(stored(server.url("/gone")).status, 404);
    EXPECT_EQ(told(server.url("/only-get")), "good none");
    EXPECT_EQ(told(server.url("/moved")), "good none");
    EXPECT_EQ(stored(server.url("/moved")).moved_to, server.url("/then")) << "for good is only the first step";
    EXPECT_EQ(told(server.url("/loop")), "failing redirects");
    EXPECT_EQ(told(server.url("/secret/a")), "unsure robots");
    EXPECT_EQ(told(server.url("/login")), "unsure refused");
    EXPECT_EQ(told(server.url("/busy")), "waiting none");
    EXPECT_EQ(stored(server.url("/busy")).next_at, clock.now() + 2h);
    EXPECT_EQ(told(server.url("/slow")), "failing timeout");
    EXPECT_EQ(told(leading.url("/in")), "failing private_address");
    EXPECT_EQ(told(named + "/ok"), "unsure private_address");
    EXPECT_TRUE(inside.asked().empty()) << "neither a redirection nor a name leads into this machine";
    auto asked = server.asked();
    EXPECT_EQ(std::count(asked.begin(), asked.end(), "GET /robots.txt"), 1);
    EXPECT_EQ(std::count(asked.begin(), asked.end(), "HEAD /secret/a") + std::count(asked.begin(), asked.end(), "GET /secret/a"), 0);
    EXPECT_EQ(std::count(asked.begin(), asked.end(), "HEAD /loop"), 6);
    EXPECT_TRUE(findings().empty()) << "one day is not enough";

    clock.advance(25h);
    checker.round();
    auto found = findings();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].subject, "disclosure:" + std::to_string(id));
    EXPECT_EQ(found[0].unit_id, civil.id);
    EXPECT_NE(found[0].detail.find(server.url("/gone") + "（返回错误 404，2026-11-23起）"), std::string::npos) << found[0].detail;
    EXPECT_EQ(found[0].detail.find("/only-get"), std::string::npos);
    EXPECT_EQ(events("links:11").size(), 1u);
}

/// The web as a function: what each address answers; everything else is not found.
struct Web {
    std::map<std::string, Answer> answers;
    std::vector<std::string> asked;
    Fetch fetch() {
        return [this](Asked const& one, std::stop_token const&) {
            asked.push_back(one.url);
            auto found = answers.find(one.url);
            return found == answers.end() ? Answer{.status = 404} : found->second;
        };
    }
};

TEST_P(LinkSite, ReadsWhatIsPublishedOnce) {
    Web web;
    Checker checker(env, settings, web.fetch());
    auto first = published({"https://a.example/1", "https://a.example/2#x"}, "一");
    published({"https://a.example/2", "/disclosure/1"}, "二");
    checker.round();
    EXPECT_EQ(number(), 2);
    EXPECT_EQ(reading([&](auto& tx) { return store::places_of(tx, stored("https://a.example/2").id, 9).size(); }), 2u);
    auto withdrawn = by_system([&](Context& in) { return disclosure::withdraw(in, first, "内容有误"); });
    ASSERT_TRUE(withdrawn) << withdrawn.error().code;
    checker.round();
    EXPECT_EQ(number(), 1) << "what stands nowhere is forgotten";
    EXPECT_EQ(reading([&](auto& tx) { return store::places_of(tx, stored("https://a.example/2").id, 9).size(); }), 1u);
}

TEST_P(LinkSite, KeepsToTheNumberOfTheDayAndStarvesNobody) {
    Web web;
    settings.per_day = 4;
    std::vector<std::string> urls;
    for (int i = 0; i < 10; ++i) urls.push_back("https://" + std::string(1, char('a' + i)) + ".example/");
    published(urls);
    Checker checker(env, settings, web.fetch());
    auto pending = [&] { return reading([&](auto& tx) { return store::counts(tx)[State::waiting]; }); };
    checker.round();
    EXPECT_EQ(pending(), 6);
    checker.round();
    EXPECT_EQ(pending(), 6) << "not before tomorrow";
    clock.advance(24h);
    Checker(env, settings, web.fetch()).round();
    EXPECT_EQ(pending(), 2) << "first those that nobody asked yet, also by another node";
    clock.advance(24h);
    checker.round();
    EXPECT_EQ(pending(), 0);
    settings.per_day = 0;
    web.asked.clear();
    clock.advance(48h);
    Checker(env, settings, web.fetch()).round();
    EXPECT_TRUE(web.asked.empty());
}

TEST_P(LinkSite, AHostWithManyLinksDoesNotKeepTheOthersWaiting) {
    Web web;
    std::vector<std::string> urls;
    for (int i = 0; i < 60; ++i) urls.push_back("https://big.example/" + std::to_string(i));
    urls.push_back("https://small.example/");
    published(urls);
    Checker checker(env, settings, web.fetch());
    checker.round();
    EXPECT_EQ(told("https://small.example/"), "failing status");
    EXPECT_EQ(reading([&](auto& tx) { return store::counts(tx)[State::waiting]; }), 10);
    checker.round();
    EXPECT_EQ(reading([&](auto& tx) { return store::counts(tx)[State::waiting]; }), 0);
}

TEST_P(LinkSite, HoldsNothingAgainstLinksWhileItsOwnNetworkIsAway) {
    Web web;
    std::vector<std::string> urls;
    for (auto host : {"a", "b", "c", "d"}) {
        urls.push_back("https://" + std::string(host) + ".example/");
        for (auto path : {"", "robots.txt"}) web.answers[urls.back() + path] = {.trouble = Trouble::unresolved};
    }
    urls.insert(urls.begin() + 2, "http://10.0.0.9/");
    web.answers["http://10.0.0.9/robots.txt"] = {.trouble = Trouble::private_address};
    published(urls);
    Checker checker(env, settings, web.fetch());
    for (int day = 0; day < 4; ++day) {
        checker.round();
        clock.advance(24h);
    }
    EXPECT_EQ(reading([&](auto& tx) { return store::counts(tx)[State::waiting]; }), 4);
    EXPECT_TRUE(reading([&](auto& tx) { return store::turn(tx).away_since; }));
    EXPECT_EQ(told("http://10.0.0.9/"), "failing private_address") << "that needs no network to tell";
    web.answers["https://d.example/robots.txt"] = web.answers["https://d.example/"] = {.status = 200};
    web.answers.erase("https://b.example/robots.txt");
    checker.round();
    EXPECT_FALSE(reading([&](auto& tx) { return store::turn(tx).away_since; }));
    EXPECT_EQ(told("https://a.example/"), "failing unresolved") << "somebody answered: the others are at fault";
    EXPECT_EQ(told("https://d.example/"), "good none");
}

TEST_P(LinkSite, IsOfOneNodeAtATimeAndPausesForEachHost) {
    Web web;
    published({"https://a.example/1", "https://a.example/2", "https://b.example/1"});
    settings.pause_seconds = 1;
    auto from = std::chrono::steady_clock::now();
    Checker other(env, settings, web.fetch());
    Checker checker(env, settings, [&](Asked const& one, std::stop_token const&) {
        other.round();  // it is not its turn
        web.asked.push_back(one.url);
        return Answer{.status = 200};
    });
    checker.round();
    EXPECT_EQ(web.asked.size(), 5u);
    auto took = std::chrono::steady_clock::now() - from;
    EXPECT_GE(took, 2s) << "three requests to one host";
    EXPECT_LT(took, 3500ms) << "and the other one meanwhile";
}

TEST_P(LinkSite, ALinkIsAskedAgainAtOnceWhenTheInspectorWantsIt) {
    Web web;
    published({"https://a.example/1"});
    Checker checker(env, settings, web.fetch());
    checker.round();
    EXPECT_EQ(told("https://a.example/1"), "failing status");
    auto id = stored("https://a.example/1").id;
    auto nobody = actor(make_person("lisi", "李四", civil.id));
    EXPECT_EQ(by(nobody, [&](Context& in) { return again(in, id); }).error().code, "supervision.link_again.forbidden");
    auto units_office = make_person("wangwu", "王五", civil.id);
    grant(units_office.id, organ::Role::office, civil.id);
    EXPECT_EQ(by(actor(units_office), [&](Context& in) { return again(in, id); }).error().code, "supervision.link_again.forbidden");
    web.answers["https://a.example/1"] = {.status = 200};
    ASSERT_TRUE(by_system([&](Context& in) { return again(in, id); }));
    EXPECT_EQ(by_system([&](Context& in) { return again(in, 999); }).error().code, "supervision.find.not_found");
    checker.round();
    EXPECT_EQ(told("https://a.example/1"), "good none");
}

BOTH_DATABASES(LinkSite);

}  // namespace
}  // namespace mingtang::supervision::links
