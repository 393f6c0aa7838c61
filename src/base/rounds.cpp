#include "base/rounds.hpp"

#include <spdlog/spdlog.h>

#include <condition_variable>
#include <mutex>

namespace mingtang {

void in_rounds(std::stop_token const& stop, std::string_view name, std::chrono::milliseconds pause, std::function<void()> const& round) {
    std::mutex mutex;
    std::condition_variable_any wake;
    while (!stop.stop_requested()) {
        try {
            round();
        } catch (std::exception const& trouble) {
            spdlog::warn("{}: {}", name, trouble.what());
        }
        std::unique_lock lock(mutex);
        wake.wait_for(lock, stop, pause, [] { return false; });
    }
}

}  // namespace mingtang
