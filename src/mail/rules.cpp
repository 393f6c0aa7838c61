#include "mail/rules.hpp"

namespace mingtang::mail {

void settle(Message& message, Trouble trouble, Instant now) {
    message.trouble = trouble;
    if (trouble == Trouble::none) {
        message.state = State::sent;
        message.sent_at = now;
    } else if (is_of_the_server(trouble)) {
        --message.tries;
        message.next_try_at = now;
    } else if (trouble == Trouble::refused || trouble == Trouble::sealed) {
        message.state = State::failed;
    } else if (auto pause = pause_after(message.tries)) {
        message.next_try_at = now + *pause;
    } else {
        message.state = State::given_up;
    }
}

}  // namespace mingtang::mail
