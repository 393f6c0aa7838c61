#include <gmock/gmock.h>

#include <stdexcept>

#include "http/addresses.hpp"
#include "http/cookies.hpp"
#include "http/csrf.hpp"
#include "http/page_cache.hpp"
#include "http/reply.hpp"
#include "http/router.hpp"
#include "http/target.hpp"

namespace mingtang::http {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using namespace std::chrono_literals;

Response nothing(Request const&) { return text(""); }

Router router_of(std::vector<std::pair<Method, std::string>> const& rows) {
    Router router;
    for (auto const& [method, pattern] : rows) router.add({{method, pattern, nothing}});
    return router;
}

TEST(router, prefers_fixed_to_name_to_rest) {
    auto router = router_of({{Method::get, "/a/{rest...}"}, {Method::get, "/a/{id}"}, {Method::get, "/a/new"}, {Method::get, "/"}});
    EXPECT_EQ(router.find(Method::get, "/a/new").route->pattern, "/a/new");
    EXPECT_EQ(router.find(Method::get, "/").route->pattern, "/");
    auto named = router.find(Method::get, "/a/7");
    EXPECT_EQ(named.route->pattern, "/a/{id}");
    EXPECT_THAT(named.params, ElementsAre(Pair("id", "7")));
    auto rest = router.find(Method::get, "/a/7/b/公开.pdf");
    EXPECT_EQ(rest.route->pattern, "/a/{rest...}");
    EXPECT_THAT(rest.params, ElementsAre(Pair("rest", "7/b/公开.pdf")));
}

TEST(router, goes_back_where_a_fixed_segment_leads_nowhere) {
    auto router = router_of({{Method::get, "/a/b/c"}, {Method::get, "/a/{x}/d"}});
    auto match = router.find(Method::get, "/a/b/d");
    ASSERT_TRUE(match.route);
    EXPECT_THAT(match.params, ElementsAre(Pair("x", "b")));
}

TEST(router, answers_head_by_get_and_names_the_methods_allowed) {
    auto router = router_of({{Method::get, "/a"}, {Method::post, "/a"}});
    EXPECT_TRUE(router.find(Method::head, "/a").route);
    auto match = router.find(Method::del, "/a");
    EXPECT_FALSE(match.route);
    EXPECT_THAT(match.allowed, ElementsAre(Method::get, Method::post));
    EXPECT_TRUE(router.find(Method::get, "/b").allowed.empty());
}

TEST(router, empty_segments_are_no_names) {
    auto router = router_of({{Method::get, "/a/{id}"}, {Method::get, "/f/{rest...}"}});
    EXPECT_FALSE(router.find(Method::get, "/a/").route);
    EXPECT_FALSE(router.find(Method::get, "/a").route);
    EXPECT_FALSE(router.find(Method::get, "/f/").route);
    EXPECT_FALSE(router.find(Method::get, "//a/1").route);
    EXPECT_FALSE(router.find(Method::get, "").route);
}

TEST(router, two_routes_of_one_shape_are_a_bug) {
    auto router = router_of({{Method::get, "/a/{id}"}});
    EXPECT_THROW(router.add({{Method::get, "/a/{name}", nothing}}), std::logic_error);
    EXPECT_THROW(router.add({{Method::get, "/b/{rest...}/c", nothing}}), std::logic_error);
}

TEST(target, decodes_path_and_query) {
    Request request;
    EXPECT_FALSE(read_target("/%E5%85%AC%E5%BC%80/a%20b?q=%E5%85%AC+%E5%BC%80&x&q=2&%26=%3D", request));
    EXPECT_EQ(request.path, "/公开/a b");
    EXPECT_EQ(request.query["q"], "公 开");
    EXPECT_THAT(request.query.all("q"), ElementsAre("公 开", "2"));
    EXPECT_TRUE(request.query.has("x"));
    EXPECT_EQ(request.query["&"], "=");
}

TEST(target, takes_what_browsers_leave_raw) {
    Request request;
    EXPECT_FALSE(read_target("/公开?a[]=|^{}\"", request));
    EXPECT_EQ(request.path, "/公开");
    EXPECT_EQ(request.query["a[]"], "|^{}\"");
    Request absolute;
    EXPECT_FALSE(read_target("http://host.example/x?y=1", absolute));
    EXPECT_EQ(absolute.path, "/x");
}

TEST(target, refuses_broken_texts) {
    struct Row {
        std::string target;
        int status;
    } rows[] = {{"/%ff", 400},
                {"/%00", 400},
                {"/a?b=%00", 400},
                {"/a?b=%ff", 400},
                {"/a?%c0%af=1", 400},
                {"/%", 400},
                {"/a?b=%zz", 400},
                {"/a%0Ab", 400},
                {"/a/../b", 400},
                {"/a/%2e%2e/b", 400},
                {"/./a", 400},
                {"*", 400},
                {"a", 400},
                {"/?q=\xb9\xab\xbf\xaa", 400},  // GBK
                {"/" + std::string(9000, 'a'), 414}};
    for (auto const& row : rows) {
        Request request;
        auto fault = read_target(row.target, request);
        ASSERT_TRUE(fault) << row.target;
        EXPECT_EQ(fault->status, row.status) << row.target;
    }
    std::string many;
    for (int i = 0; i < 2001; ++i) many += "a=1&";
    Fields fields;
    EXPECT_EQ(read_pairs(many, fields)->status, 413);
}

TEST(reply, chooses_the_coding_by_quality) {
    struct Row {
        char const* accept;
        Coding expected;
    } rows[] = {{"", Coding::identity},         {"gzip, deflate, br", Coding::brotli},  {"gzip", Coding::gzip},
                {"br;q=0, gzip", Coding::gzip}, {"gzip;q=1.0, br;q=0.5", Coding::gzip}, {"gzip;q=0, br;q=0.0", Coding::identity},
                {"*", Coding::brotli},          {"*;q=0.3, br;q=0", Coding::gzip},      {"gzip;q=broken", Coding::identity},
                {"identity", Coding::identity}};
    for (auto const& row : rows) EXPECT_EQ(best_coding(row.accept, true, true), row.expected) << row.accept;
    EXPECT_EQ(best_coding("br, gzip", true, false), Coding::gzip);
    EXPECT_EQ(best_coding("br", true, false), Coding::identity);
}

TEST(reply, reads_ranges) {
    using Kind = RangeAsked::Kind;
    struct Row {
        char const* range;
        Kind kind;
        Slice slice;
    } rows[] = {{"bytes=0-0", Kind::part, {0, 1}},
                {"bytes=2-", Kind::part, {2, 8}},
                {"bytes=-3", Kind::part, {7, 3}},
                {"bytes=-30", Kind::part, {0, 10}},
                {"bytes=5-100", Kind::part, {5, 5}},
                {"bytes=10-", Kind::outside, {}},
                {"bytes=-0", Kind::outside, {}},
                {"bytes=5-2", Kind::none, {}},
                {"bytes=1-2,4-5", Kind::none, {}},
                {"bytes=a-b", Kind::none, {}},
                {"lines=1-2", Kind::none, {}},
                {"bytes=-", Kind::none, {}},
                {"bytes=0-99999999999999999999", Kind::none, {}}};
    for (auto const& row : rows) {
        auto asked = read_range(row.range, 10);
        EXPECT_EQ(asked.kind, row.kind) << row.range;
        EXPECT_EQ(asked.slice, row.slice) << row.range;
    }
    EXPECT_EQ(read_range("bytes=0-", 0).kind, Kind::outside);
}

TEST(reply, html_carries_the_strict_policy_unless_it_names_its_own) {
    Request request;
    auto page = html("<p>x");
    auto reply = make_reply(request, page, {});
    EXPECT_THAT(reply->head, HasSubstr("Content-Security-Policy: default-src 'self'"));
    EXPECT_THAT(reply->head, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(reply->head, HasSubstr("Cache-Control: private, no-cache\r\n"));
    as_attachment(page, "附件\xE2\x80\xAE\"一.html");
    reply = make_reply(request, page, {});
    EXPECT_THAT(reply->head, Not(HasSubstr("default-src 'self'")));
    EXPECT_THAT(reply->head, HasSubstr("Content-Security-Policy: sandbox; default-src 'none'\r\n"));
    EXPECT_THAT(reply->head, HasSubstr("filename*=UTF-8''%E9%99%84%E4%BB%B6%22%E4%B8%80.html\r\n"));
}

TEST(reply, unchanged_pages_are_304_without_a_body) {
    auto body = std::make_shared<CachedBody const>(std::string(4000, 'p'), "abc", true);
    Response response = html("");
    response.body = body;
    Request request;
    request.headers.add("accept-encoding", "gzip");
    EXPECT_THAT(make_reply(request, response, {})->head, HasSubstr("ETag: \"abc-gz\"\r\n"));
    request.headers.add("if-none-match", "\"x\", W/\"abc-gz\"");
    auto reply = make_reply(request, response, {});
    EXPECT_EQ(reply->status, 304);
    EXPECT_TRUE(reply->bytes.empty());
    EXPECT_THAT(reply->head, HasSubstr("ETag"));
    EXPECT_THAT(reply->head, HasSubstr("Vary: Accept-Encoding"));
    EXPECT_FALSE(matches("\"abcd\"", "abc"));
    EXPECT_TRUE(matches("*", "abc"));
}

TEST(response, cannot_be_split_by_line_ends) {
    Response response;
    EXPECT_THROW(response.set("X-A", "a\r\nSet-Cookie: b=1"), std::invalid_argument);
    EXPECT_THROW(response.add("X A", "a"), std::invalid_argument);
    EXPECT_EQ(*see_other("/a\r\nX: 1").header("Location"), "/a%0D%0AX:%201");
    EXPECT_EQ(*see_other("/公开?a=%20").header("location"), "/%E5%85%AC%E5%BC%80?a=%20");
    for (auto away : {"//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", ""})
        EXPECT_EQ(*see_other(away).header("Location"), "/") << away;
}

TEST(cookies, are_read_and_written) {
    auto cookies = read_cookies("a=1; b=\"2\";c; =x; d=\xff; e==");
    EXPECT_EQ(cookies["a"], "1");
    EXPECT_EQ(cookies["b"], "2");
    EXPECT_FALSE(cookies.has("c"));
    EXPECT_FALSE(cookies.has("d"));
    EXPECT_EQ(cookies["e"], "=");
    Request request;
    request.secure = true;
    Response response;
    set_cookie(request, response, "session", "abc", {.max_age = 60s});
    EXPECT_EQ(*response.header("Set-Cookie"), "session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
    EXPECT_THROW(set_cookie(request, response, "session", "a;b"), std::invalid_argument);
}

TEST(csrf, tokens_belong_to_one_session) {
    auto token = csrf_token("session-1");
    EXPECT_NE(token, csrf_token("session-1"));
    Request request;
    request.form.add("csrf_token", token);
    EXPECT_TRUE(csrf_ok(request, "session-1"));
    EXPECT_FALSE(csrf_ok(request, "session-2"));
    EXPECT_FALSE(csrf_ok(request, ""));
    Request by_header;
    by_header.headers.add("x-csrf-token", token);
    EXPECT_TRUE(csrf_ok(by_header, "session-1"));
    for (auto wrong : {std::string(), std::string(128, '0'), std::string(128, 'z'), token + "0"}) {
        Request bad;
        bad.form.add("csrf_token", wrong);
        EXPECT_FALSE(csrf_ok(bad, "session-1")) << wrong;
    }
}

TEST(addresses, proxies_are_believed_only_when_trusted) {
    TrustedProxies proxies;
    EXPECT_EQ(proxies.read({"127.0.0.1", "10.0.0.0/8"}), "");
    Request request;
    request.headers.add("x-forwarded-for", "1.1.1.1, 203.0.113.9, 10.1.2.3");
    request.headers.add("x-forwarded-proto", "https");
    proxies.apply("127.0.0.1", request);
    EXPECT_EQ(request.remote, "203.0.113.9");
    EXPECT_TRUE(request.secure);
    request.secure = false;
    proxies.apply("192.0.2.1", request);
    EXPECT_EQ(request.remote, "192.0.2.1");
    EXPECT_FALSE(request.secure);
    for (auto wrong : {"x", "10.0.0.0/33", "10.0.0.0/", "/8"}) EXPECT_EQ(TrustedProxies().read({wrong}), wrong);
    EXPECT_EQ(client_key("2001:db8::1"), client_key("2001:db8::ffff"));
    EXPECT_NE(client_key("2001:db8::1"), client_key("2001:db8:0:1::1"));
    EXPECT_EQ(client_key("::ffff:192.0.2.1"), client_key("192.0.2.1"));
}

TEST(addresses, buckets_fill_again_and_stay_bounded) {
    RequestRates rates(10, 3, 4);
    RequestRates::Time now{};
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(rates.take("a", now));
    EXPECT_FALSE(rates.take("a", now));
    EXPECT_TRUE(rates.take("b", now));
    EXPECT_TRUE(rates.take("a", now + 100ms));
    EXPECT_FALSE(rates.take("a", now + 100ms));
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(rates.take("c" + std::to_string(i), now + 1s));
}

TEST(page_cache, keeps_until_a_tag_is_touched) {
    PageCache cache;
    auto page = html(std::string(4000, 'x'));
    page.add("Set-Cookie", "a=b");
    cache.keep("k1", page, {"unit:5", "disclosure:1"}, cache.mark());
    cache.keep("k2", page, {"unit:5"}, cache.mark());
    cache.keep("k3", page, {"unit:6"}, cache.mark());
    auto found = cache.find("k1");
    ASSERT_TRUE(found);
    EXPECT_THAT(found->headers, ElementsAre(Pair("Content-Type", "text/html; charset=utf-8")));
    EXPECT_FALSE(found->body->packed(Coding::gzip).empty());
    EXPECT_FALSE(found->body->packed(Coding::brotli).empty());
    std::string const tags[] = {"unit:5"};
    cache.touch(tags);
    EXPECT_FALSE(cache.find("k1"));
    EXPECT_FALSE(cache.find("k2"));
    EXPECT_TRUE(cache.find("k3"));
    EXPECT_EQ(cache.figures().pages, 1u);
    EXPECT_EQ(cache.figures().dropped, 2u);
    cache.clear();
    EXPECT_FALSE(cache.find("k3"));
    EXPECT_EQ(cache.figures().bytes, 0u);
}

TEST(page_cache, a_page_whose_tag_was_touched_while_it_was_rendered_is_not_kept) {
    PageCache cache;
    auto mark = cache.mark();
    std::string const tags[] = {"a"};
    cache.touch(tags);
    EXPECT_EQ(cache.keep("k", html("old"), {"a"}, mark).body->identity(), "old");
    EXPECT_FALSE(cache.find("k"));
    cache.keep("k", html("new"), {"a"}, cache.mark());
    EXPECT_TRUE(cache.find("k"));
    mark = cache.mark();
    cache.clear();
    cache.keep("k", html("old"), {"a"}, mark);
    EXPECT_FALSE(cache.find("k"));
}

TEST(page_cache, the_longest_unused_page_goes_first) {
    PageCache cache(6000);
    auto page = text(std::string(200, 'x'));
    for (int i = 0; i < 5; ++i) cache.keep("k" + std::to_string(i), page, {"t"}, cache.mark());
    EXPECT_TRUE(cache.find("k0"));
    for (int i = 5; i < 10; ++i) cache.keep("k" + std::to_string(i), page, {"t"}, cache.mark());
    EXPECT_TRUE(cache.find("k0")) << "used lately";
    EXPECT_FALSE(cache.find("k1"));
    EXPECT_LE(cache.figures().bytes, 6000u);
    cache.keep("big", text(std::string(10000, 'x')), {}, cache.mark());
    EXPECT_FALSE(cache.find("big"));
}

TEST(page_cache, variants_never_push_out_pages) {
    PageCache cache(12000);
    auto page = text(std::string(200, 'x'));
    auto const variant = PageCache::Kind::variant;
    for (int i = 0; i < 4; ++i) cache.keep("k" + std::to_string(i), page, {"t"}, cache.mark());
    auto pages = cache.figures().bytes;
    for (int i = 0; i < 100; ++i) cache.keep("v" + std::to_string(i), page, {"t"}, cache.mark(), variant);
    EXPECT_LE(cache.figures().variant_bytes, 3000u);
    EXPECT_EQ(cache.figures().bytes - cache.figures().variant_bytes, pages);
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(cache.find("k" + std::to_string(i)));
    EXPECT_TRUE(cache.find("v99"));
    EXPECT_FALSE(cache.find("v0"));
    for (int i = 0; i < 100; ++i) cache.keep("p" + std::to_string(i), page, {"t"}, cache.mark());
    EXPECT_EQ(cache.figures().variant_bytes, 0u) << "pages take the room of variants";
    cache.keep("v", page, {"t"}, cache.mark(), variant);
    EXPECT_LE(cache.figures().bytes, 12000u);
    std::string const tags[] = {"t"};
    cache.touch(tags);
    EXPECT_EQ(cache.figures().pages, 0u);
    EXPECT_EQ(cache.figures().bytes, 0u);
}

TEST(page_cache, keys_hold_what_matters_and_nothing_else) {
    auto of = [](std::string_view target) {
        Request request;
        read_target(target, request);
        return request;
    };
    EXPECT_EQ(page_cache_key(of("/a?x=1&y=2")), page_cache_key(of("/a?y=2&x=1")));
    EXPECT_NE(page_cache_key(of("/a?x=1&y=2")), page_cache_key(of("/a?x=2&y=1")));
    EXPECT_NE(page_cache_key(of("/a?x=1%26y=2")), page_cache_key(of("/a?x=1&y=2")));
    std::string_view const known[] = {"x"};
    EXPECT_EQ(page_cache_key(of("/a?x=1&utm=7"), known), page_cache_key(of("/a?x=1"), known));
    std::string_view const looks[] = {"text_size"};
    auto large = of("/a"), odd = of("/a");
    large.cookies.add("text_size", "large");
    odd.cookies.add("text_size", std::string(100, 'x'));
    EXPECT_NE(page_cache_key(large, {}, looks), page_cache_key(of("/a"), {}, looks));
    EXPECT_EQ(page_cache_key(odd, {}, looks), page_cache_key(of("/a"), {}, looks));
    large.cookies.add("session", "secret");
    EXPECT_EQ(page_cache_key(large).find("secret"), std::string::npos);
}

}  // namespace
}  // namespace mingtang::http
