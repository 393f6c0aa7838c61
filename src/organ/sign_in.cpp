#include "organ/sign_in.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "organ/password.hpp"
#include "organ/rules.hpp"
#include "organ/second_factor.hpp"
#include "organ/settings.hpp"
#include "organ/store.hpp"

namespace mingtang::organ {
namespace {

using std::chrono::minutes;

constexpr minutes time_for_code{10};

std::string subject_of(Person const& person) { return "person:" + std::to_string(person.id); }
std::string purpose_of(Person const& person) { return "second factor " + subject_of(person); }

std::string tidy_login(std::string_view typed) {
    auto login = text::trim(typed);
    for (char& c : login)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return login.size() <= 40 ? login : std::string();
}

/// Failures of a login that nobody has are counted under its hash, so that it locks as a real one does.
std::string ghost_of(std::string const& login) { return "login:" + sha256(login); }

Refusal locked(SignInPolicy const& policy) {
    return {"organ.sign_in.locked", "", {{"failures", std::to_string(policy.failures)}, {"minutes", std::to_string(policy.lock_minutes)}}};
}

Refusal wrong(SignInPolicy const& policy) {
    auto refusal = locked(policy);
    refusal.code = "organ.sign_in.wrong";
    return refusal;
}

/// What is known before the password is checked.
struct Candidate {
    SignInPolicy policy;
    std::optional<Person> person;  // open accounts only
    bool locked = false;
    bool too_many = false;
};

Candidate candidate_of(storage::Transaction& tx, std::string const& login, Browser const& browser, Instant now) {
    Candidate found{.policy = sign_in_policy(tx)};
    auto since = now + -minutes(found.policy.lock_minutes);
    found.too_many = store::sign_in_failures(tx, browser.address, since) >= found.policy.address_failures;
    found.person = store::person_by_login(tx, login);
    if (found.person && !found.person->open) found.person.reset();
    found.locked =
        found.person ? found.person->locked_until > now : store::sign_in_failures(tx, ghost_of(login), since) >= found.policy.failures;
    return found;
}

struct Writing {
    Environment const& env;
    Actor actor;
    std::shared_ptr<law::Calendar const> calendar;
    storage::Transaction tx;
    Context in;
    explicit Writing(Environment const& env, Actor who = {})
        : env(env),
          actor(std::move(who)),
          calendar(env.calendar_now()),
          tx(env.database.write()),
          in{actor, tx, *calendar, env.clock.now(), env.blobs} {
        journal::take_turn(tx);
    }
    void commit() {
        tx.commit();
        env.bell.ring();
    }
};

void count_failure(Context& in, Person& person, SignInPolicy const& policy, Browser const& browser) {
    ++person.failures;
    in.write("organ.sign_in_failed", subject_of(person), person.unit_id, {{"address", browser.address}});
    if (person.failures >= policy.failures) {
        person.failures = 0;
        person.locked_until = in.now + minutes(policy.lock_minutes);
        in.write("organ.locked", subject_of(person), person.unit_id, {{"until", person.locked_until.text()}});
    }
    store::save(in.tx, person);
}

/// Counts against the address and the account (or the ghost of one).
Refusal failed(Environment const& env, Candidate const& candidate, std::string const& login, Browser const& browser) {
    Writing writing(env);
    auto& in = writing.in;
    store::add_sign_in_failure(in.tx, browser.address, in.now);
    if (candidate.person) {
        auto person = store::person_by_id(in.tx, candidate.person->id);
        if (person && !(person->locked_until > in.now)) count_failure(in, *person, candidate.policy, browser);
    } else {
        store::add_sign_in_failure(in.tx, ghost_of(login), in.now);
        in.write("organ.sign_in_failed", "", 0, {{"address", browser.address}});
    }
    writing.commit();
    return wrong(candidate.policy);
}

Session session_for(Context& in, Person const& person, std::string const& token, bool whole, Browser const& browser) {
    Session session{.token_hash = sha256(token), .person_id = person.id, .whole = whole, .made_at = in.now, .seen_at = in.now};
    session.address = text::shorten(text::one_line(browser.address), 60);
    session.agent = text::shorten(text::one_line(browser.agent), 200);
    store::save(in.tx, session);
    return session;
}

/// A whole sign-in: counters back to zero, one event.
void note_sign_in(Context& in, Actor const& who, Person& person, Browser const& browser, std::string_view by) {
    person.failures = 0;
    person.signed_in_at = in.now;
    store::save(in.tx, person);
    Context as_person{who, in.tx, in.calendar, in.now, in.blobs, in.secret, in.reader};
    as_person.write("organ.signed_in", subject_of(person), person.unit_id, {{"address", browser.address}, {"with", by}});
}

}  // namespace

Outcome<Opened> sign_in(Environment const& env, std::string_view login_typed, std::string_view password, Browser const& browser) {
    auto login = tidy_login(login_typed);
    Candidate candidate;
    {
        auto tx = env.database.read();
        candidate = candidate_of(tx, login, browser, env.clock.now());
    }
    if (candidate.too_many) return Refusal{"organ.sign_in.too_many", "", {{"minutes", std::to_string(candidate.policy.lock_minutes)}}};
    if (candidate.locked) return locked(candidate.policy);
    bool right = is_password(candidate.person ? candidate.person->password : "", password.substr(0, 1000));
    if (!right) return failed(env, candidate, login, browser);

    Writing writing(env);
    auto& in = writing.in;
    auto person = store::person_by_id(in.tx, candidate.person->id);
    if (!person || !person->open || person->password != candidate.person->password) return wrong(candidate.policy);
    if (person->locked_until > in.now) return locked(candidate.policy);
    Opened opened{.token = random_token(32), .needs_code = !person->second_factor.empty(), .person_id = person->id};
    session_for(in, *person, opened.token, !opened.needs_code, browser);
    if (!opened.needs_code) note_sign_in(in, actor_of(in.tx, *person), *person, browser, "password");
    writing.commit();
    return opened;
}

Outcome<Opened> confirm_sign_in(Environment const& env, std::string const& token, std::string_view code, Browser const& browser) {
    Writing writing(env);
    auto& in = writing.in;
    auto policy = sign_in_policy(in.tx);
    auto half = store::session_by_hash(in.tx, sha256(token));
    if (token.empty() || !half || half->whole || in.now - half->made_at > time_for_code) return Refusal{"organ.sign_in.expired", ""};
    auto person = store::person_by_id(in.tx, half->person_id);
    if (!person || !person->open) return Refusal{"organ.sign_in.expired", ""};
    if (person->locked_until > in.now) return locked(policy);
    if (store::sign_in_failures(in.tx, browser.address, in.now + -minutes(policy.lock_minutes)) >= policy.address_failures)
        return Refusal{"organ.sign_in.too_many", "", {{"minutes", std::to_string(policy.lock_minutes)}}};
    auto secret = unseal(env.secret, purpose_of(*person), person->second_factor);
    auto step = secret ? step_of_code(*secret, code, in.now, person->second_factor_step) : std::nullopt;
    bool recovered = !step && store::use_recovery_code(in.tx, person->id, hash_of_recovery_code(code));
    if (!step && !recovered) {
        store::add_sign_in_failure(in.tx, browser.address, in.now);
        count_failure(in, *person, policy, browser);
        writing.commit();
        return Refusal{"organ.sign_in.code", "", {}, "one_time_code"};
    }
    if (step) person->second_factor_step = *step;
    store::remove_session(in.tx, half->id);
    Opened opened{.token = random_token(32), .person_id = person->id};
    session_for(in, *person, opened.token, true, browser);
    note_sign_in(in, actor_of(in.tx, *person), *person, browser, recovered ? "recovery_code" : "second_factor");
    writing.commit();
    return opened;
}

Done change_password(Environment const& env, SignedIn const& me, std::string_view present, std::string_view wanted) {
    if (!is_password(me.person.password, present.substr(0, 1000)))
        return Refusal{"organ.change_password.wrong", "", {}, "present_password"};
    if (present == wanted) return Refusal{"organ.change_password.same", "", {}, "password"};
    {
        auto tx = env.database.read();
        if (auto good = is_good_password(wanted, me.person, sign_in_policy(tx)); !good) return good.error();
    }
    auto hash = hash_password(wanted);
    return act(env, me.actor, [&](Context& in) -> Done {
        auto person = store::person_by_id(in.tx, me.person.id);
        if (!person || person->password != me.person.password) return Refusal{"organ.save.conflict", ""};
        person->password = hash;
        person->must_change_password = false;
        store::save(in.tx, *person);
        store::remove_sessions(in.tx, person->id, me.session.id);
        in.write("organ.password_set", subject_of(*person), person->unit_id);
        return {};
    });
}

FactorOffer offer_second_factor(Environment const& env, Person const& person) {
    auto secret = new_factor_secret();
    return {base32(secret), otpauth_address(env.site().site_name, person.login, secret),
            seal(env.secret, "offered " + purpose_of(person), secret)};
}

Outcome<std::vector<std::string>> set_second_factor(Environment const& env, SignedIn const& me, std::string_view sealed,
                                                    std::string_view code) {
    using Codes = std::vector<std::string>;
    auto secret = unseal(env.secret, "offered " + purpose_of(me.person), sealed);
    if (!secret) return Refusal{"organ.set_second_factor.expired", ""};
    return act(env, me.actor, [&](Context& in) -> Outcome<Codes> {
        auto person = store::person_by_id(in.tx, me.person.id).value();
        if (!person.second_factor.empty()) return Refusal{"organ.set_second_factor.set", ""};
        auto step = step_of_code(*secret, code, in.now, 0);
        if (!step) return Refusal{"organ.set_second_factor.code", "", {}, "one_time_code"};
        person.second_factor = seal(env.secret, purpose_of(person), *secret);
        person.second_factor_step = *step;
        store::save(in.tx, person);
        auto codes = new_recovery_codes();
        Codes hashes;
        for (auto const& each : codes) hashes.push_back(hash_of_recovery_code(each));
        store::replace_recovery_codes(in.tx, person.id, hashes);
        store::remove_sessions(in.tx, person.id, me.session.id);
        in.write("organ.second_factor_set", subject_of(person), person.unit_id);
        return codes;
    });
}

Done drop_second_factor(Environment const& env, SignedIn const& me, std::string_view password) {
    if (me.person.second_factor.empty()) return Refusal{"organ.clear_second_factor.none", ""};
    if (me.person.second_factor_wanted) return Refusal{"organ.clear_second_factor.wanted", ""};
    if (!is_password(me.person.password, password.substr(0, 1000)))
        return Refusal{"organ.change_password.wrong", "", {}, "present_password"};
    return act(env, me.actor, [&](Context& in) -> Done {
        auto person = store::person_by_id(in.tx, me.person.id).value();
        person.second_factor.clear();
        store::save(in.tx, person);
        store::replace_recovery_codes(in.tx, person.id, {});
        in.write("organ.second_factor_cleared", subject_of(person), person.unit_id);
        return {};
    });
}

}  // namespace mingtang::organ
