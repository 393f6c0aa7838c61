#include "http/shared.hpp"

#include <cxxabi.h>

#include <random>
#include <thread>

#include "base/text.hpp"
#include "http/reply.hpp"

namespace mingtang::http {
namespace {

int worker_count(int asked) { return asked > 0 ? asked : std::max(4, int(std::thread::hardware_concurrency()) * 2); }

std::string type_of(std::exception const& error) {
    int status = 0;
    std::unique_ptr<char, decltype(&std::free)> name(abi::__cxa_demangle(typeid(error).name(), nullptr, nullptr, &status), &std::free);
    return status == 0 ? name.get() : typeid(error).name();
}

/// The first line of what an exception says: databases put the values of rows on those that follow.
std::string first_line(std::exception const& error) {
    std::string_view what = error.what();
    return text::one_line(what.substr(0, std::min<std::size_t>(what.find('\n'), 300)));
}

Response failure(Shared& shared, Request const& request, Fault const& fault, std::exception const* error) {
    ++shared.errors;
    spdlog::error("{} failed: {} {} incident={}", logged(shared, request), error ? type_of(*error) : "unknown",
                  error ? first_line(*error) : "", request.id);
    return fault_page(shared, fault, &request, request.id);
}

}  // namespace

Shared::Shared(ServerOptions given, Hooks hooks_given)
    : options(std::move(given)),
      hooks(std::move(hooks_given)),
      metrics(options.metrics ? options.metrics : std::make_shared<Metrics>()),
      spool(options.spool_dir, options.limits.spool_total_bytes),
      counts(options.limits.connections_per_address),
      rates(options.limits.requests_per_second, options.limits.burst),
      workers(worker_count(options.workers), options.limits.queue) {}

void Shared::closed() {
    std::lock_guard lock(mutex_);
    if (--open_ == 0) none_open_.notify_all();
}

bool Shared::wait_until_none_open(std::chrono::steady_clock::duration at_most) {
    std::unique_lock lock(mutex_);
    return none_open_.wait_for(lock, at_most, [&] { return open_ == 0; });
}

Response fault_page(Shared const& shared, Fault const& fault, Request const* request, std::string const& incident) {
    Response response;
    try {
        if (!shared.hooks.error_page) throw std::runtime_error("no page");
        response = shared.hooks.error_page(fault.status, std::string(fault.code), request, incident);
    } catch (std::exception const&) {
        response = text(std::to_string(fault.status) + " " + std::string(reason_of(fault.status)) + "\n" + std::string(fault.code) + " " +
                        incident + "\n");
    }
    response.status = fault.status;
    if (fault.status == 429) response.set("Retry-After", "2");
    if (fault.status == 503) response.set("Retry-After", "5");
    if (!response.header("Cache-Control")) response.set("Cache-Control", "no-store");
    return response;
}

std::string logged(Shared const& shared, Request const& request) {
    auto pattern = shared.hooks.pattern ? shared.hooks.pattern(request.method, request.path) : std::string();
    return std::string(name_of(request.method)) + ' ' + (pattern.empty() ? "-" : pattern);
}

Response handled(Shared& shared, Request& request, BodyTaker* body) {
    constexpr Fault broken{500, "http.server.error"}, away{503, "http.server.unavailable"};
    try {
        if (shared.abandoned) return fault_page(shared, away, &request, request.id);
        if (body) {
            if (auto fault = body->finish(request)) return fault_page(shared, *fault, &request, request.id);
        }
        auto response = shared.hooks.handle(request);
        compress(request, response);
        return response;
    } catch (Unavailable const& error) {
        return failure(shared, request, away, &error);
    } catch (std::exception const& error) {
        return failure(shared, request, broken, &error);
    } catch (...) {
        return failure(shared, request, broken, nullptr);
    }
}

std::string new_incident() {
    static constexpr char letters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    thread_local std::mt19937_64 random = [] {
        std::random_device source;
        std::seed_seq seed{source(), source(), source(), source()};
        return std::mt19937_64(seed);
    }();
    std::string id(11, '-');
    auto bits = random();
    for (std::size_t i = 0; i < id.size(); ++i) {
        if (i == 5) continue;
        id[i] = letters[bits % 30];
        bits /= 30;
    }
    return id;
}

}  // namespace mingtang::http
