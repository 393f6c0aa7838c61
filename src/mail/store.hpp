#pragma once
#include <map>
#include <optional>

#include "mail/message.hpp"

/// All SQL of the module. What is sealed stays sealed here.
namespace mingtang::mail::store {

using storage::Transaction;

/// False, and nothing stored, when a mail with the same dedupe_key is there.
bool add(Transaction& tx, Message& message);
std::optional<Message> message(Transaction& tx, Id id);
std::optional<Message> message_by_key(Transaction& tx, std::string const& dedupe_key);

/// Queued, their time come, nobody sending them; those that wait longest first.
std::vector<Message> due(Transaction& tx, Instant now, int limit);
/// The mail is this node's until `until` and tried once more; false when another node or a person was quicker.
bool claim(Transaction& tx, Message const& message, Instant now, Instant until);

/// What became of a claimed mail; false when the claim has passed to another node since.
bool save_outcome(Transaction& tx, Message const& message, Instant claimed_until);

/// Queued for now, counted afresh; false while somebody sends it, or when it is sent or cancelled.
bool set_waiting(Transaction& tx, Id id, Instant now);
bool set_cancelled(Transaction& tx, Id id, Instant now);
/// Empties what is sealed of the mails in `states` that were last tried before `moment`; returns their number.
long long erase_before(Transaction& tx, std::vector<State> const& states, Instant moment);

/// Which rows somebody may see: all, or those of some units.
struct Scope {
    bool all = false;
    std::vector<Id> units = {};
};
std::map<State, long long> counts(Transaction& tx, Scope const& scope);
/// Newest first, those before `before` (0: from the newest).
std::vector<Message> list(Transaction& tx, Scope const& scope, std::vector<State> const& states, Id before, int limit);

/// Of the queued ones: the first that was made, and the last that was tried in vain.
std::optional<Message> oldest_queued(Transaction& tx);
std::optional<Message> last_in_trouble(Transaction& tx);

}  // namespace mingtang::mail::store
