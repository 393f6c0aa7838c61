#include "app/listening.hpp"

#include <signal.h>
#include <spdlog/spdlog.h>

#include <charconv>

namespace mingtang::app {

Outcome<Listen> listen_of(std::string const& text) {
    auto colon = text.rfind(':');
    Listen listen{text.substr(0, colon == std::string::npos ? 0 : colon), 0};
    if (listen.address.size() > 2 && listen.address.front() == '[') listen.address = listen.address.substr(1, listen.address.size() - 2);
    auto digits = colon == std::string::npos ? std::string() : text.substr(colon + 1);
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), listen.port);
    if (listen.address.empty() || digits.empty() || error != std::errc() || *end != '\0')
        return Refusal{"http.listen.address", "", {{"address", text}}};
    return listen;
}

void wait_for_signal() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    int signal = 0;
    sigwait(&set, &signal);
    spdlog::info("signal {}: stopping", signal);
}

void block_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
}

}  // namespace mingtang::app
