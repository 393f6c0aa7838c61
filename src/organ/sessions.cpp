#include "organ/sessions.hpp"

#include "base/digest.hpp"
#include "organ/settings.hpp"
#include "organ/store.hpp"

namespace mingtang::organ {

using std::chrono::hours;
using std::chrono::minutes;

std::optional<SignedIn> signed_in(storage::Transaction& tx, std::string const& token, Instant now) {
    if (token.empty() || token.size() > 200) return {};
    auto session = store::session_by_hash(tx, sha256(token));
    if (!session || !session->whole) return {};
    auto policy = sign_in_policy(tx);
    if (now - session->seen_at > minutes(policy.idle_minutes) || now - session->made_at > hours(policy.session_hours)) return {};
    auto person = store::person_by_id(tx, session->person_id);
    if (!person || !person->open) return {};
    auto unit = store::unit_by_id(tx, person->unit_id);
    SignedIn found{.person = std::move(*person), .session = std::move(*session), .unit_name = unit ? unit->name : std::string()};
    found.actor = actor_of(tx, found.person);
    found.stale = now - found.session.seen_at >= minutes(1);
    return found;
}

void touch_session(storage::Transaction& tx, Id session_id, Instant now) {
    auto session = store::session_by_id(tx, session_id);
    if (!session) return;
    session->seen_at = now;
    store::save(tx, *session);
}

Actor actor_of(storage::Transaction& tx, Person const& person) {
    return {.person_id = person.id, .name = person.name, .unit_id = person.unit_id, .grants = store::acting_grants(tx, person.id)};
}

Done sign_out(Context& in, Id session_id) {
    auto session = store::session_by_id(in.tx, session_id);
    if (!session || session->person_id != in.actor.person_id) return Refusal{"organ.sign_out.not_found", ""};
    store::remove_session(in.tx, session_id);
    in.write("organ.signed_out", "person:" + std::to_string(in.actor.person_id), in.actor.unit_id);
    return {};
}

Done sign_out_elsewhere(Context& in, Id kept_session_id) {
    store::remove_sessions(in.tx, in.actor.person_id, kept_session_id);
    in.write("organ.signed_out", "person:" + std::to_string(in.actor.person_id), in.actor.unit_id, {{"elsewhere", true}});
    return {};
}

void remove_old_sessions(storage::Transaction& tx, Instant now) {
    store::remove_sessions_seen_before(tx, now + -hours(24));
    store::remove_sign_in_failures_before(tx, now + -hours(24));
}

}  // namespace mingtang::organ
