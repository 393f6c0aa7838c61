#include "app/wiring.hpp"

#include "channels/tags.hpp"

namespace mingtang::app {

PageDropper::PageDropper(organ::Environment const& env, std::function<void()> forget_settings)
    : env_(env), forget_settings_(std::move(forget_settings)) {
    auto tx = env_.database.read();
    position_ = journal::head(tx);
}

void PageDropper::take(std::vector<journal::Event> const& events) {
    std::vector<std::string> tags;
    for (auto const& event : events) {
        bool changed = event.name == "organ.setting_changed" || event.name == "organ.calendar_imported";
        if (changed && forget_settings_) forget_settings_();
        for (auto& tag : channels::tags_of(event)) tags.push_back(std::move(tag));
    }
    env_.pages.touch(tags);
    position_ = events.back().seq;
}

}  // namespace mingtang::app
