#pragma once
#include "catalogue/proposal.hpp"
#include "organ/context.hpp"
#include "organ/unit.hpp"

/// A calendar of due days (RFC 5545) for each unit, behind an address that nobody can guess.
namespace mingtang::catalogue {

/// Makes the address, or another in its place: the old one then answers nothing. Only the office in charge of the unit. The token.
/// Refusals: catalogue.calendar.{forbidden,unit}.
Outcome<std::string> renew_calendar(organ::Context& in, Id unit_id);
/// The token as it stands; empty where none was made. Only for the office and the unit's filers.
std::string calendar_token(organ::Context const& in, Id unit_id);
Done may_see_calendar(organ::Actor const& actor, Id unit_id);
Done may_renew_calendar(organ::Actor const& actor, Id unit_id);

struct CalendarEntry {
    Id item_id = 0;
    Date due_on, last_on;
    std::string name, note, url;
};
/// Lines end with CRLF, are folded at 75 bytes between characters, and texts are escaped. `stamp` is when the calendar was made.
std::string calendar_text(std::string const& name, std::string const& domain, Instant stamp, std::vector<CalendarEntry> const& entries);

/// Of the unit that the token opens, from the projection; nothing for an unknown token or a closed unit.
std::optional<std::string> calendar_of(organ::Context const& in, std::string const& token, std::string const& base_url,
                                       std::string const& domain);

}  // namespace mingtang::catalogue
