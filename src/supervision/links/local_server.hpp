#pragma once
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace mingtang::supervision::links {

/// For tests: a real server on an address of this machine. Each connection is one request on a thread of its own; `answer` gets method and
/// path and writes to the socket what it likes, or sleeps.
class LocalServer {
  public:
    using AnswerTo = std::function<void(int socket, std::string const& method, std::string const& path)>;
    LocalServer(std::string const& address, AnswerTo answer) : address_(address), answer_(std::move(answer)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in place{};
        place.sin_family = AF_INET;
        ::inet_pton(AF_INET, address.c_str(), &place.sin_addr);
        socklen_t size = sizeof place;
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&place), size) != 0 || ::listen(listener_, 64) != 0)
            throw std::runtime_error("cannot listen");
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&place), &size);
        port_ = ntohs(place.sin_port);
        accepting_ = std::jthread([this](std::stop_token stop) { accept(stop); });
    }
    ~LocalServer() {
        accepting_.request_stop();
        ::shutdown(listener_, SHUT_RDWR);
        accepting_.join();
        talks_.clear();
        ::close(listener_);
    }
    std::string url(std::string const& path) const { return "http://" + address_ + ":" + std::to_string(port_) + path; }
    std::string host() const { return address_ + ":" + std::to_string(port_); }
    std::vector<std::string> asked() {
        std::lock_guard lock(mutex_);
        return asked_;
    }
    static void send(int socket, std::string_view bytes) {
        while (!bytes.empty()) {
            auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes.remove_prefix(std::size_t(sent));
        }
    }
    static void reply(int socket, std::string const& status, std::string const& headers = "", std::string const& body = "") {
        send(socket, "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n" + headers +
                         "\r\n" + body);
    }

  private:
    void accept(std::stop_token const& stop) {
        while (!stop.stop_requested()) {
            int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0) continue;
            talks_.emplace_back([this, socket] { talk(socket); });
        }
    }
    void talk(int socket) {
        std::string head;
        char buffer[4096];
        while (head.find("\r\n\r\n") == head.npos) {
            auto got = ::recv(socket, buffer, sizeof buffer, 0);
            if (got <= 0) break;
            head.append(buffer, std::size_t(got));
        }
        auto method = head.substr(0, head.find(' '));
        auto path = head.substr(method.size() + 1, head.find(' ', method.size() + 1) - method.size() - 1);
        {
            std::lock_guard lock(mutex_);
            asked_.push_back(method + " " + path);
        }
        answer_(socket, method, path);
        ::shutdown(socket, SHUT_RDWR);
        ::close(socket);
    }
    std::string address_;
    AnswerTo answer_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::mutex mutex_;
    std::vector<std::string> asked_;
    std::vector<std::jthread> talks_;
    std::jthread accepting_;
};

}  // namespace mingtang::supervision::links
