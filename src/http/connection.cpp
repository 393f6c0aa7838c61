#include "http/connection.hpp"

#include <sys/sendfile.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/date.hpp"
#include "http/parser.hpp"
#include "http/reply.hpp"

namespace mingtang::http {
namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t small_buffer = 8 * 1024, body_buffer = 64 * 1024;
constexpr std::size_t file_piece = 256 * 1024;
constexpr std::uint64_t most_lingering = 4 * 1024 * 1024;
constexpr Fault timeout{408, "http.request.timeout"};

}  // namespace

/// One request and its answer.
struct Connection::Exchange {
    Exchange() : parser(request) {}
    Request request;
    RequestParser parser;
    std::optional<Fault> fault;
    std::unique_ptr<BodyTaker> body;
    Response response;
    std::size_t header_bytes = 0;
    bool read_whole = false;  // nothing of this request is left to read
    bool by_worker = false;
    Steady::time_point begun = Steady::now();
    Steady::time_point body_begun;
};

std::string const& Loop::date_text() {
    auto now = std::time(nullptr);
    if (now != date_at) {
        date_at = now;
        date = Instant::from_ms(std::int64_t(now) * 1000).http_text();
    }
    return date;
}

Connection::Connection(asio::ip::tcp::socket socket, std::string peer, std::string client, bool counted, Shared& shared, Loop& loop)
    : socket_(std::move(socket)),
      peer_(std::move(peer)),
      client_(std::move(client)),
      counted_(counted),
      shared_(shared),
      loop_(loop),
      buffer_(small_buffer) {
    enter(Phase::header, shared_.options.limits.header_time);
    std::lock_guard lock(loop_.mutex);
    loop_.connections.insert(this);
}

Connection::~Connection() {
    {
        std::lock_guard lock(loop_.mutex);
        loop_.connections.erase(this);
    }
    if (counted_) shared_.counts.give_back(client_);
    shared_.closed();
}

asio::awaitable<void> Connection::run(std::shared_ptr<Connection> self) {
    try {
        bool more = true;
        while (more) {
            more = co_await self->one_request();
            // Pipelined requests take turns with other connections.
            if (more && self->filled_ > self->used_) co_await asio::post(self->socket_.get_executor(), asio::use_awaitable);
        }
    } catch (std::exception const& error) {
        spdlog::error("a connection broke: {}", error.what());
    }
    self->close();
}

asio::awaitable<bool> Connection::one_request() {
    exchange_ = std::make_unique<Exchange>();
    auto& x = *exchange_;
    x.parser.header_limit(std::uint32_t(shared_.options.limits.header_bytes));
    bool got = co_await read_header();
    if (x.fault) co_return co_await refuse(*x.fault);
    if (!got) co_return false;

    x.read_whole = x.parser.is_done();
    bool plain_read = x.read_whole && (x.request.method == Method::get || x.request.method == Method::head);
    if (plain_read && quick_answer()) co_return co_await write_response();

    if (!shared_.rates.take(client_key(x.request.remote), Steady::now())) {
        shared_.metrics->refused("rate");
        co_return co_await refuse({429, "http.request.too_many"});
    }
    if (!x.read_whole && plan_body()) {
        got = co_await read_body();
        if (!got && !x.fault) co_return false;
    }
    if (x.fault) co_return co_await refuse(*x.fault);

    x.by_worker = true;
    enter(Phase::handling, Steady::duration::max());
    bool taken = co_await on_worker([this, &x] { x.response = handled(shared_, x.request, x.body.get()); });
    if (!taken) {
        shared_.metrics->refused("queue");
        co_return co_await refuse({503, "http.server.busy"});
    }
    co_return co_await write_response();
}

/// False when the client went away, or a fault was found.
asio::awaitable<bool> Connection::read_header() {
    auto& x = *exchange_;
    auto const& limits = shared_.options.limits;
    if (filled_ > used_) enter(Phase::header, limits.header_time);
    while (!x.parser.is_header_done()) {
        if (!x.parser.got_some() && filled_ - used_ >= 2 && buffer_[used_] == '\r' && buffer_[used_ + 1] == '\n') used_ += 2;
        bool stuck = used_ == filled_ || parse_some();
        if (x.fault) co_return false;
        if (!stuck) continue;
        bool nothing_yet = x.header_bytes == 0 && used_ == filled_;
        if (x.header_bytes + (filled_ - used_) >= limits.header_bytes) {
            judge_header(beast_http::error::header_limit);
            co_return false;
        }
        auto n = co_await read_some(small_buffer);
        if (n == 0) {
            if (timed_out_ && !nothing_yet) x.fault = timeout;
            co_return false;
        }
        if (nothing_yet && phase() == Phase::idle) enter(Phase::header, limits.header_time);
        if (nothing_yet) x.begun = Steady::now();
    }
    ++shared_.requests;
    shared_.proxies.apply(peer_, x.request);
    x.request.id = new_incident();
    x.fault = x.parser.check_header();
    co_return !x.fault;
}

/// Feeds what is buffered to the parser; true when it needs more bytes.
bool Connection::parse_some() {
    auto& x = *exchange_;
    bool in_header = !x.parser.is_header_done();
    boost::system::error_code error;
    auto n = x.parser.put(asio::buffer(buffer_.data() + used_, filled_ - used_), error);
    used_ += n;
    if (in_header) x.header_bytes += n;
    if (used_ == filled_) used_ = filled_ = 0;
    if (error == beast_http::error::need_more) return true;
    if (error) judge_header(error);
    return false;
}

void Connection::judge_header(boost::system::error_code error) {
    auto& x = *exchange_;
    x.fault = Fault{400, "http.request.malformed"};
    if (x.parser.fault) x.fault = x.parser.fault;
    if (error == beast_http::error::bad_version) x.fault = Fault{505, "http.request.malformed"};
    if (error != beast_http::error::header_limit) return;
    x.fault = Fault{431, "http.request.header_too_large"};
    constexpr std::size_t long_line = 8 * 1024;
    auto first_line = std::string_view(buffer_.data() + used_, filled_ - used_).find('\n');
    if (x.header_bytes == 0 && first_line > long_line) x.fault = Fault{414, "http.request.target_too_long"};
}

bool Connection::quick_answer() {
    auto& x = *exchange_;
    if (!shared_.hooks.quick) return false;
    try {
        return shared_.hooks.quick(x.request, x.response);
    } catch (std::exception const& error) {
        spdlog::error("{}: the quick answer failed: {} incident={}", logged(shared_, x.request), text::one_line(error.what()),
                      x.request.id);
        x.response = {};
        return false;
    }
}

/// Decides what becomes of the body; true when it is to be read.
bool Connection::plan_body() {
    auto& x = *exchange_;
    auto const& limits = shared_.options.limits;
    auto most = shared_.hooks.max_body ? shared_.hooks.max_body(x.request.method, x.request.path) : limits.body_bytes;
    if (most == 0) return false;  // no such route: answered without reading
    if (auto length = x.parser.content_length(); length && *length > most) {
        x.fault = Fault{413, "http.request.body_too_large"};
        return false;
    }
    BodyTaker::Bounds bounds{most, std::min(most, limits.body_bytes), limits.spool_bytes};
    x.body = std::make_unique<BodyTaker>(shared_.spool, bounds, x.request.headers["content-type"]);
    x.parser.body = x.body.get();
    return true;
}

asio::awaitable<bool> Connection::read_body() {
    auto& x = *exchange_;
    auto const& limits = shared_.options.limits;
    if (x.parser.expects_continue && !x.parser.http_1_0 && used_ == filled_) {
        bool written = co_await write_all("HTTP/1.1 100 Continue\r\n\r\n", {});
        if (!written) co_return false;
    }
    enter(Phase::body, limits.body_stall);
    x.body_begun = Steady::now();
    while (!x.parser.is_done()) {
        bool stuck = used_ == filled_ || parse_some();
        if (x.fault) co_return false;
        if (!stuck) continue;
        auto n = co_await read_some(body_buffer);
        if (n == 0) {
            if (timed_out_) x.fault = timeout;
            co_return false;
        }
        moved();
        std::chrono::duration<double> spent = Steady::now() - x.body_begun;
        if (spent > limits.body_stall && double(x.body->size()) < spent.count() * double(limits.body_bytes_per_second)) {
            ++shared_.timeouts;
            shared_.metrics->timed_out("body");
            x.fault = timeout;
            co_return false;
        }
    }
    x.read_whole = true;
    co_return true;
}

/// Bytes read, 0 when the client is gone or late.
asio::awaitable<std::size_t> Connection::read_some(std::size_t room) {
    if (used_ > 0) {
        std::copy(buffer_.begin() + std::ptrdiff_t(used_), buffer_.begin() + std::ptrdiff_t(filled_), buffer_.begin());
        filled_ -= used_;
        used_ = 0;
    }
    if (filled_ == 0 && buffer_.size() != room) {
        buffer_.resize(room);
        buffer_.shrink_to_fit();
    }
    if (filled_ == buffer_.size()) buffer_.resize(buffer_.size() + room);
    auto [error, n] = co_await socket_.async_read_some(asio::buffer(buffer_.data() + filled_, buffer_.size() - filled_), as_result);
    if (error) co_return 0;
    filled_ += n;
    co_return n;
}

asio::awaitable<bool> Connection::on_worker(std::function<void()> work) {
    return asio::async_initiate<asio::use_awaitable_t<> const, void(bool)>(
        [this](auto handler, std::function<void()> work) {
            auto executor = socket_.get_executor();
            auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
            bool taken = shared_.workers.submit([waiting, executor, work = std::move(work)] {
                work();
                asio::post(executor, [waiting] { std::move (*waiting)(true); });
            });
            if (!taken) asio::post(executor, [waiting] { std::move (*waiting)(false); });
        },
        asio::use_awaitable, std::move(work));
}

asio::awaitable<bool> Connection::refuse(Fault fault) {
    auto& x = *exchange_;
    if (x.request.id.empty()) x.request.id = new_incident();
    bool whole = x.parser.is_header_done();
    ++shared_.refused;
    if (fault.code == "http.server.spool_full") shared_.metrics->refused("spool");
    x.response = fault_page(shared_, fault, whole ? &x.request : nullptr, x.request.id);
    x.by_worker = true;
    co_return co_await write_response();
}

/// True when another request may follow on this connection.
asio::awaitable<bool> Connection::write_response() {
    auto& x = *exchange_;
    bool keep = x.read_whole && x.parser.is_done() && x.parser.keep_alive() && !shared_.stopping;
    Wire wire{keep, x.parser.http_1_0, loop_.date_text()};
    auto reply = make_reply(x.request, x.response, wire, std::move(head_));
    if (!reply) {
        x.response = fault_page(shared_, {404, "http.file.not_found"}, &x.request, x.request.id);
        reply = make_reply(x.request, x.response, wire);
    }
    if (!reply) co_return false;
    enter(Phase::write, shared_.options.limits.write_time);
    bool written = co_await write_all(reply->head, reply->bytes);
    if (written && reply->slice.length > 0) written = co_await send_file(reply->file.handle(), reply->slice.from, reply->slice.length);
    account(reply->status);
    head_ = std::move(reply->head);
    if (written && !x.read_whole) co_await linger();
    if (!written || !keep) co_return false;
    exchange_->body.reset();
    enter(Phase::idle, shared_.options.limits.idle_time);
    co_return !shared_.stopping;
}

/// Tries at once and waits only when the client's window is full: most answers need one system call.
asio::awaitable<bool> Connection::write_all(std::string_view head, std::string_view bytes) {
    boost::system::error_code error;
    while (!head.empty() || !bytes.empty()) {
        std::array<asio::const_buffer, 2> buffers{asio::buffer(head.data(), head.size()), asio::buffer(bytes.data(), bytes.size())};
        auto n = socket_.write_some(buffers, error);
        if (error == asio::error::would_block || error == asio::error::try_again) {
            auto [failed] = co_await socket_.async_wait(asio::ip::tcp::socket::wait_write, as_result);
            if (failed) co_return false;
            continue;
        }
        if (error) co_return false;
        moved();
        auto of_head = std::min(n, head.size());
        head.remove_prefix(of_head);
        bytes.remove_prefix(n - of_head);
    }
    co_return true;
}

asio::awaitable<bool> Connection::send_file(int file, std::uint64_t from, std::uint64_t length) {
    auto offset = off_t(from);
    while (length > 0) {
        auto n = ::sendfile(socket_.native_handle(), file, &offset, std::size_t(std::min<std::uint64_t>(length, file_piece)));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) {
            auto [failed] = co_await socket_.async_wait(asio::ip::tcp::socket::wait_write, as_result);
            if (failed) co_return false;
            continue;
        }
        if (n <= 0) co_return false;  // gone, or the file became shorter
        length -= std::uint64_t(n);
        moved();
        if (length > 0) co_await asio::post(socket_.get_executor(), asio::use_awaitable);  // others take their turn
    }
    co_return true;
}

/// Lets the client read the answer before the connection is torn down with bytes of its own still on the way.
asio::awaitable<void> Connection::linger() {
    boost::system::error_code error;
    enter(Phase::linger, std::chrono::seconds(2));
    if (!socket_.is_open()) co_return;
    (void)socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
    for (std::uint64_t read = 0; !error && read < most_lingering;) {
        used_ = filled_ = 0;
        auto n = co_await read_some(body_buffer);
        if (n == 0) co_return;
        read += n;
    }
}

void Connection::account(int status) {
    auto& x = *exchange_;
    shared_.metrics->answered(status);
    if (!x.by_worker) return;
    std::chrono::duration<double> spent = Steady::now() - x.begun;
    shared_.metrics->handled(spent.count());
    if (!spdlog::should_log(spdlog::level::info)) return;
    spdlog::info("{} {} {:.1f}ms incident={}", logged(shared_, x.request), status, spent.count() * 1000, x.request.id);
}

void Connection::enter(Phase phase, Steady::duration at_most) {
    phase_.store(phase, std::memory_order_relaxed);
    at_most_ = at_most;
    timed_out_ = false;
    moved();
}

/// The client did something: the time of this phase begins anew. (The header's does not: it is not told of single bytes.)
void Connection::moved() {
    auto now = Steady::now();
    since_.store(now.time_since_epoch().count(), std::memory_order_relaxed);
    deadline_ = at_most_ == Steady::duration::max() ? Steady::time_point::max() : now + at_most_;
}

void Connection::expire_if_late(Steady::time_point now) {
    if (now < deadline_ || timed_out_) return;
    timed_out_ = true;
    static constexpr char const* names[] = {"idle", "header", "body", "write", "linger", "handling"};
    auto in = phase();
    shared_.metrics->timed_out(names[int(in)]);
    if (in != Phase::idle && in != Phase::linger) ++shared_.timeouts;
    boost::system::error_code ignored;
    if (in == Phase::header || in == Phase::body) {
        (void)socket_.cancel(ignored);  // the coroutine answers 408
    } else {
        close();
    }
}

void Connection::close_if_idle() {
    bool waiting = phase() == Phase::idle || (phase() == Phase::header && filled_ == 0 && exchange_ && exchange_->header_bytes == 0);
    if (waiting) close();
}

void Connection::close() {
    boost::system::error_code ignored;
    (void)socket_.close(ignored);
}

}  // namespace mingtang::http
