#pragma once
#include "organ/context.hpp"
#include "organ/person.hpp"

/// What administrators do to people and their roles. Each is one change with one event; for everybody else organ.role.forbidden.
namespace mingtang::organ {

/// `password` is the first one; the person must change it at once unless `person.must_change_password` is false and the system asks.
/// Refusals: organ.person.*, organ.set_password.*, organ.create_person.{login_taken,unit}.
Outcome<Person> create_person(Context& in, Person person, std::string_view password);

/// Name, title, unit and whether a second factor is required.
Outcome<Person> change_person(Context& in, Person const& changed);

/// An account that is closed signs in no more; it is never deleted, the journal names it. Refusal:
/// organ.close_person.{last_administrator,self}.
Outcome<Person> close_person(Context& in, Id person_id);
Outcome<Person> reopen_person(Context& in, Id person_id);
Outcome<Person> lock_person(Context& in, Id person_id);
Outcome<Person> unlock_person(Context& in, Id person_id);

/// A new one-time password to hand over; all the person's sessions end.
Outcome<std::string> reset_password(Context& in, Id person_id);
/// Takes away a lost authenticator and its recovery codes.
Outcome<Person> clear_second_factor(Context& in, Id person_id);

/// Refusals: organ.grant_role.{held,apart,whole_site,unit}.
Outcome<Grant> grant_role(Context& in, Id person_id, Role role, Id unit_id);
/// Refusal: organ.revoke_role.last_administrator.
Outcome<Grant> revoke_role(Context& in, Id grant_id);

}  // namespace mingtang::organ
