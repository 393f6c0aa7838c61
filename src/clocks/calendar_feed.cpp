#include "clocks/calendar_feed.hpp"

#include "base/calendar_file.hpp"
#include "base/digest.hpp"
#include "clocks/rules.hpp"
#include "clocks/sources.hpp"
#include "clocks/store.hpp"
#include "clocks/words.hpp"
#include "organ/second_factor.hpp"
#include "organ/store.hpp"
#include "view/view.hpp"

namespace mingtang::clocks {
namespace {

constexpr int days_ahead = 366, alarm_days = 3;

/// As the catalogue named it, whose addresses these were.
std::string purpose(Id unit_id) { return "catalogue calendar:" + std::to_string(unit_id); }

CalendarDay day_of(Clock const& clock, std::string const& base_url, std::string const& domain) {
    Places places{{"kind", word("kind", clock.kind)}, {"label", clock.label}, {"why", clock.why}};
    auto note = filled(word("feed", "note"), places);
    if (auto law = view::citation(clock.basis).text; !law.empty()) note += "\n" + filled(word("feed", "law"), {{"law", law}});
    std::string uid = std::string(to_text(clock.kind)) + "-" + clock.subject + "-" + clock.due_on.text();
    std::replace_if(
        uid.begin(), uid.end(), [](char c) { return c == ':' || c == '#'; }, '-');
    return {.uid = uid + "@" + domain,
            .on = clock.due_on,
            .summary = filled(word("feed", "due"), places),
            .description = note,
            .url = base_url + clock.url};
}

}  // namespace

Done may_use_calendar(organ::Actor const& actor, Id unit_id) {
    for (auto const& grant : actor.grants) {
        if (grant.role == Role::administrator || grant.role == Role::auditor) continue;
        if (grant.unit_id == unit_id || grant.unit_id == 0) return {};
    }
    return Refusal{"clocks.calendar.forbidden"};
}

Outcome<std::string> renew_calendar(Context& in, Id unit_id) {
    if (auto may = may_use_calendar(in.actor, unit_id); !may) return may.error();
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    if (!unit || !unit->open) return Refusal{"clocks.calendar.unit", "", {}, "unit"};
    auto token = random_token(24);
    store::save(in.tx, store::Address{unit_id, sha256(token), organ::seal(in.secret, purpose(unit_id), token), in.now, in.actor.name});
    in.write("clocks.calendar_renewed", "unit:" + std::to_string(unit_id), unit_id);
    return token;
}

std::string calendar_token(Context const& in, Id unit_id) {
    auto address = store::address_of(in.tx, unit_id);
    if (!address || !may_use_calendar(in.actor, unit_id)) return {};
    return organ::unseal(in.secret, purpose(unit_id), address->sealed).value_or("");
}

std::optional<std::string> calendar_of(Context& in, std::string const& token, std::string const& base_url, std::string const& domain) {
    auto address = store::address_by_digest(in.tx, sha256(token));
    auto unit = address ? organ::store::unit_by_id(in.tx, address->unit_id) : std::nullopt;
    if (!unit || !unit->open) return {};
    CalendarFile file{.name = unit->name + word("feed", "name"), .made_at = in.now, .alarm_days = alarm_days};
    for (auto const& clock : clocks(in, {.units = {unit->id}, .until = in.today() + days_ahead, .most = without_end}))
        file.days.push_back(day_of(clock, base_url, domain));
    return to_ics(file);
}

}  // namespace mingtang::clocks
