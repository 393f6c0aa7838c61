#include "request/notifier.hpp"

#include "base/json.hpp"
#include "mail/queue.hpp"
#include "organ/store.hpp"
#include "request/due_days.hpp"
#include "request/store.hpp"
#include "request/store_draft.hpp"
#include "request/words.hpp"

namespace mingtang::request {
namespace {

std::string dates_of(Context& in, InfoRequest const& request) {
    std::string said;
    for (auto const& day : due_days(in, request)) {
        said += "\n" + word("mail_line", "due", {{"what", word("due", day.what)}, {"on", day.on.text()}});
        if (!day.certain) said += word("portal", "uncertain");
    }
    return said;
}

}  // namespace

std::string Notifier::notice_of(journal::Event const& event) const {
    if (!event.name.starts_with("request.") || !event.subject.starts_with("request:")) return {};
    auto name = event.name.substr(std::string_view("request.").size());
    if (name == "letter_issued") name = "letter_" + json::text(event.object(), "kind");
    return word("mail", name) == name ? "" : name;
}

void Notifier::tell(Context& in, std::string const& base, journal::Event const& event, std::string const& notice) const {
    auto request = store::by_id(in.tx, event.subject_id());
    if (!request || request->erased_at) return;
    auto wanted = store::notice_of(in.tx, request->id);
    // What happened before they asked for mails they know already.
    if (wanted.email.empty() || event.at < wanted.asked_at) return;
    auto unit = organ::store::unit_by_id(in.tx, request->unit_id).value_or(organ::Unit{});
    Details details{{"number", request->case_number}, {"unit", unit.name}, {"url", base + "/request/follow"}};
    auto text = word("mail_line", "opening", details) + "\n" + word("mail", notice, details) + dates_of(in, *request) + "\n\n" +
                word("mail_line", "closing", details) + "\n";
    auto queued = mail::queue(in, {.to = opened(in, wanted.email),
                                   .subject = word("mail_line", "subject", details),
                                   .text = text,
                                   .about = request->subject(),
                                   .unit_id = request->unit_id,
                                   .dedupe_key = request->subject() + ":" + std::to_string(event.seq),
                                   .attachments = {}});
    // An address that no mail can go to gets none; the page of the case shows everything.
    if (!queued) store::remove_notice(in.tx, request->id);
}

}  // namespace mingtang::request
