#include "journal/reader.hpp"

#include <spdlog/spdlog.h>

namespace mingtang::journal {

struct Followers::Running {
    std::shared_ptr<Reader> reader;
    std::atomic<long long> position{0};
    mutable std::mutex mutex;
    std::string trouble;
    Bell moved;
    std::jthread thread;
};

Followers::Followers(storage::Database& database, Bell& bell, std::vector<std::shared_ptr<Reader>> readers)
    : database_(database), bell_(bell) {
    for (auto& reader : readers) {
        auto running = std::make_unique<Running>();
        running->reader = std::move(reader);
        running->position = running->reader->position();
        running_.push_back(std::move(running));
    }
    for (auto& running : running_) running->thread = std::jthread([this, r = running.get()](std::stop_token stop) { follow(stop, *r); });
}

Followers::~Followers() {
    for (auto& running : running_) running->thread.request_stop();
    bell_.ring();
    for (auto& running : running_)
        if (running->thread.joinable()) running->thread.join();
}

void Followers::follow(std::stop_token stop, Running& running) {
    std::uint64_t heard = 0;
    while (!stop.stop_requested()) {
        bool more = false;
        try {
            more = step(running);
            std::lock_guard lock(running.mutex);
            running.trouble.clear();
        } catch (std::exception const& trouble) {
            spdlog::error("journal reader {} at {}: {}", running.reader->name(), running.position.load(), trouble.what());
            std::lock_guard lock(running.mutex);
            running.trouble = trouble.what();
        }
        // Other nodes commit too: look again after a while even when nobody here rings.
        if (!more) heard = bell_.wait(heard, std::chrono::milliseconds(250));
    }
}

bool Followers::step(Running& running) {
    std::vector<Event> events;
    {
        auto tx = database_.read();
        events = read_after(tx, running.position, running.reader->batch());
    }
    if (events.empty()) return false;
    running.reader->take(events);
    running.position = events.back().seq;
    running.moved.ring();
    return true;
}

bool Followers::caught_up(long long seq, std::chrono::milliseconds patience) {
    auto end = std::chrono::steady_clock::now() + patience;
    for (auto& running : running_) {
        std::uint64_t heard = 0;
        while (running->position < seq) {
            auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
            if (left.count() <= 0) return false;
            heard = running->moved.wait(heard, std::min(left, std::chrono::milliseconds(50)));
        }
    }
    return true;
}

std::vector<Followers::State> Followers::states() const {
    std::vector<State> all;
    for (auto const& running : running_) {
        std::lock_guard lock(running->mutex);
        all.push_back({running->reader->name(), running->trouble, running->position});
    }
    return all;
}

void catch_up(storage::Database& database, Reader& reader) {
    for (auto at = reader.position();;) {
        auto tx = database.read();
        auto events = read_after(tx, at, reader.batch());
        if (events.empty()) return;
        reader.take(events);
        at = events.back().seq;
    }
}

}  // namespace mingtang::journal
