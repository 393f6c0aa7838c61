#pragma once
#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::organ {

/// A browser that somebody signed in with. The browser holds a random token; only its SHA-256 is stored.
struct Session {
    Id id = 0;
    std::string token_hash;
    Id person_id = 0;
    bool whole = false;  // false: the password was right, the second factor is still asked for
    Instant made_at, seen_at;
    std::string address, agent;
    template <class V>
    static void columns(V&& v, storage::OneOf<Session> auto& r) {
        v("id", r.id), v("token_hash", r.token_hash), v("person_id", r.person_id), v("whole", r.whole), v("made_at", r.made_at),
            v("seen_at", r.seen_at), v("address", r.address), v("agent", r.agent);
    }
};

}  // namespace mingtang::organ
