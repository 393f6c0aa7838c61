#include <spdlog/sinks/ostream_sink.h>

#include <sstream>

#include "http/server_fixture.hpp"

namespace mingtang::http {
namespace {

TEST_F(server, keeps_connections_alive_and_answers_pipelined_requests_in_order) {
    start();
    auto c = client();
    EXPECT_THAT(c.ask(get("/a?q=%E5%85%AC+b")), EndsWith("GET /a 公 b\n"));
    EXPECT_THAT(c.ask("\r\n" + get("/b")), EndsWith("GET /b \n"));
    std::string many;
    for (int i = 0; i < 50; ++i) many += i % 2 ? get("/" + std::to_string(i)) : post("/" + std::to_string(i), pairs, "a=1");
    c.send(many + get("/last", "Connection: close\r\n"));
    auto all = c.read_all();
    EXPECT_EQ(count(all, "HTTP/1.1 200 OK"), 51u);
    std::size_t at = 0;
    for (int i = 0; i < 50; ++i) {
        auto next = all.find(" /" + std::to_string(i) + " \n", at);
        ASSERT_NE(next, all.npos) << i;
        at = next;
    }
    EXPECT_THAT(all, EndsWith("GET /last \n"));
}

TEST_F(server, speaks_http_1_0_and_head) {
    start();
    auto old = client();
    old.send("GET /x HTTP/1.0\r\n\r\n");
    EXPECT_THAT(old.read_all(), HasSubstr("Connection: close"));
    auto kept = client();
    EXPECT_THAT(kept.ask("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"), HasSubstr("Connection: keep-alive"));
    EXPECT_THAT(kept.ask("GET /y HTTP/1.0\r\n\r\n"), HasSubstr("GET /y"));
    auto c = client();
    c.send("HEAD /large HTTP/1.1\r\nHost: t\r\n\r\n" + get("/after", "Connection: close\r\n"));
    auto all = c.read_all();
    EXPECT_THAT(all, HasSubstr("Content-Length: 20000\r\n"));
    EXPECT_THAT(all, Not(HasSubstr("xxxx")));
    EXPECT_THAT(all, EndsWith("GET /after \n"));
}

TEST_F(server, refuses_bad_requests_with_their_code) {
    options.limits.header_bytes = 12 * 1024;
    start();
    struct Row {
        std::string request;
        int status;
        char const* code;
    } rows[] = {
        {get("/%ff"), 400, "http.request.encoding"},
        {get("/?q=%00"), 400, "http.request.encoding"},
        {get("/a/../b"), 400, "http.request.encoding"},
        {post("/form", pairs, "a=%ff"), 400, "http.request.encoding"},
        {post("/form", pairs, "a=%00"), 400, "http.request.encoding"},
        {post("/form", pairs, "a=\xb9\xab"), 400, "http.request.encoding"},
        {get("/" + std::string(9000, 'a')), 414, "http.request.target_too_long"},
        {get("/" + std::string(20000, 'a')), 414, "http.request.target_too_long"},
        {get("/", "X: " + std::string(20000, 'a') + "\r\n"), 431, "http.request.header_too_large"},
        {post("/form", pairs, std::string(70000, 'a')), 413, "http.request.body_too_large"},
        {"POST /form HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999\r\n\r\n", 413, "http.request.body_too_large"},
        {"nonsense\r\n\r\n", 400, "http.request.malformed"},
        {"GET / HTTP/1.1\r\n\r\n", 400, "http.request.malformed"},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "http.request.malformed"},
        {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505, "http.request.malformed"},
        {get("/", "Expect: tea\r\n"), 417, "http.request.expectation"},
        {post("/form", pairs, "a", "Content-Encoding: gzip\r\n"), 415, "http.request.body_encoding"},
        {post("/form", "multipart/form-data", "a"), 400, "http.request.multipart"},
    };
    for (auto const& row : rows) {
        auto c = client();
        c.send(row.request);
        auto all = c.read_all();
        EXPECT_THAT(all, StartsWith("HTTP/1.1 " + std::to_string(row.status) + " ")) << row.request.substr(0, 60);
        EXPECT_THAT(all, HasSubstr(row.code)) << row.request.substr(0, 60);
    }
    EXPECT_GE(running->figures().refused, 10u);
}

TEST_F(server, requests_cannot_be_smuggled) {
    start();
    std::string const start_line = "POST /form HTTP/1.1\r\nHost: t\r\n", inner = "0\r\n\r\nGET /inner HTTP/1.1\r\nHost: t\r\n\r\n";
    for (std::string const framing :
         {"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
          "Content-Length: 4\r\nContent-Length: 5\r\n", "Content-Length: 4\r\nContent-Length: 4\r\n", "Content-Length: +4\r\n",
          "Content-Length: -1\r\n", "Content-Length: 0x4\r\n", "Transfer-Encoding: gzip\r\n", "Transfer-Encoding: gzip, chunked\r\n",
          "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
          "Transfer-Encoding : chunked\r\n"}) {
        auto c = client();
        c.send(start_line + framing + "\r\n" + inner);
        auto all = c.read_all();
        EXPECT_EQ(count(all, "HTTP/1.1 "), 1u) << framing;
        EXPECT_THAT(all, StartsWith("HTTP/1.1 400")) << framing;
        EXPECT_THAT(all, Not(HasSubstr("/inner"))) << framing;
    }
    auto trailer =
        ask(start_line +
            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\nHost: evil\r\n\r\n");
    EXPECT_THAT(trailer, StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(trailer, EndsWith("{\"a\":1}"));
}

TEST_F(server, takes_forms_and_uploads_and_removes_them_afterwards) {
    start();
    EXPECT_THAT(ask(post("/form", pairs, "a=1+2&b=%E5%85%AC")), EndsWith("a=1 2;b=公;"));
    std::string body =
        "--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n标题\r\n--B\r\nContent-Disposition: form-data; name=\"f\"; "
        "filename=\"../公开目录.pdf\"\r\nContent-Type: application/pdf\r\n\r\n" +
        std::string(3 << 20, 'x') + "\r\n--B--\r\n";
    EXPECT_THAT(ask(post("/upload", "multipart/form-data; boundary=B", body)), EndsWith("title=标题;f:公开目录.pdf:3145728;"));
    auto c = client();
    c.send("POST /form HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(c.read_until([](auto const& all) { return all.ends_with("\r\n\r\n"); }), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_THAT(c.ask("{}"), EndsWith("{}"));
    EXPECT_THAT(ask("POST /none HTTP/1.1\r\nHost: t\r\nContent-Length: 100000\r\n\r\nxxx"), EndsWith("POST /none \n"));
    for (int i = 0; i < 50 && spooled() > 0; ++i) std::this_thread::sleep_for(20ms);
    EXPECT_EQ(spooled(), 0u);
}

TEST_F(server, compresses_and_answers_from_the_quick_hook) {
    auto kept = std::make_shared<CachedBody const>(std::string(4000, 'i') + "identity", "abc", true);
    hooks.quick = [kept](Request const& request, Response& response) {
        if (request.path != "/kept") return false;
        response = html("");
        response.body = kept;
        return true;
    };
    start();
    EXPECT_THAT(ask(get("/kept")), EndsWith("iiidentity"));
    EXPECT_THAT(ask(get("/kept", "Accept-Encoding: gzip\r\n")), EndsWith(kept->packed(Coding::gzip)));
    EXPECT_THAT(ask(get("/kept", "Accept-Encoding: gzip, br\r\n")), EndsWith(kept->packed(Coding::brotli)));
    EXPECT_LT(kept->packed(Coding::gzip).size(), 200u);
    EXPECT_LT(kept->packed(Coding::brotli).size(), 200u);
    EXPECT_THAT(ask(get("/kept", "If-None-Match: \"abc-br\"\r\nConnection: close\r\n")), StartsWith("HTTP/1.1 304 Not Modified"));
    auto plain = ask(get("/large")), zipped = ask(get("/large", "Accept-Encoding: gzip\r\n"));
    EXPECT_GT(plain.size(), 20000u);
    EXPECT_LT(zipped.size(), 2000u);
    EXPECT_THAT(zipped, HasSubstr("Content-Encoding: gzip"));
    EXPECT_THAT(plain, HasSubstr("Vary: Accept-Encoding"));
}

TEST_F(server, sends_files_whole_and_in_parts) {
    std::string bytes;
    for (int i = 0; i < 300000; ++i) bytes += char('a' + i % 26);
    start();
    EXPECT_THAT(ask(get("/file")), StartsWith("HTTP/1.1 404"));
    std::ofstream(folder / "file.txt") << bytes;
    EXPECT_THAT(ask(get("/file")), EndsWith("\r\n\r\n" + bytes));
    auto part = ask(get("/file", "Range: bytes=26-28\r\n"));
    EXPECT_THAT(part, StartsWith("HTTP/1.1 206"));
    EXPECT_THAT(part, HasSubstr("Content-Range: bytes 26-28/300000\r\n"));
    EXPECT_THAT(part, EndsWith("\r\n\r\nabc"));
    EXPECT_THAT(ask(get("/file", "Range: bytes=26-28\r\nIf-Range: \"e1\"\r\n")), StartsWith("HTTP/1.1 206"));
    EXPECT_THAT(ask(get("/file", "Range: bytes=26-28\r\nIf-Range: \"old\"\r\n")), StartsWith("HTTP/1.1 200"));
    auto outside = ask(get("/file", "Range: bytes=300000-\r\n"));
    EXPECT_THAT(outside, StartsWith("HTTP/1.1 416"));
    EXPECT_THAT(outside, HasSubstr("Content-Range: bytes */300000\r\n"));
    EXPECT_THAT(ask(get("/file", "If-None-Match: \"e1\"\r\nRange: bytes=0-1\r\n")), StartsWith("HTTP/1.1 304"));
}

/// Addresses hold keys of calendars and names of files: the log names the route.
TEST_F(server, logs_the_route_and_never_the_path) {
    hooks.pattern = [](Method, std::string_view path) { return path.starts_with("/keep/") ? std::string() : "/{name}"; };
    hooks.quick = [](Request const& request, Response&) -> bool {
        if (request.path == "/hidden-quick") throw std::runtime_error("no cache");
        return false;
    };
    auto before = spdlog::default_logger();
    std::ostringstream log;
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::ostream_sink_mt>(log)));
    spdlog::set_level(spdlog::level::info);
    start();
    for (auto path : {"/hidden?q=hidden", "/keep/hidden", "/hidden-quick", "/broken", "/away"}) ask(get(path));
    ask(post("/hidden", pairs, "a=hidden"));
    running.reset();
    spdlog::set_default_logger(before);
    spdlog::set_level(spdlog::level::off);
    EXPECT_THAT(log.str(), HasSubstr("GET /{name} 200 "));
    EXPECT_THAT(log.str(), HasSubstr("POST /{name} 200 "));
    EXPECT_THAT(log.str(), HasSubstr("GET - 200 "));
    EXPECT_THAT(log.str(), HasSubstr("GET /{name}: the quick answer failed: no cache incident="));
    EXPECT_THAT(log.str(), HasSubstr("GET /{name} failed: std::runtime_error"));
    EXPECT_EQ(count(log.str(), "GET /{name} failed: "), 2u);
    for (auto unsaid : {"hidden", "/keep", "/broken", "/away"}) EXPECT_THAT(log.str(), Not(HasSubstr(unsaid))) << unsaid;
}

TEST_F(server, handlers_that_throw_become_500_and_503_with_an_incident) {
    std::string told;
    hooks.error_page = [&](int status, std::string const& code, Request const* request, std::string const& incident) {
        EXPECT_TRUE(request);
        told = incident;
        return html(code + " " + incident, status);
    };
    start();
    auto broken = ask(get("/broken"));
    EXPECT_THAT(broken, StartsWith("HTTP/1.1 500"));
    EXPECT_THAT(broken, HasSubstr("http.server.error " + told));
    EXPECT_THAT(broken, Not(HasSubstr("secret")));
    EXPECT_EQ(told.size(), 11u);
    auto away = ask(get("/away"));
    EXPECT_THAT(away, StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(away, HasSubstr("Retry-After: "));
    EXPECT_EQ(running->figures().errors, 2u);
}

TEST_F(server, stop_lets_a_running_request_end) {
    start();
    auto idle = client(), busy = client();
    EXPECT_THAT(idle.ask(get("/")), StartsWith("HTTP/1.1 200"));
    busy.send(get("/wait"));
    entered.wait();
    std::thread stopping([&] { running->stop(20s); });
    EXPECT_EQ(idle.read_all(), "") << "idle connections are closed at once";
    leave.count_down();
    EXPECT_THAT(busy.read_all(), StartsWith("HTTP/1.1 200"));
    stopping.join();
    EXPECT_FALSE(client().connected());
}

TEST_F(server, says_why_it_cannot_listen) {
    start();
    auto second = options;
    second.port = running->port();
    EXPECT_EQ(Server(second, hooks).start().error().code, "http.listen.in_use");
    second.address = "not an address";
    EXPECT_EQ(Server(second, hooks).start().error().code, "http.listen.address");
    second.address = "127.0.0.1";
    second.trusted_proxies = {"nonsense"};
    EXPECT_EQ(Server(second, hooks).start().error().code, "http.proxy.address");
    second.trusted_proxies.clear();
    second.spool_dir = "/proc/nowhere";
    EXPECT_EQ(Server(second, hooks).start().error().code, "http.spool.folder");
}

TEST_F(server, tells_its_figures) {
    options.metrics = std::make_shared<Metrics>();
    start();
    ask(get("/"));
    ask(get("/broken"));
    // A response is counted when it is written, which may be just after its reader has it.
    auto told = options.metrics->exposition();
    for (int i = 0; i < 500 && told.find("handler_seconds_count 2\n") == std::string::npos; ++i, told = options.metrics->exposition())
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_THAT(told, HasSubstr("mingtang_http_responses_total{class=\"2xx\"} 1\n"));
    EXPECT_THAT(told, HasSubstr("mingtang_http_responses_total{class=\"5xx\"} 1\n"));
    EXPECT_THAT(told, HasSubstr("mingtang_http_handler_seconds_count 2\n"));
    EXPECT_THAT(told, HasSubstr("mingtang_http_connections "));
}

}  // namespace
}  // namespace mingtang::http
