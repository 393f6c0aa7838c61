#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace mingtang::http {

/// Threads that run plain functions in the order they came; a bounded queue before them.
class Workers {
  public:
    Workers(int threads, int queue);
    ~Workers();
    bool submit(std::function<void()> work);  // false: the queue is full or the workers are stopped
    int waiting() const;
    void stop();  // runs what waits, then ends the threads

  private:
    void run();

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> queue_;
    std::size_t longest_;
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace mingtang::http
