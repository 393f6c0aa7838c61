#include "clocks/digest.hpp"

#include <spdlog/spdlog.h>

#include "base/text.hpp"
#include "clocks/actions.hpp"
#include "clocks/rules.hpp"
#include "clocks/store.hpp"
#include "clocks/words.hpp"
#include "mail/queue.hpp"
#include "mail/store.hpp"
#include "organ/store.hpp"

namespace mingtang::clocks {
namespace {

/// What stands in a digest, in the order of `Waiting::sums`.
constexpr std::array shown{Standing::overdue, Standing::today, Standing::warning};

/// Units of the grants; none where one of them holds for the whole site.
std::vector<Id> units_of_grants(std::vector<organ::Grant> const& grants) {
    std::vector<Id> units;
    for (auto const& grant : grants) {
        if (grant.unit_id == 0) return {};
        units.push_back(grant.unit_id);
    }
    return units;
}

std::string figures_of(Waiting::Line const& line, int days) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < shown.size(); ++i)
        if (line.numbers[i] > 0)
            parts.push_back(
                filled(word("mail_line", to_text(shown[i])), {{"n", std::to_string(line.numbers[i])}, {"days", std::to_string(days)}}));
    return text::join(parts, word("mail_line", "and"));
}

/// False where the address takes no mail: then the person's page shows it, and the log says so.
bool queue_for(Context& in, organ::Person const& person, Digest const& digest, std::string const& address) {
    auto day = in.today().text();
    auto queued = mail::queue(in, {.to = address,
                                   .subject = digest.subject,
                                   .text = digest.text,
                                   .about = "clocks:" + day,
                                   .unit_id = person.unit_id,
                                   .dedupe_key = "clocks:" + std::to_string(person.id) + ":" + day,
                                   .attachments = {}});
    if (!queued) spdlog::warn("digest of person {}: {}", person.id, queued.error().code);
    return queued.has_value();
}

/// What could not be sent until today is not sent after it: yesterday's figures help nobody.
void cancel_before(Context& in, Date day, Id person_id) {
    auto key = "clocks:" + std::to_string(person_id) + ":" + day.text();
    auto old = mail::store::message_by_key(in.tx, key);
    if (old && old->state == mail::State::queued) (void)mail::cancel(in, old->id);
}

}  // namespace

Waiting waiting_for(std::vector<Tally> const& tallies, Id person_id, std::vector<organ::Grant> const& grants) {
    std::map<Kind, Waiting::Line> by_kind;
    Waiting waiting;
    for (auto const& tally : tallies) {
        auto at = std::size_t(tally.standing);
        if (at >= shown.size() || !waits_for(tally.one, person_id, grants)) continue;
        auto& line = by_kind[tally.one.kind];
        line.kind = tally.one.kind;
        line.numbers[at] += tally.number;
        waiting.sums[at] += tally.number;
        if (!line.earliest || tally.one.due_on < line.earliest) line.earliest = tally.one.due_on;
    }
    for (auto const& [kind, line] : by_kind) waiting.lines.push_back(line);
    return waiting;
}

Waiting waiting_for_me(Context& in) {
    if (in.actor.grants.empty()) return {};
    return waiting_for(tallies(in, units_of_grants(in.actor.grants)), in.actor.person_id, in.actor.grants);
}

Digest digest_of(Waiting const& waiting, std::map<Kind, int> const& days, Date today, std::string const& base_url) {
    Places sums{{"day", today.text()}};
    for (std::size_t i = 0; i < shown.size(); ++i) sums.emplace_back(to_text(shown[i]), std::to_string(waiting.sums[i]));
    auto body = filled(word("mail_line", "head"), sums) + "\n\n";
    for (auto const& line : waiting.lines)
        body += filled(word("mail_line", "row"), {{"kind", word("kind", line.kind)},
                                                  {"figures", figures_of(line, days.at(line.kind))},
                                                  {"earliest", line.earliest.text()}}) +
                "\n";
    body += "\n" + word("mail_line", "more") + base_url + "/desk/clocks?mine=1\n";
    body += word("mail_line", "off") + base_url + "/desk/clocks/mails\n";
    return {filled(word("mail_line", "subject"), sums), body};
}

std::optional<int> send_digests(Context& in, std::string const& base_url) {
    if (!is_morning(in.now, in.calendar)) return {};
    auto last = store::last_morning(in.tx);
    if (!store::take(in.tx, {in.today(), in.now, 0})) return {};
    auto all = tallies(in, {});
    auto days = warn_days(in.tx);
    auto grants = organ::store::all_acting_grants(in.tx);
    int mails = 0;
    for (auto const& person : organ::store::people(in.tx)) {
        if (last) cancel_before(in, last->day, person.id);
        auto choice = mail_choice(in, person.id);
        if (!choice.wanted || choice.address.empty()) continue;
        auto waiting = waiting_for(all, person.id, grants[person.id]);
        if (!waiting.nothing()) mails += queue_for(in, person, digest_of(waiting, days, in.today(), base_url), choice.address);
    }
    store::count_mails(in.tx, in.today(), mails);
    in.write("clocks.digests_queued", "clocks:" + in.today().text(), 0, {{"mails", mails}});
    return mails;
}

}  // namespace mingtang::clocks
