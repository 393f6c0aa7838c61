#include "http/server.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <latch>
#include <thread>

#include "base/resource.hpp"
#include "http/metrics.hpp"

namespace mingtang::http {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// A plain socket that gives up after ten seconds.
class Client {
  public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval limit{10, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    }
    Client(Client&& other) noexcept : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_) {}
    ~Client() {
        if (socket_ >= 0) ::close(socket_);
    }
    bool connected() const { return connected_; }
    bool send(std::string_view bytes) const {
        while (!bytes.empty()) {
            auto n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(std::size_t(n));
        }
        return true;
    }
    /// Until `stop` holds of what came, or the server closes.
    template <class Stop>
    std::string read_until(Stop stop) const {
        std::string all;
        char piece[16384];
        while (!stop(all)) {
            auto n = ::recv(socket_, piece, sizeof piece, 0);
            if (n <= 0) break;
            all.append(piece, std::size_t(n));
        }
        return all;
    }
    std::string read_all() const {
        return read_until([](auto const&) { return false; });
    }
    /// One response with a Content-Length.
    std::string read_one() const {
        return read_until([](std::string const& all) {
            auto end = all.find("\r\n\r\n");
            if (end == all.npos) return false;
            auto length = all.find("Content-Length: ");
            return length == all.npos || length > end || all.size() >= end + 4 + std::stoul(all.substr(length + 16));
        });
    }
    std::string ask(std::string_view request) const {
        send(request);
        return read_one();
    }

  private:
    int socket_;
    bool connected_ = false;
};

std::string get(std::string const& path, std::string const& more = {}) {
    return "GET " + path + " HTTP/1.1\r\nHost: t\r\n" + more + "\r\n";
}
std::string post(std::string const& path, std::string const& type, std::string const& body, std::string const& more = {}) {
    return "POST " + path + " HTTP/1.1\r\nHost: t\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + more + "\r\n" + body;
}
constexpr char const* pairs = "application/x-www-form-urlencoded";

std::size_t count(std::string const& all, std::string_view what) {
    std::size_t n = 0;
    for (auto at = all.find(what); at != all.npos; at = all.find(what, at + 1)) ++n;
    return n;
}

class server : public testing::Test {
  protected:
    server() {
        spdlog::set_level(spdlog::level::off);
        folder = std::filesystem::temp_directory_path() / ("server_test_" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder);
        options.port = 0;
        options.spool_dir = folder / "spool";
        options.limits.header_time = options.limits.body_stall = options.limits.write_time = 1s;
        options.limits.idle_time = 2s;
        options.limits.requests_per_second = options.limits.burst = 100000;
        hooks.handle = [this](Request& request) { return answer(request); };
        hooks.max_body = [](Method, std::string_view path) -> std::uint64_t {
            return path == "/none" ? 0 : path == "/upload" ? 8u << 20 : 64u << 10;
        };
    }
    ~server() override {
        running.reset();
        std::filesystem::remove_all(folder);
    }
    void start() {
        running = std::make_unique<Server>(options, hooks);
        auto done = running->start();
        ASSERT_TRUE(done) << done.error().code;
    }
    Client client() { return Client(running->port()); }
    std::string ask(std::string const& request) { return client().ask(request); }
    std::size_t spooled() const {
        return std::size_t(std::distance(std::filesystem::directory_iterator(options.spool_dir), std::filesystem::directory_iterator()));
    }

    Response answer(Request& request) {
        if (request.path == "/wait") {
            entered.count_down();
            leave.wait();
        }
        if (request.path == "/broken") throw std::runtime_error("secret detail");
        if (request.path == "/away") throw Unavailable("database");
        if (request.path == "/large") return html(std::string(20000, 'x'));
        if (request.path == "/file") return file(folder / "file.txt", "text/plain; charset=utf-8", "e1");
        if (request.path == "/upload" || request.path == "/form") {
            std::string told;
            for (auto const& [name, value] : request.form) told += name + "=" + value + ";";
            for (auto const& upload : request.uploads)
                told += upload.field + ":" + upload.file_name + ":" + std::to_string(upload.size) + ";";
            return text(told + request.body);
        }
        return text(std::string(name_of(request.method)) + " " + request.path + " " + request.query["q"] + "\n");
    }

    std::filesystem::path folder;
    ServerOptions options;
    Hooks hooks;
    std::unique_ptr<Server> running;
    std::latch entered{1}, leave{1};
};

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
    auto kept = std::make_shared<CachedBody const>(CachedBody{"identity", "gzipped", "brotlied", "abc"});
    hooks.quick = [kept](Request const& request, Response& response) {
        if (request.path != "/kept") return false;
        response = html("");
        response.body = kept;
        return true;
    };
    start();
    EXPECT_THAT(ask(get("/kept")), EndsWith("\r\n\r\nidentity"));
    EXPECT_THAT(ask(get("/kept", "Accept-Encoding: gzip\r\n")), EndsWith("\r\n\r\ngzipped"));
    EXPECT_THAT(ask(get("/kept", "Accept-Encoding: gzip, br\r\n")), EndsWith("\r\n\r\nbrotlied"));
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

TEST_F(server, slow_clients_are_cut_off) {
    start();
    auto header = client(), body = client(), silent = client();
    header.send("GET / HT");
    body.send("POST /form HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\nabc");
    EXPECT_THAT(header.read_all(), StartsWith("HTTP/1.1 408"));
    EXPECT_THAT(body.read_all(), StartsWith("HTTP/1.1 408"));
    EXPECT_EQ(silent.read_all(), "");
    EXPECT_GE(running->figures().timeouts, 3u);
}

TEST_F(server, a_body_that_trickles_is_cut_off_though_it_never_stalls) {
    options.limits.body_bytes_per_second = 10000;
    start();
    auto c = client();
    c.send("POST /form HTTP/1.1\r\nHost: t\r\nContent-Length: 60000\r\n\r\n");
    std::atomic<bool> done{false};
    std::thread trickle([&] {
        for (int i = 0; i < 100 && !done && c.send("x"); ++i) std::this_thread::sleep_for(100ms);
    });
    EXPECT_THAT(c.read_until([](auto const& all) { return all.find("\r\n\r\n") != all.npos; }), StartsWith("HTTP/1.1 408"));
    done = true;
    trickle.join();
}

TEST_F(server, readers_that_stop_reading_are_cut_off) {
    std::ofstream(folder / "file.txt") << std::string(30 << 20, 'x');
    start();
    auto c = client();
    c.send(get("/file"));
    for (int i = 0; i < 100 && running->figures().open_connections > 0; ++i) std::this_thread::sleep_for(100ms);
    EXPECT_EQ(running->figures().open_connections, 0);
}

TEST_F(server, a_flood_of_half_open_uploads_starves_nobody) {
    options.limits.connections = 60;
    options.limits.connections_per_address = 1000;
    options.limits.body_stall = options.limits.header_time = 60s;
    options.workers = 2;
    start();
    std::vector<Client> flood;
    for (int i = 0; i < 200; ++i) {
        flood.push_back(client());
        flood.back().send(
            "POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 5000000\r\n\r\n--B\r\n"
            "Content-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\nxxx");
        if (i % 20 == 19) {
            auto begun = std::chrono::steady_clock::now();
            EXPECT_THAT(ask(get("/ok")), StartsWith("HTTP/1.1 200")) << i;
            EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
        }
    }
    EXPECT_LE(running->figures().open_connections, 70);
    flood.clear();
    for (int i = 0; i < 100 && running->figures().open_connections > 0; ++i) std::this_thread::sleep_for(20ms);
    EXPECT_EQ(spooled(), 0u);
}

TEST_F(server, one_address_holds_so_many_connections_and_requests) {
    options.limits.connections_per_address = 3;
    options.limits.requests_per_second = 0.001;
    options.limits.burst = 2;
    start();
    auto a = client(), b = client(), c = client(), d = client();
    EXPECT_EQ(d.read_all(), "");
    EXPECT_THAT(a.ask(get("/")), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(b.ask(get("/")), StartsWith("HTTP/1.1 200"));
    auto late = c.ask(get("/"));
    EXPECT_THAT(late, StartsWith("HTTP/1.1 429"));
    EXPECT_THAT(late, HasSubstr("Retry-After"));
}

TEST_F(server, trusted_proxies_speak_for_their_clients) {
    options.trusted_proxies = {"127.0.0.1"};
    options.limits.connections_per_address = 1;
    hooks.handle = [](Request& request) { return text(request.remote + (request.secure ? " secure" : " plain")); };
    start();
    auto a = client(), b = client();
    EXPECT_THAT(a.ask(get("/", "X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-Proto: https\r\n")), EndsWith("198.51.100.7 secure"));
    EXPECT_THAT(b.ask(get("/")), EndsWith("127.0.0.1 plain"));
}

TEST_F(server, a_full_queue_answers_503) {
    options.workers = 1;
    options.limits.queue = 1;
    start();
    auto running_one = client(), waiting_one = client();
    running_one.send(get("/wait"));
    entered.wait();
    waiting_one.send(get("/second"));
    for (int i = 0; i < 500 && running->figures().waiting == 0; ++i) std::this_thread::sleep_for(10ms);
    auto third = ask(get("/third"));
    EXPECT_THAT(third, StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(third, HasSubstr("http.server.busy"));
    leave.count_down();
    EXPECT_THAT(running_one.read_one(), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(waiting_one.read_one(), StartsWith("HTTP/1.1 200"));
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
    auto told = options.metrics->exposition();
    EXPECT_THAT(told, HasSubstr("mingtang_http_responses_total{class=\"2xx\"} 1\n"));
    EXPECT_THAT(told, HasSubstr("mingtang_http_responses_total{class=\"5xx\"} 1\n"));
    EXPECT_THAT(told, HasSubstr("mingtang_http_handler_seconds_count 2\n"));
    EXPECT_THAT(told, HasSubstr("mingtang_http_connections "));
}

}  // namespace
}  // namespace mingtang::http
