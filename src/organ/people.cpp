#include "organ/people.hpp"

#include "organ/password.hpp"
#include "organ/rules.hpp"
#include "organ/settings.hpp"
#include "organ/store.hpp"

namespace mingtang::organ {
namespace {

std::string subject_of(Person const& person) { return "person:" + std::to_string(person.id); }

/// The person, when the actor may administer.
Outcome<Person> find_to_administer(Context& in, Id id) {
    if (auto may = may_administer(in.actor); !may) return may.error();
    if (auto found = store::person_by_id(in.tx, id)) return std::move(*found);
    return Refusal{"organ.person.not_found", ""};
}

bool is_last_administrator(Context& in, Id person_id) {
    Actor person{.grants = store::grants(in.tx, person_id)};
    return person.has(Role::administrator, 0) && store::open_holders(in.tx, Role::administrator, person_id) == 0;
}

Done may_be_shut_out(Context& in, Person const& person, std::string const& verb) {
    if (person.id == in.actor.person_id) return Refusal{"organ." + verb + ".self", ""};
    if (is_last_administrator(in, person.id)) return Refusal{"organ." + verb + ".last_administrator", ""};
    return {};
}

Done unit_is_open(Context& in, Id unit_id, std::string const& code) {
    auto unit = store::unit_by_id(in.tx, unit_id);
    if (!unit || !unit->open) return Refusal{code, "", {}, "unit_id"};
    return {};
}

Person saved(Context& in, Person person, std::string name, json::object data = {}) {
    store::save(in.tx, person);
    in.write(std::move(name), subject_of(person), person.unit_id, std::move(data));
    return person;
}

}  // namespace

Outcome<Person> create_person(Context& in, Person person, std::string_view password) {
    if (auto may = may_administer(in.actor); !may) return may.error();
    if (auto fit = tidy(person); !fit) return fit.error();
    if (auto fit = unit_is_open(in, person.unit_id, "organ.create_person.unit"); !fit) return fit.error();
    if (store::person_by_login(in.tx, person.login))
        return Refusal{"organ.create_person.login_taken", "", {{"login", person.login}}, "login"};
    if (auto good = is_good_password(password, person, sign_in_policy(in.tx)); !good) return good.error();
    Person fresh{.login = person.login, .name = person.name, .title = person.title, .unit_id = person.unit_id, .made_at = in.now};
    fresh.second_factor_wanted = person.second_factor_wanted;
    fresh.must_change_password = !in.actor.system || person.must_change_password;
    fresh.password = hash_password(password);
    store::save(in.tx, fresh);
    in.write("organ.person_added", subject_of(fresh), fresh.unit_id, {{"login", fresh.login}, {"name", fresh.name}});
    return fresh;
}

Outcome<Person> change_person(Context& in, Person const& changed) {
    auto found = find_to_administer(in, changed.id);
    if (!found) return found.error();
    auto person = *found;
    person.name = changed.name;
    person.title = changed.title;
    person.second_factor_wanted = changed.second_factor_wanted;
    if (auto fit = tidy(person); !fit) return fit.error();
    if (person.unit_id != changed.unit_id)
        if (auto fit = unit_is_open(in, changed.unit_id, "organ.create_person.unit"); !fit) return fit.error();
    person.unit_id = changed.unit_id;
    return saved(in, std::move(person), "organ.person_changed");
}

Outcome<Person> close_person(Context& in, Id person_id) {
    auto person = find_to_administer(in, person_id);
    if (!person) return person.error();
    if (auto may = may_be_shut_out(in, *person, "close_person"); !may) return may.error();
    person->open = false;
    store::remove_sessions(in.tx, person_id);
    return saved(in, *person, "organ.person_changed", {{"open", false}});
}

Outcome<Person> reopen_person(Context& in, Id person_id) {
    auto person = find_to_administer(in, person_id);
    if (!person) return person.error();
    person->open = true;
    return saved(in, *person, "organ.person_changed", {{"open", true}});
}

Outcome<Person> lock_person(Context& in, Id person_id) {
    auto person = find_to_administer(in, person_id);
    if (!person) return person.error();
    if (auto may = may_be_shut_out(in, *person, "lock_person"); !may) return may.error();
    person->locked_until = in.now + std::chrono::hours(24 * 36500);
    store::remove_sessions(in.tx, person_id);
    return saved(in, *person, "organ.locked");
}

Outcome<Person> unlock_person(Context& in, Id person_id) {
    auto person = find_to_administer(in, person_id);
    if (!person) return person.error();
    person->locked_until = {};
    person->failures = 0;
    return saved(in, *person, "organ.person_changed", {{"unlocked", true}});
}

Outcome<std::string> reset_password(Context& in, Id person_id) {
    auto person = find_to_administer(in, person_id);
    if (!person) return person.error();
    auto password = one_time_password();
    person->password = hash_password(password);
    person->must_change_password = true;
    person->failures = 0;
    person->locked_until = {};
    store::remove_sessions(in.tx, person_id);
    saved(in, *person, "organ.password_set", {{"reset", true}});
    return password;
}

Outcome<Person> clear_second_factor(Context& in, Id person_id) {
    auto person = find_to_administer(in, person_id);
    if (!person) return person.error();
    if (person->second_factor.empty()) return Refusal{"organ.clear_second_factor.none", ""};
    person->second_factor.clear();
    store::replace_recovery_codes(in.tx, person_id, {});
    store::remove_sessions(in.tx, person_id);
    return saved(in, *person, "organ.second_factor_cleared");
}

Outcome<Grant> grant_role(Context& in, Id person_id, Role role, Id unit_id) {
    auto person = find_to_administer(in, person_id);
    if (!person) return person.error();
    auto held = store::grants(in.tx, person_id);
    if (auto may = may_hold(role, unit_id, held); !may) return may.error();
    if (unit_id != 0)
        if (auto fit = unit_is_open(in, unit_id, "organ.grant_role.unit"); !fit) return fit.error();
    for (auto const& grant : held)
        if (grant.role == role && grant.unit_id == unit_id) return Refusal{"organ.grant_role.held", "", {}, "role"};
    Grant grant{.person_id = person_id, .unit_id = unit_id, .role = role};
    store::add(in.tx, grant);
    in.write("organ.role_granted", subject_of(*person), unit_id, {{"role", to_text(role)}, {"name", person->name}});
    return grant;
}

Outcome<Grant> revoke_role(Context& in, Id grant_id) {
    if (auto may = may_administer(in.actor); !may) return may.error();
    auto grant = store::grant_by_id(in.tx, grant_id);
    if (!grant) return Refusal{"organ.grant.not_found", ""};
    if (grant->role == Role::administrator && is_last_administrator(in, grant->person_id))
        return Refusal{"organ.revoke_role.last_administrator", ""};
    store::remove_grant(in.tx, grant_id);
    in.write("organ.role_revoked", "person:" + std::to_string(grant->person_id), grant->unit_id, {{"role", to_text(grant->role)}});
    return *grant;
}

}  // namespace mingtang::organ
