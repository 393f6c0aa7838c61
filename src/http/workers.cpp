#include "http/workers.hpp"

namespace mingtang::http {

Workers::Workers(int threads, int queue) : longest_(std::size_t(std::max(queue, 1))) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Workers::~Workers() { stop(); }

bool Workers::submit(std::function<void()> work) {
    {
        std::lock_guard lock(mutex_);
        if (stopped_ || queue_.size() >= longest_) return false;
        queue_.push_back(std::move(work));
    }
    wake_.notify_one();
    return true;
}

int Workers::waiting() const {
    std::lock_guard lock(mutex_);
    return int(queue_.size());
}

void Workers::stop() {
    {
        std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Workers::run() {
    for (;;) {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return stopped_ || !queue_.empty(); });
        if (queue_.empty()) return;
        auto work = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        work();
    }
}

}  // namespace mingtang::http
