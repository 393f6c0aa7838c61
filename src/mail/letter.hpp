#pragma once
#include <optional>
#include <string>
#include <vector>

#include "mail/message.hpp"

namespace mingtang::mail {

/// `type` as it stands in the mail: `text/calendar; method=PUBLISH; charset=utf-8`.
struct Attachment {
    std::string name, type, content;
    bool operator==(Attachment const&) const = default;
};

/// What a mail says, and to whom.
struct Letter {
    std::string token;
    Instant made_at;
    std::string to, subject, text;
    std::vector<Attachment> attachments;
};

/// Who it comes from.
struct From {
    std::string name, address;
};

/// Writes what is secret of `letter` into `message`, sealed for this message alone. `secret`: of the environment.
void seal_into(Message& message, Letter const& letter, std::string_view secret);
/// Nothing when it was sealed with another key, or is erased.
std::optional<Letter> unseal(Message const& message, std::string_view secret);
/// The recipient only; empty as above.
std::string recipient_of(Message const& message, std::string_view secret);

/// The mail as it is handed to the server (RFC 5322, MIME), lines ended by CRLF. The same letter has the same Message-ID and Date.
std::string compose(Letter const& letter, From const& from);

}  // namespace mingtang::mail
