#pragma once
// Only for connection.cpp and server.cpp: brings Asio.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <thread>
#include <unordered_set>

#include "http/shared.hpp"

namespace mingtang::http {

namespace asio = boost::asio;
using Steady = std::chrono::steady_clock;

class Connection;

/// One I/O thread with its connections: each connection lives on one loop for good, so it needs no locks.
struct Loop {
    std::mutex mutex;  // of `connections`; the accepting thread looks for someone to close
    std::unordered_set<Connection*> connections;
    std::time_t date_at = 0;
    std::string date;
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> keep_running{context.get_executor()};
    std::thread thread;

    std::string const& date_text();
};

/// One client's connection: reads a request, has it answered, writes, and again. Everything but `evictable` runs on the loop's thread.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    /// In the order in which connections are closed when there is no room for another.
    enum class Phase { idle, header, body, write, linger, handling };

    Connection(asio::ip::tcp::socket socket, std::string peer, std::string client, bool counted, Shared& shared, Loop& loop);
    ~Connection();
    static asio::awaitable<void> run(std::shared_ptr<Connection> self);

    void expire_if_late(Steady::time_point now);
    void close_if_idle();
    void close();

    Phase phase() const { return phase_.load(std::memory_order_relaxed); }
    std::int64_t since() const { return since_.load(std::memory_order_relaxed); }
    void choose() { chosen_ = true; }  // to be closed soon: look for another
    bool already_chosen() const { return chosen_; }

  private:
    struct Exchange;
    void enter(Phase phase, Steady::duration at_most);
    void moved();

    asio::awaitable<bool> one_request();
    asio::awaitable<bool> read_header();
    asio::awaitable<bool> read_body();
    asio::awaitable<std::size_t> read_some(std::size_t room);
    bool parse_some();
    void judge_header(boost::system::error_code error);
    bool quick_answer();
    bool plan_body();
    asio::awaitable<bool> on_worker(std::function<void()> work);
    asio::awaitable<bool> refuse(Fault fault);
    asio::awaitable<bool> write_response();
    asio::awaitable<bool> write_all(std::string_view head, std::string_view bytes);
    asio::awaitable<bool> send_file(int file, std::uint64_t from, std::uint64_t length);
    asio::awaitable<void> linger();
    void account(int status);

    asio::ip::tcp::socket socket_;
    std::string peer_, client_;
    bool counted_;
    Shared& shared_;
    Loop& loop_;
    std::unique_ptr<Exchange> exchange_;
    std::vector<char> buffer_;
    std::size_t used_ = 0, filled_ = 0;
    std::string head_;  // memory of response heads, used again
    bool timed_out_ = false;
    Steady::duration at_most_{};
    Steady::time_point deadline_{};
    std::atomic<Phase> phase_{Phase::header};
    std::atomic<std::int64_t> since_{0};
    std::atomic<bool> chosen_{false};
};

}  // namespace mingtang::http
