#pragma once
#include <optional>

#include "organ/context.hpp"
#include "organ/session.hpp"

namespace mingtang::organ {

/// Somebody whose browser holds a session that is whole and not out of time.
struct SignedIn {
    Person person;
    Session session;
    Actor actor;
    std::string unit_name;
    /// The session was last saved so long ago that `touch_session` is due.
    bool stale = false;
};

/// Who the token belongs to at `now`; nothing for unknown, half-made, idle and over-old sessions and closed people.
std::optional<SignedIn> signed_in(storage::Transaction& tx, std::string const& token, Instant now);

/// Moves the idle time on; called at most once a minute per session.
void touch_session(storage::Transaction& tx, Id session_id, Instant now);

/// The person as an actor, with present grants.
Actor actor_of(storage::Transaction& tx, Person const& person);

/// Ends one session of one's own (its id) or all others. One event.
Done sign_out(Context& in, Id session_id);
Done sign_out_elsewhere(Context& in, Id kept_session_id);

/// Takes out sessions and failures that are out of time; a nightly job.
void remove_old_sessions(storage::Transaction& tx, Instant now);

}  // namespace mingtang::organ
