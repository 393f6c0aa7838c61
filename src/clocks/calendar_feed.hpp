#pragma once
#include <optional>

#include "base/outcome.hpp"
#include "organ/context.hpp"

/// A calendar of last days (RFC 5545) for each unit, behind an address that nobody can guess. Whoever has the address reads it: it holds
/// labels only (Clock::label).
namespace mingtang::clocks {

using organ::Context;

/// Makes the address, or another in its place: the old one then answers nothing. The token. Refuses clocks.calendar.{forbidden,unit}.
Outcome<std::string> renew_calendar(Context& in, Id unit_id);
/// The token as it stands; empty where none was made, and for who is not of the unit.
std::string calendar_token(Context const& in, Id unit_id);
/// Those who work in the unit by any role: not administrators and auditors.
Done may_use_calendar(organ::Actor const& actor, Id unit_id);

/// Of the unit that the token opens: what is overdue and what comes within a year. Nothing for an unknown token or a closed unit.
std::optional<std::string> calendar_of(Context& in, std::string const& token, std::string const& base_url, std::string const& domain);

}  // namespace mingtang::clocks
