#include "http/server.hpp"

#include <sys/resource.h>

#include <csignal>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/connection.hpp"

namespace mingtang::http {
namespace {

using Tcp = asio::ip::tcp;
constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr auto sweep_every = std::chrono::milliseconds(200);
constexpr int backlog = 4096;

/// Each connection may hold a socket and a spooled file.
void raise_open_file_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

Refusal listen_refusal(boost::system::error_code error, ServerOptions const& options) {
    std::string code = "http.listen.address";
    if (error == asio::error::address_in_use) code = "http.listen.in_use";
    if (error == asio::error::access_denied) code = "http.listen.denied";
    return {code, {}, {{"address", options.address}, {"port", std::to_string(options.port)}}};
}

}  // namespace

class Server::Impl {
  public:
    Impl(ServerOptions options, Hooks hooks) : shared(std::move(options), std::move(hooks)) {
        for (int i = 0; i < std::max(1, shared.options.io_threads); ++i) loops.push_back(std::make_unique<Loop>());
    }
    ~Impl() {
        for (auto name : {"mingtang_http_connections", "mingtang_http_queue", "mingtang_http_spool_bytes"}) shared.metrics->forget(name);
    }

    Done listen();
    void run();
    void stop(std::chrono::seconds grace);

    Shared shared;
    std::uint16_t port = 0;

  private:
    asio::awaitable<void> accept();
    asio::awaitable<void> sweep(Loop& loop);
    void admit(Tcp::socket socket, Loop& loop);
    bool make_room();
    void on_all(void (Connection::*what)());
    void watch();

    std::vector<std::unique_ptr<Loop>> loops;
    std::unique_ptr<Tcp::acceptor> acceptor;
    std::mutex stop_mutex;
    bool running = false;
};

Done Server::Impl::listen() {
    auto const& options = shared.options;
    if (auto wrong = shared.proxies.read(options.trusted_proxies); !wrong.empty())
        return Refusal{"http.proxy.address", {}, {{"address", wrong}}};
    if (!shared.spool.open()) return Refusal{"http.spool.folder", {}, {{"folder", options.spool_dir.string()}}};
    boost::system::error_code error;
    auto address = asio::ip::make_address(options.address == "localhost" ? "127.0.0.1" : options.address, error);
    if (error) return listen_refusal(error, options);
    Tcp::endpoint endpoint(address, options.port);
    acceptor = std::make_unique<Tcp::acceptor>(loops[0]->context);
    acceptor->open(endpoint.protocol(), error);
    if (!error) acceptor->set_option(Tcp::acceptor::reuse_address(true), error);
    if (!error && address.is_v6()) acceptor->set_option(asio::ip::v6_only(false), error);
    if (!error) acceptor->bind(endpoint, error);
    if (!error) acceptor->listen(backlog, error);
    if (error) return listen_refusal(error, options);
    port = acceptor->local_endpoint().port();
    return {};
}

void Server::Impl::run() {
    raise_open_file_limit();
    std::signal(SIGPIPE, SIG_IGN);  // sendfile knows no MSG_NOSIGNAL
    watch();
    asio::co_spawn(loops[0]->context, accept(), asio::detached);
    for (auto& loop : loops) {
        asio::co_spawn(loop->context, sweep(*loop), asio::detached);
        loop->thread = std::thread([&context = loop->context] { context.run(); });
    }
    running = true;
}

void Server::Impl::watch() {
    shared.metrics->watch("mingtang_http_connections", "Open connections", [this] { return double(shared.open()); });
    shared.metrics->watch("mingtang_http_queue", "Requests waiting for a worker", [this] { return double(shared.workers.waiting()); });
    shared.metrics->watch("mingtang_http_spool_bytes", "Bytes of request bodies on disk", [this] { return double(shared.spool.used()); });
}

asio::awaitable<void> Server::Impl::accept() {
    for (std::size_t turn = 0; !shared.stopping; ++turn) {
        auto& loop = *loops[turn % loops.size()];
        auto [error, socket] = co_await acceptor->async_accept(loop.context, as_result);
        if (!acceptor->is_open()) co_return;
        if (!error) {
            admit(std::move(socket), loop);
            continue;
        }
        make_room();  // most likely no file handles are left
        asio::steady_timer pause(loops[0]->context, std::chrono::milliseconds(50));
        auto [stopped] = co_await pause.async_wait(as_result);
        if (stopped) co_return;
    }
}

void Server::Impl::admit(Tcp::socket socket, Loop& loop) {
    boost::system::error_code error;
    auto peer = socket.remote_endpoint(error).address();
    if (error) return;
    auto text = peer.to_string();
    auto client = client_key(text);
    auto refuse = [&](char const* why) {
        ++shared.refused;
        shared.metrics->refused(why);
    };
    if (shared.open() >= shared.options.limits.connections && !make_room()) return refuse("connections");
    bool counted = !shared.proxies.trusts(text);
    if (counted && !shared.counts.take(client)) return refuse("address");
    (void)socket.set_option(Tcp::no_delay(true), error);
    (void)socket.non_blocking(true, error);
    shared.opened();
    auto connection = std::make_shared<Connection>(std::move(socket), std::move(text), std::move(client), counted, shared, loop);
    asio::co_spawn(loop.context, Connection::run(std::move(connection)), asio::detached);
}

/// Closes the connection that has waited longest for its client; false when all are being answered.
bool Server::Impl::make_room() {
    std::weak_ptr<Connection> longest;  // weak: the last owner must not let go while a loop is locked
    std::optional<std::pair<Connection::Phase, std::int64_t>> rank;
    Loop* its_loop = nullptr;
    for (auto& loop : loops) {
        std::lock_guard lock(loop->mutex);
        for (auto connection : loop->connections) {
            std::pair now(connection->phase(), connection->since());
            if (now.first == Connection::Phase::handling || connection->already_chosen() || (rank && !(now < *rank))) continue;
            rank = now;
            longest = connection->weak_from_this();
            its_loop = loop.get();
        }
    }
    if (!rank) return false;
    if (auto held = longest.lock()) {
        held->choose();
        asio::post(its_loop->context, [held = std::move(held)] { held->close(); });
    }
    return true;
}

asio::awaitable<void> Server::Impl::sweep(Loop& loop) {
    asio::steady_timer timer(loop.context);
    for (;;) {
        timer.expires_after(sweep_every);
        auto [error] = co_await timer.async_wait(as_result);
        if (error) co_return;
        auto now = Steady::now();
        std::lock_guard lock(loop.mutex);
        for (auto connection : loop.connections) connection->expire_if_late(now);
    }
}

void Server::Impl::on_all(void (Connection::*what)()) {
    for (auto& loop : loops) {
        asio::post(loop->context, [&loop = *loop, what] {
            std::lock_guard lock(loop.mutex);
            for (auto connection : loop.connections) (connection->*what)();
        });
    }
}

void Server::Impl::stop(std::chrono::seconds grace) {
    std::lock_guard lock(stop_mutex);
    if (!running) return;
    running = false;
    shared.stopping = true;
    asio::post(loops[0]->context, [this] {
        boost::system::error_code ignored;
        (void)acceptor->close(ignored);
    });
    on_all(&Connection::close_if_idle);
    if (!shared.wait_until_none_open(grace)) {
        shared.abandoned = true;
        on_all(&Connection::close);
    }
    shared.workers.stop();
    shared.abandoned = true;
    shared.wait_until_none_open(std::chrono::seconds(2));
    for (auto& loop : loops) {
        loop->context.stop();
        loop->thread.join();
    }
}

Server::Server(ServerOptions options, Hooks hooks) : impl_(std::make_unique<Impl>(std::move(options), std::move(hooks))) {}
Server::~Server() { stop(std::chrono::seconds(0)); }

Done Server::start() {
    auto listening = impl_->listen();
    if (listening) impl_->run();
    return listening;
}

std::uint16_t Server::port() const { return impl_->port; }
void Server::stop(std::chrono::seconds grace) { impl_->stop(grace); }

Server::Figures Server::figures() const {
    auto const& shared = impl_->shared;
    return {shared.requests, shared.refused, shared.timeouts, shared.errors, shared.open(), shared.workers.waiting()};
}

}  // namespace mingtang::http
