#pragma once
#include "mail/letter.hpp"
#include "organ/context.hpp"

/// The queue of outgoing mail: what other modules and people do to it. app/ sends what stands in it (sender.hpp).
namespace mingtang::mail {

/// A mail to be sent. `to` as a person typed it; `subject` one line of at most 200 characters; `text` plain, at most 100,000 bytes;
/// `about` names the affair ("request:12") and `dedupe_key` this notice of it ("request:12:received"): neither holds personal data.
struct Draft {
    std::string to, subject, text, about;
    Id unit_id = 0;  // whose affair it is; 0: the whole site
    std::string dedupe_key;
    std::vector<Attachment> attachments;
};

/// Puts a mail into the queue inside the transaction of the caller's action: it goes out exactly when that commits. Where a mail with the
/// same `dedupe_key` was queued before, nothing is added and that one is returned, whatever has become of it.
/// Refuses what `read_address` refuses, and mail.queue.{bad_subject,bad_text,too_large,bad_attachment}; an `about` or `dedupe_key` that is
/// empty or not of [A-Za-z0-9:._-] is a bug (std::logic_error).
Outcome<Message> queue(organ::Context& in, Draft const& draft);

/// Whole-site administrators, and the office of the unit whose affair it is; jobs and the line.
bool may_see(organ::Actor const& actor, Message const& message);

/// The mail is tried again at once and counted afresh. Refuses mail.message.not_found, mail.retry.{sending,sent,cancelled,erased}.
Outcome<Message> retry(organ::Context& in, Id id);

/// The mail is not sent any more. Refuses mail.message.not_found, mail.cancel.{sending,sent,cancelled}.
Outcome<Message> cancel(organ::Context& in, Id id);

/// Takes recipient and content out of what was sent or cancelled, 30 days after the last try, and out of what failed and nobody decided on,
/// after 180; the row stays, so that no notice is ever sent again.
void erase_old(organ::Context& in);

}  // namespace mingtang::mail
