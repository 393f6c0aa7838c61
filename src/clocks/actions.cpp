#include "clocks/actions.hpp"

#include "base/text.hpp"
#include "clocks/store.hpp"
#include "mail/address.hpp"
#include "organ/second_factor.hpp"

namespace mingtang::clocks {
namespace {

constexpr int most_days = 60;

std::string purpose_of(Id person_id) { return "clocks reader:" + std::to_string(person_id); }

std::optional<int> number_of(std::string const& typed) {
    bool digits = !typed.empty() && typed.size() <= 3 && typed.find_first_not_of("0123456789") == std::string::npos;
    auto number = digits ? std::stoi(typed) : most_days + 1;
    return number <= most_days ? std::optional(number) : std::nullopt;
}

/// The days in words for the journal; ours where nothing is set.
int days_of(std::map<Kind, store::Warning> const& set, Kind kind) {
    auto found = set.find(kind);
    return found == set.end() ? row_of(kind).warn_days : found->second.days;
}

}  // namespace

Done may_set_days(organ::Actor const& actor) {
    if (actor.system || actor.has(Role::office, 0) || actor.has(Role::administrator, 0)) return {};
    return Refusal{"clocks.set_days.forbidden"};
}

Done set_days(Context& in, std::map<Kind, std::string> const& typed) {
    if (auto may = may_set_days(in.actor); !may) return may.error();
    auto before = store::warnings(in.tx);
    for (auto const& [kind, text] : typed) {
        auto trimmed = text::trim(text);
        auto days = trimmed.empty() ? std::optional(row_of(kind).warn_days) : number_of(trimmed);
        if (!days) return Refusal{"clocks.set_days.number", "", {{"most", std::to_string(most_days)}}, std::string(to_text(kind))};
        if (*days == days_of(before, kind)) continue;
        if (*days == row_of(kind).warn_days) {
            store::remove_warning(in.tx, kind);
        } else {
            store::save(in.tx, {kind, *days, in.now, in.actor.name});
        }
        in.write("clocks.days_set", "clocks:" + std::string(to_text(kind)), 0, {{"kind", to_text(kind)}, {"days", *days}});
    }
    return {};
}

Done set_mail(Context& in, std::string const& address, bool wanted) {
    auto typed = text::trim(address);
    if (typed.empty() && wanted) return Refusal{"clocks.set_mail.address_missing", "", {}, "address"};
    std::string sealed;
    if (!typed.empty()) {
        auto read = mail::read_address(typed, "address");
        if (!read) return read.error();
        sealed = organ::seal(in.secret, purpose_of(in.actor.person_id), *read);
    }
    store::save(in.tx, store::Reader{in.actor.person_id, sealed, wanted, in.now});
    in.write("clocks.mail_set", "person:" + std::to_string(in.actor.person_id), in.actor.unit_id, {{"wanted", wanted}});
    return {};
}

MailChoice mail_choice(Context const& in, Id person_id) {
    auto found = store::reader(in.tx, person_id);
    if (!found) return {.address = "", .wanted = false};
    auto address = found->address.empty() ? "" : organ::unseal(in.secret, purpose_of(person_id), found->address).value_or("");
    return {address, found->wanted};
}

}  // namespace mingtang::clocks
