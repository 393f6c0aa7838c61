#include "mail/notices.hpp"

#include "organ/site_address.hpp"

namespace mingtang::mail {

long long Notices::position() {
    if (position_ < 0) {
        auto tx = env_.database.read();
        position_ = journal::position(tx, name());
    }
    return position_;
}

void Notices::take(std::vector<journal::Event> const& events) {
    std::vector<std::pair<journal::Event const*, std::string>> notices;
    for (auto const& event : events)
        if (auto notice = notice_of(event); !notice.empty()) notices.emplace_back(&event, notice);
    auto last = events.back().seq;
    if (!notices.empty()) {
        auto actor = organ::Actor::of_system("notices");
        auto base = organ::base_url(env_);
        organ::act(env_, actor, [&](organ::Context& in) -> Done {
            for (auto const& [event, notice] : notices) tell(in, base, *event, notice);
            journal::save_position(in.tx, name(), last);
            return {};
        });
    }
    position_ = last;
}

}  // namespace mingtang::mail
