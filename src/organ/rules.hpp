#pragma once
#include <set>
#include <string_view>

#include "base/outcome.hpp"
#include "organ/person.hpp"
#include "organ/unit.hpp"

/// What must be true of units, people and grants; values in, Outcome out.
namespace mingtang::organ {

struct SignInPolicy;

/// Whole-site administrators and the system itself.
Done may_administer(Actor const& actor);

/// The organ's own texts are one line each (duties: several), of bounded length; cleans `unit` of blanks, controls and bidi marks.
/// Refusals: organ.unit.{code,name_missing,too_long,credit_code,email,website}.
Done tidy(Unit& unit);
Done tidy(Leader& leader);
Done tidy(Division& division);
/// Refusals: organ.person.{login,name_missing,too_long}.
Done tidy(Person& person);

/// A unit never stands below itself. `below`: the unit and all under it.
Done may_stand_under(Id unit_id, Id parent_id, std::set<Id> const& below);

/// law: GB/T 22239-2019, 安全管理机构/安全管理人员: 系统管理、审计管理、安全管理三员分立 — who keeps accounts does not check the journal of
/// it.
Done may_hold(Role role, Id unit_id, std::vector<Grant> const& held);

/// law: GB/T 22239-2019 身份鉴别 (complexity): `password_length` characters of three classes, or a phrase of `passphrase_length`. The login
/// and a run of one character are no password.
Done is_good_password(std::string_view password, Person const& person, SignInPolicy const& policy);

}  // namespace mingtang::organ
