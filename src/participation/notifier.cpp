#include "participation/notifier.hpp"

#include "mail/queue.hpp"
#include "participation/actions.hpp"
#include "participation/store.hpp"
#include "participation/words.hpp"

namespace mingtang::participation {

std::string Notifier::notice_of(journal::Event const& event) const {
    constexpr std::string_view prefix = "participation.";
    if (!event.name.starts_with(prefix)) return {};
    auto name = event.name.substr(prefix.size());
    return word("mail", name) == name ? "" : name;
}

void Notifier::tell(Context& in, std::string const& base, journal::Event const& event, std::string const& notice) const {
    auto letter = store::by_id(in.tx, event.subject_id());
    if (!letter) return;
    auto email = opened(in, *letter).writer.email;
    if (email.empty()) return;
    Places places{{"number", letter->number}, {"due", letter->reply_due.text()}, {"url", base + "/letter/follow"}};
    auto text = word("mail_line", "opening", places) + "\n" + word("mail", notice) + "\n";
    if (letter->open()) text += word("mail_line", "due", places) + "\n";
    text += "\n" + word("mail_line", "closing", places) + "\n";
    // An address that no mail can go to gets none; the page of the letter shows everything.
    (void)mail::queue(in, {.to = email,
                           .subject = word("mail_line", "subject", places),
                           .text = text,
                           .about = letter->subject(),
                           .unit_id = letter->unit_id,
                           .dedupe_key = letter->subject() + ":" + std::to_string(event.seq),
                           .attachments = {}});
}

}  // namespace mingtang::participation
