#pragma once
#include <array>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::mail {

/// `failed`: refused for good; `given_up`: tried until the last time; `cancelled`: by a person.
enum class State { queued, sent, failed, given_up, cancelled };

/// Why it has not gone out. `unreachable` and `sender` are troubles with our own mail server, the others are the message's.
enum class Trouble { none, unreachable, sender, deferred, refused, broken, interrupted, sealed };

/// A mail on its way out. What names or concerns the recipient is sealed, and empty once it has been erased.
struct Message {
    Id id = 0;
    std::string token;       // of the Message-ID: the same at every try
    std::string dedupe_key;  // unique; no personal data
    std::string about;       // "request:12"
    Id unit_id = 0;
    std::string recipient, subject, body, attachments;
    State state = State::queued;
    int tries = 0;
    Instant next_try_at;
    Instant claimed_until;  // until then one node is sending it
    Instant tried_at;
    Trouble trouble = Trouble::none;
    std::string last_error;  // what the server said, without addresses
    Instant made_at, sent_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Message> auto& r) {
        v("id", r.id), v("token", r.token), v("dedupe_key", r.dedupe_key), v("about", r.about), v("unit_id", r.unit_id);
        v("recipient", r.recipient), v("subject", r.subject), v("body", r.body), v("attachments", r.attachments), v("state", r.state);
        v("tries", r.tries), v("next_try_at", r.next_try_at), v("claimed_until", r.claimed_until), v("tried_at", r.tried_at);
        v("trouble", r.trouble), v("last_error", r.last_error), v("made_at", r.made_at), v("sent_at", r.sent_at);
    }
};

}  // namespace mingtang::mail

template <>
struct mingtang::EnumNames<mingtang::mail::State> {
    static constexpr std::array<std::string_view, 5> names{"queued", "sent", "failed", "given_up", "cancelled"};
};
template <>
struct mingtang::EnumNames<mingtang::mail::Trouble> {
    static constexpr std::array<std::string_view, 8> names{"none",    "unreachable", "sender",      "deferred",
                                                           "refused", "broken",      "interrupted", "sealed"};
};
