#include "scan/shared_detector.hpp"

#include <mutex>

namespace mingtang::scan {

std::shared_ptr<Detector const> detector_for(std::vector<std::string> published, Date today) {
    static std::mutex mutex;
    static std::vector<std::string> kept_for;
    static Date kept_on;
    static std::shared_ptr<Detector const> kept;
    std::lock_guard lock(mutex);
    if (kept && kept_for == published && kept_on == today) return kept;
    auto settings = Settings::packed();
    settings.published = published;
    settings.today = today;
    kept = std::make_shared<Detector const>(std::move(settings));
    kept_for = std::move(published), kept_on = today;
    return kept;
}

}  // namespace mingtang::scan
