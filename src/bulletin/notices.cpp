#include "bulletin/notices.hpp"

#include "bulletin/words.hpp"
#include "mail/address.hpp"
#include "mail/queue.hpp"
#include "organ/store.hpp"

namespace mingtang::bulletin {
namespace {

void write_to(Context& in, organ::Unit const& unit, Bulletin const& bulletin, std::string const& name, std::string const& key,
              Places const& places) {
    if (!mail::read_address(unit.email)) return;
    auto queued = mail::queue(in, {.to = unit.email,
                                   .subject = filled(word("mail", name + "_subject"), places),
                                   .text = filled(word("mail", name), places),
                                   .about = "bulletin:" + std::to_string(bulletin.id),
                                   .unit_id = unit.id,
                                   .dedupe_key = "bulletin:" + std::to_string(bulletin.id) + ":" + key,
                                   .attachments = {}});
    if (!queued) throw_refusal(queued.error());
}

std::string address_of(Bulletin const& bulletin, std::string const& base) { return base + "/desk/bulletin/" + bulletin.month; }

}  // namespace

std::vector<std::string> not_reached(Context& in) {
    std::vector<std::string> names;
    for (auto const& unit : organ::store::all_units(in.tx))
        if (unit.open && !mail::read_address(unit.email)) names.push_back(unit.name);
    return names;
}

void tell_units(Context& in, Bulletin const& bulletin, std::string const& base) {
    if (base.empty()) return;
    for (auto const& unit : organ::store::all_units(in.tx)) {
        if (!unit.open) continue;
        write_to(in, unit, bulletin, "begun", "begun:" + std::to_string(unit.id),
                 {{"unit", unit.name},
                  {"month", month_words(bulletin.month)},
                  {"until", bulletin.contest_until_on.text()},
                  {"url", address_of(bulletin, base)}});
    }
}

void tell_unit(Context& in, Bulletin const& bulletin, Contest const& contest, std::string const& base) {
    auto unit = organ::store::unit_by_id(in.tx, contest.unit_id);
    if (!unit || base.empty()) return;
    // Decided anew, it is told anew.
    auto key = "decided:" + std::to_string(contest.id) + ":" + std::to_string(contest.decided_at.ms());
    write_to(in, *unit, bulletin, "decided", key,
             {{"unit", unit->name},
              {"month", month_words(bulletin.month)},
              {"measure", measure::definition_of(contest.measure).name},
              {"title", contest.title},
              {"state", word("contest_state", contest.state)},
              {"decision", contest.decision},
              {"url", address_of(bulletin, base)}});
}

}  // namespace mingtang::bulletin
