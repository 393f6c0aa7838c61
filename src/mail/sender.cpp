#include "mail/sender.hpp"

#include <spdlog/spdlog.h>

#include <thread>

#include "base/rounds.hpp"
#include "mail/address.hpp"
#include "mail/rules.hpp"
#include "mail/store.hpp"

namespace mingtang::mail {
namespace {

using namespace std::chrono_literals;

constexpr auto at_work = 120s;  // longer than handing in may take: until then no other node sends the mail
constexpr int batch = 100;

std::chrono::milliseconds pause_of_server(int failures) {
    return std::min<std::chrono::milliseconds>(5s * (1 << std::min(failures, 6)), 5min);
}

}  // namespace

void Sender::run(std::stop_token const& stop) {
    in_rounds(stop, "outgoing mail", 1s, [&] { round(stop); });
}

void Sender::round(std::stop_token const& stop) {
    auto messages = due();
    if (!server_.configured() || env_.clock.now() < resume_at_ || messages.empty()) return;
    for (auto hand_in = connect_(server_); !messages.empty() && !stop.stop_requested(); messages = due()) {
        bool sent = false;
        for (auto& message : messages) {
            if (stop.stop_requested()) return;
            if (!claim(message)) continue;
            sent = true;
            auto handed = send(message, hand_in, stop);
            record(message, handed);
            if (is_of_the_server(handed.trouble)) return handed.stopped ? void() : rest();
            failures_ = 0;
        }
        if (!sent) return;  // other nodes have them all
    }
}

Sender::Figures Sender::figures() const {
    std::lock_guard lock(mutex_);
    return figures_;
}

std::vector<Message> Sender::due() {
    auto tx = env_.database.read();
    auto counts = store::counts(tx, {.all = true});
    {
        std::lock_guard lock(mutex_);
        figures_ = {.queued = counts[State::queued], .failed = counts[State::failed] + counts[State::given_up]};
    }
    return counts[State::queued] ? store::due(tx, env_.clock.now(), batch) : std::vector<Message>();
}

bool Sender::claim(Message& message) {
    auto now = env_.clock.now();
    auto tx = env_.database.write();
    if (!store::claim(tx, message, now, now + at_work)) return false;
    tx.commit();
    message.claimed_until = now + at_work;
    message.tried_at = now;
    ++message.tries;
    return true;
}

Handed Sender::send(Message const& message, HandIn const& hand_in, std::stop_token const& stop) {
    // Claimed more often than it can have been tried: it takes the program down with it each time.
    if (message.tries > int(pauses.size()) + 1) return {.trouble = Trouble::interrupted, .words = {}};
    auto letter = unseal(message, env_.secret);
    if (!letter) return {.trouble = Trouble::sealed, .words = {}};
    auto from = from_of(server_, env_.site().site_name);
    return hand_in({.from = from.address, .to = letter->to, .content = compose(*letter, from)}, stop);
}

/// What a server has taken must not be forgotten because the database is away for a moment.
void Sender::record(Message const& before, Handed const& handed) {
    auto after = before;
    settle(after, handed.trouble, env_.clock.now());
    after.last_error = handed.trouble == Trouble::none ? "" : without_addresses(handed.words, recipient_of(before, env_.secret));
    if (handed.stopped) after.trouble = Trouble::none;
    auto actor = organ::Actor::of_system("mail");
    auto write = [&](organ::Context& in) -> Done {
        if (!store::save_outcome(in.tx, after, before.claimed_until)) {
            spdlog::warn("mail {}: another node has taken it over meanwhile", before.id);
        } else if (after.state != State::queued) {
            in.write("mail." + std::string(to_text(after.state)), "mail:" + std::to_string(after.id), after.unit_id,
                     {{"about", after.about}, {"tries", after.tries}});
        }
        return {};
    };
    for (int tries = 0;; ++tries) {
        try {
            (void)organ::act(env_, actor, write);
            break;
        } catch (storage::Unavailable const& away) {
            if (tries == 20) throw;
            std::this_thread::sleep_for(500ms);
        }
    }
    if (after.trouble != Trouble::none && after.trouble != before.trouble)
        spdlog::warn("mail {} is not sent ({}): {}", after.id, to_text(after.trouble), after.last_error);
}

void Sender::rest() { resume_at_ = env_.clock.now() + pause_of_server(failures_++); }

}  // namespace mingtang::mail
