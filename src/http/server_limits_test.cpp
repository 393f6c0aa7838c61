#include "http/server_fixture.hpp"

namespace mingtang::http {
namespace {

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

}  // namespace
}  // namespace mingtang::http
