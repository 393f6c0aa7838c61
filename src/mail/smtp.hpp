#pragma once
#include <functional>
#include <stop_token>

#include "mail/server.hpp"

namespace mingtang::mail {

/// A mail ready for the server.
struct Envelope {
    std::string from, to, content;
};

/// What the server made of it. `trouble` none: it has taken the mail and answers for it; `words`: its last reply as it came, or what kept
/// us from it.
struct Handed {
    Trouble trouble = Trouble::none;
    std::string words;
    bool stopped = false;  // `stop` was requested before the mail was in the server's hands
};

/// Hands one mail over within 60 seconds; of one thread.
using HandIn = std::function<Handed(Envelope const& envelope, std::stop_token const& stop)>;
/// A HandIn that keeps its connection until destroyed; connects at its first mail.
using Connect = std::function<HandIn(Server const& server)>;

/// SMTP with STARTTLS or TLS; certificates are checked. Refused before the sender's address was taken: trouble `sender`, or `unreachable`
/// where nobody answered; 4xx for the recipient or the content: `deferred`; 5xx: `refused`; no answer at that stage: `broken`.
HandIn connect_by_smtp(Server const& server);

}  // namespace mingtang::mail
