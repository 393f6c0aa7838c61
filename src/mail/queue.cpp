#include "mail/queue.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "mail/address.hpp"
#include "mail/store.hpp"
#include "organ/rules.hpp"

namespace mingtang::mail {
namespace {

using organ::Context;

constexpr std::size_t longest_subject = 200, largest_text = 100'000, largest_attachments = 2'000'000, most_attachments = 10;
constexpr auto kept = std::chrono::days(30), kept_undecided = std::chrono::days(180);

std::string subject_of(Message const& message) { return "mail:" + std::to_string(message.id); }

bool is_one_line(std::string_view text, std::size_t longest) {
    return !text.empty() && text::is_utf8(text) && text::length(text) <= longest && text::one_line(text) == text;
}

/// Names for programs: nothing that could be about a person.
void must_be_name(std::string const& name, char const* what) {
    auto fits = [](unsigned char c) { return std::isalnum(c) || std::string_view(":._-").find(char(c)) != std::string_view::npos; };
    if (name.empty() || name.size() > 200 || !std::all_of(name.begin(), name.end(), fits))
        throw std::logic_error(std::string("mail: a ") + what + " must be a short name of [A-Za-z0-9:._-]");
}

bool is_media_type(std::string_view type) {
    auto slash = type.find('/');
    if (slash == type.npos || slash == 0 || slash + 1 == type.size() || type.size() > 200) return false;
    return std::all_of(type.begin(), type.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

Done attachments_fit(std::vector<Attachment> const& attachments) {
    std::size_t size = 0;
    for (auto const& one : attachments) {
        size += one.content.size();
        if (!is_one_line(one.name, 100) || one.name.find_first_of("/\\") != one.name.npos || !is_media_type(one.type))
            return Refusal{"mail.queue.bad_attachment", "", {{"name", text::shorten(text::one_line(one.name), 40)}}};
        if (one.type.starts_with("text/") && !text::is_utf8(one.content))
            return Refusal{"mail.queue.bad_attachment", "", {{"name", one.name}}};
    }
    if (size > largest_attachments || attachments.size() > most_attachments) return Refusal{"mail.queue.too_large"};
    return {};
}

Outcome<Letter> letter_of(Context& in, Draft const& draft) {
    must_be_name(draft.about, "subject of an affair");
    must_be_name(draft.dedupe_key, "dedupe_key");
    auto to = read_address(draft.to);
    if (!to) return to.error();
    if (!is_one_line(draft.subject, longest_subject))
        return Refusal{"mail.queue.bad_subject", "", {{"limit", std::to_string(longest_subject)}}};
    if (draft.text.empty() || !text::is_utf8(draft.text) || text::has_controls(draft.text)) return Refusal{"mail.queue.bad_text"};
    if (draft.text.size() > largest_text) return Refusal{"mail.queue.too_large"};
    if (auto fit = attachments_fit(draft.attachments); !fit) return fit.error();
    return Letter{.token = random_token(16),
                  .made_at = in.now,
                  .to = *to,
                  .subject = draft.subject,
                  .text = draft.text,
                  .attachments = draft.attachments};
}

Outcome<Message> find(Context& in, Id id) {
    auto found = store::message(in.tx, id);
    if (!found || !may_see(in.actor, *found)) return Refusal{"mail.message.not_found"};
    return std::move(*found);
}

}  // namespace

Outcome<Message> queue(Context& in, Draft const& draft) {
    auto letter = letter_of(in, draft);
    if (!letter) return letter.error();
    Message message{.token = letter->token,
                    .dedupe_key = draft.dedupe_key,
                    .about = draft.about,
                    .unit_id = draft.unit_id,
                    .next_try_at = in.now,
                    .made_at = in.now};
    seal_into(message, *letter, in.secret);
    if (!store::add(in.tx, message)) return store::message_by_key(in.tx, draft.dedupe_key).value();
    in.write("mail.queued", subject_of(message), message.unit_id, {{"about", message.about}});
    return message;
}

bool may_see(organ::Actor const& actor, Message const& message) {
    return organ::may_administer(actor) || actor.has(organ::Role::office, message.unit_id);
}

Outcome<Message> retry(Context& in, Id id) {
    auto message = find(in, id);
    if (!message) return message.error();
    if (message->state == State::sent) return Refusal{"mail.retry.sent"};
    if (message->state == State::cancelled) return Refusal{"mail.retry.cancelled"};
    if (message->recipient.empty()) return Refusal{"mail.retry.erased"};
    if (!store::set_waiting(in.tx, id, in.now)) return Refusal{"mail.retry.sending"};
    in.write("mail.retried", subject_of(*message), message->unit_id, {{"about", message->about}});
    return find(in, id);
}

Outcome<Message> cancel(Context& in, Id id) {
    auto message = find(in, id);
    if (!message) return message.error();
    if (message->state == State::sent) return Refusal{"mail.cancel.sent"};
    if (message->state == State::cancelled) return Refusal{"mail.cancel.cancelled"};
    if (!store::set_cancelled(in.tx, id, in.now)) return Refusal{"mail.cancel.sending"};
    in.write("mail.cancelled", subject_of(*message), message->unit_id, {{"about", message->about}});
    return find(in, id);
}

void erase_old(Context& in) {
    auto count = store::erase_before(in.tx, {State::sent, State::cancelled}, in.now + -kept) +
                 store::erase_before(in.tx, {State::failed, State::given_up}, in.now + -kept_undecided);
    if (count > 0) in.write("mail.erased", "", 0, {{"count", count}});
}

}  // namespace mingtang::mail
