#include "assessment/notices.hpp"

#include "assessment/store.hpp"
#include "assessment/words.hpp"
#include "clocks/recipients.hpp"
#include "mail/queue.hpp"
#include "organ/store.hpp"

namespace mingtang::assessment {
namespace {

/// Those who may object (workflow.hpp).
std::vector<Role> const objecting{Role::reviewer, Role::unit_head};

std::vector<organ::Unit> units_in(Context& in, Period const& period) {
    std::vector<organ::Unit> units;
    for (auto const& one : store::units_of(in.tx, period.id))
        if (auto unit = organ::store::unit_by_id(in.tx, one.unit_id); unit && unit->open) units.push_back(std::move(*unit));
    return units;
}

/// `key` names this notice among those of the period.
void write_to(Context& in, Period const& period, organ::Unit const& unit, std::vector<clocks::Recipient> const& recipients,
              std::string const& name, std::string const& key, Places places) {
    auto about = "assessment:" + std::to_string(period.id);
    places.emplace_back("unit", unit.name);
    places.emplace_back("period", period.name);
    for (auto const& to : recipients) {
        auto queued = mail::queue(in, {.to = to.address,
                                       .subject = filled(word("mail", name + "_subject"), places),
                                       .text = filled(word("mail", name), places),
                                       .about = about,
                                       .unit_id = unit.id,
                                       .dedupe_key = about + ":" + key + ":" + std::to_string(to.person_id),
                                       .attachments = {}});
        if (!queued) throw_refusal(queued.error());
    }
}

std::string sheet_address(Period const& period, Id unit_id, std::string const& base) {
    return base + "/desk/assessment/" + std::to_string(period.id) + "/units/" + std::to_string(unit_id);
}

/// A notice about one indicator of one unit.
void write_of(Context& in, Period const& period, Id unit_id, std::string const& indicator, std::string const& name, std::string const& key,
              std::string const& base, Places places) {
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    if (!unit || base.empty()) return;
    places.emplace_back("indicator", scheme_of(in, period).indicator(indicator)->name);
    places.emplace_back("url", sheet_address(period, unit_id, base) + "#line-" + indicator);
    write_to(in, period, *unit, clocks::recipients_of(in, {*unit}, objecting)[unit_id], name, key, std::move(places));
}

}  // namespace

std::vector<std::string> not_reached(Context& in, Period const& period) {
    auto units = units_in(in, period);
    auto reached = clocks::recipients_of(in, units, objecting);
    std::vector<std::string> names;
    for (auto const& unit : units)
        if (!reached.contains(unit.id)) names.push_back(unit.name);
    return names;
}

void tell_units(Context& in, Period const& period, std::string const& base) {
    if (base.empty()) return;
    auto units = units_in(in, period);
    auto reached = clocks::recipients_of(in, units, objecting);
    for (auto const& unit : units)
        write_to(in, period, unit, reached[unit.id], "told", "told:" + std::to_string(unit.id),
                 {{"until", period.appeal_until.text()}, {"url", sheet_address(period, unit.id, base)}});
}

void tell_decided(Context& in, Period const& period, Appeal const& appeal, std::string const& base) {
    write_of(in, period, appeal.unit_id, appeal.indicator, "decided", "decided:" + std::to_string(appeal.id), base,
             {{"state", word("appeal_state", appeal.state)}});
}

void tell_corrected(Context& in, Period const& period, Id unit_id, std::string const& indicator, std::string const& base) {
    auto key = "corrected:" + std::to_string(unit_id) + ":" + indicator + ":" + std::to_string(in.now.ms());
    write_of(in, period, unit_id, indicator, "corrected", key, base, {});
}

}  // namespace mingtang::assessment
