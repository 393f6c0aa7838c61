#include "supervision/links/fetch.hpp"

#include <gtest/gtest.h>

#include "supervision/links/local_server.hpp"

namespace mingtang::supervision::links {
namespace {

using namespace std::chrono_literals;
using Time = std::chrono::steady_clock;

/// libcurl against a real server on 127.0.0.2; 127.0.0.1 stands for everything that must not be reached.
class FetchTest : public testing::Test {
  protected:
    LocalServer server_{"127.0.0.2", [](int socket, std::string const& method, std::string const& path) {
                            if (path == "/ok") LocalServer::reply(socket, "200 OK", "", method == "HEAD" ? "" : "good");
                            if (path == "/gone") LocalServer::reply(socket, "404 Not Found");
                            if (path == "/later") LocalServer::reply(socket, "503 Busy", "Retry-After: 120\r\n");
                            if (path == "/moved") LocalServer::reply(socket, "301 Moved", "Location: /ok\r\n");
                            if (path == "/slow") std::this_thread::sleep_for(2s);
                            if (path == "/huge") {
                                LocalServer::send(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                                for (int i = 0; i < 4000; ++i) LocalServer::send(socket, std::string(16384, 'x'));
                            }
                            if (path == "/drip") {
                                LocalServer::send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                                for (int i = 0; i < 20; ++i) LocalServer::send(socket, "x"), std::this_thread::sleep_for(100ms);
                            }
                            if (path == "/garbage") LocalServer::send(socket, "what?\r\n");
                        }};
    LocalServer inside_{"127.0.0.1", [](int socket, std::string const&, std::string const&) { LocalServer::reply(socket, "200 OK"); }};
    Settings settings_{.private_allowed = "127.0.0.2", .connect_time = 500ms, .whole_time = 500ms};

    Answer fetched(std::string const& url, Way way = Way::get, std::size_t bytes = 0) {
        return fetch_from_web(settings_, "mingtang-patrol/1.0")({.url = url, .way = way, .body_bytes = bytes}, {});
    }
};

TEST_F(FetchTest, TellsWhatCame) {
    EXPECT_EQ(fetched(server_.url("/ok"), Way::head).status, 200);
    EXPECT_EQ(fetched(server_.url("/ok"), Way::get, 100).body, "good");
    EXPECT_EQ(fetched(server_.url("/ok"), Way::get, 2).body, "go");
    EXPECT_EQ(fetched(server_.url("/ok"), Way::get, 0).body, "");
    EXPECT_EQ(fetched(server_.url("/gone")).status, 404);
    EXPECT_EQ(fetched(server_.url("/later")).retry_after, 120s);
    auto moved = fetched(server_.url("/moved"));
    EXPECT_EQ(moved.status, 301);
    EXPECT_EQ(moved.location, server_.url("/ok")) << "not followed";
    EXPECT_EQ(fetched(server_.url("/garbage")).status, 0);
    EXPECT_EQ(server_.asked().front(), "HEAD /ok");
}

TEST_F(FetchTest, NeitherSlowNorEndlessAnswersHoldItUp) {
    auto from = Time::now();
    EXPECT_EQ(fetched(server_.url("/slow")).trouble, Trouble::timeout);
    EXPECT_EQ(fetched(server_.url("/huge")).status, 200);
    auto huge = fetched(server_.url("/huge"), Way::get, 1000);
    EXPECT_EQ(huge.status, 200);
    EXPECT_EQ(huge.body.size(), 1000u);
    EXPECT_EQ(fetched(server_.url("/drip"), Way::get, 1000).status, 200) << "the answer came; the rest took too long";
    EXPECT_LT(Time::now() - from, 4s);
}

TEST_F(FetchTest, NeverReachesPrivateAddresses) {
    for (auto const& url : {inside_.url("/"), "http://localhost" + inside_.url("/").substr(16), std::string("http://127.1:1/"),
                            "http://2130706433" + inside_.url("/").substr(16), std::string("http://[::1]:1/"),
                            "http://[::ffff:127.0.0.1]" + inside_.url("/").substr(16), std::string("http://10.255.255.1/"),
                            std::string("http://169.254.169.254/latest/meta-data/"), std::string("http://0.0.0.0:1/")}) {
        auto answer = fetched(url);
        EXPECT_EQ(answer.status, 0) << url;
        EXPECT_EQ(answer.trouble, Trouble::private_address) << url;
    }
    EXPECT_TRUE(inside_.asked().empty());
}

TEST_F(FetchTest, SpeaksNoOtherProtocol) {
    EXPECT_EQ(fetched("file:///etc/passwd").trouble, Trouble::malformed);
    EXPECT_EQ(fetched("gopher://127.0.0.2/").trouble, Trouble::malformed);
}

TEST_F(FetchTest, EndsWhenStopped) {
    settings_.whole_time = 10s;
    std::stop_source stop;
    std::jthread soon([&] {
        std::this_thread::sleep_for(200ms);
        stop.request_stop();
    });
    auto from = Time::now();
    EXPECT_TRUE(fetch_from_web(settings_, "x")({.url = server_.url("/slow")}, stop.get_token()).stopped);
    EXPECT_LT(Time::now() - from, 1900ms);
}

TEST_F(FetchTest, GoesAroundProxiesOfTheEnvironment) {
    ::setenv("http_proxy", inside_.url("").c_str(), 1);
    EXPECT_EQ(fetched(server_.url("/ok")).status, 200);
    ::unsetenv("http_proxy");
    EXPECT_TRUE(inside_.asked().empty());
}

}  // namespace
}  // namespace mingtang::supervision::links
