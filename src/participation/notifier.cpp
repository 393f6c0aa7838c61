#include "participation/notifier.hpp"

#include "mail/queue.hpp"
#include "organ/site_address.hpp"
#include "participation/actions.hpp"
#include "participation/store.hpp"
#include "participation/words.hpp"

namespace mingtang::participation {
namespace {

constexpr std::string_view prefix = "participation.";

/// What an event is to the writer: a name in words.json, group `mail`; empty: no mail.
std::string notice_of_event(journal::Event const& event) {
    if (!event.name.starts_with(prefix)) return {};
    auto name = event.name.substr(prefix.size());
    return word("mail", name) == name ? "" : name;
}

void tell_writer(Context& in, std::string const& base, journal::Event const& event, std::string const& notice) {
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

}  // namespace

long long Notifier::position() {
    if (position_ < 0) {
        auto tx = env_.database.read();
        position_ = journal::position(tx, name());
    }
    return position_;
}

void Notifier::take(std::vector<journal::Event> const& events) {
    std::vector<std::pair<journal::Event const*, std::string>> notices;
    for (auto const& event : events)
        if (auto notice = notice_of_event(event); !notice.empty()) notices.emplace_back(&event, notice);
    auto last = events.back().seq;
    if (!notices.empty()) {
        auto actor = organ::Actor::of_system("notices");
        auto base = organ::base_url(env_);
        organ::act(env_, actor, [&](Context& in) -> Done {
            for (auto const& [event, notice] : notices) tell_writer(in, base, *event, notice);
            journal::save_position(in.tx, name(), last);
            return {};
        });
    }
    position_ = last;
}

}  // namespace mingtang::participation
