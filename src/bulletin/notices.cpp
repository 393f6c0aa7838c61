#include "bulletin/notices.hpp"

#include "bulletin/words.hpp"
#include "clocks/recipients.hpp"
#include "mail/queue.hpp"
#include "organ/store.hpp"

namespace mingtang::bulletin {
namespace {

/// Those who may contest (workflow.hpp).
std::vector<Role> const contesting{Role::reviewer, Role::unit_head};

void write_to(Context& in, Id unit_id, clocks::Recipient const& to, Bulletin const& bulletin, std::string const& name,
              std::string const& key, Places const& places) {
    auto about = "bulletin:" + std::to_string(bulletin.id);
    auto queued = mail::queue(in, {.to = to.address,
                                   .subject = filled(word("mail", name + "_subject"), places),
                                   .text = filled(word("mail", name), places),
                                   .about = about,
                                   .unit_id = unit_id,
                                   .dedupe_key = about + ":" + key + ":" + std::to_string(to.person_id),
                                   .attachments = {}});
    if (!queued) throw_refusal(queued.error());
}

std::string address_of(Bulletin const& bulletin, std::string const& base) { return base + "/desk/bulletin/" + bulletin.month; }

std::vector<organ::Unit> units_that_take_part(Context& in) {
    auto units = organ::store::all_units(in.tx);
    std::erase_if(units, [](auto const& unit) { return !unit.open; });
    return units;
}

}  // namespace

std::vector<std::string> not_reached(Context& in) {
    auto units = units_that_take_part(in);
    auto reached = clocks::recipients_of(in, units, contesting);
    std::vector<std::string> names;
    for (auto const& unit : units)
        if (!reached.contains(unit.id)) names.push_back(unit.name);
    return names;
}

void tell_units(Context& in, Bulletin const& bulletin, std::string const& base) {
    if (base.empty()) return;
    auto units = units_that_take_part(in);
    auto reached = clocks::recipients_of(in, units, contesting);
    for (auto const& unit : units)
        for (auto const& to : reached[unit.id])
            write_to(in, unit.id, to, bulletin, "begun", "begun:" + std::to_string(unit.id),
                     {{"unit", unit.name},
                      {"month", month_words(bulletin.month)},
                      {"until", bulletin.contest_until_on.text()},
                      {"url", address_of(bulletin, base)}});
}

void tell_unit(Context& in, Bulletin const& bulletin, Contest const& contest, std::string const& base) {
    auto unit = organ::store::unit_by_id(in.tx, contest.unit_id);
    if (!unit || base.empty()) return;
    // Decided anew, it is told anew.
    auto key = "decided:" + std::to_string(contest.id) + ":" + std::to_string(contest.decided_at.ms());
    auto reached = clocks::recipients_of(in, {*unit}, contesting);
    for (auto const& to : reached[unit->id])
        write_to(in, unit->id, to, bulletin, "decided", key,
                 {{"unit", unit->name},
                  {"month", month_words(bulletin.month)},
                  {"measure", measure::definition_of(contest.measure).name},
                  {"state", word("contest_state", contest.state)},
                  {"url", address_of(bulletin, base)}});
}

}  // namespace mingtang::bulletin
