#pragma once
// Only for the tests of the server.
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

inline std::string get(std::string const& path, std::string const& more = {}) {
    return "GET " + path + " HTTP/1.1\r\nHost: t\r\n" + more + "\r\n";
}
inline std::string post(std::string const& path, std::string const& type, std::string const& body, std::string const& more = {}) {
    return "POST " + path + " HTTP/1.1\r\nHost: t\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + more + "\r\n" + body;
}
inline constexpr char const* pairs = "application/x-www-form-urlencoded";

inline std::size_t count(std::string const& all, std::string_view what) {
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

}  // namespace mingtang::http
