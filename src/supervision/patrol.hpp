#pragma once
#include "organ/context.hpp"
#include "supervision/finding.hpp"

namespace mingtang::supervision {

using organ::Context;

/// What one look sees, nothing stored: every fault of a kind, as of the context's day. A pure reading, so that a rehearsal can look as of
/// another day (`mingtang supervise --as-of DATE --dry-run`).
std::vector<Finding> look(Context& in);

/// The part of a look that projections and indices answer: clocks, columns, guides, explanations. No text and no attachment is opened.
std::vector<Finding> look_at_records(Context& in);

/// Keeps what a look has found: what is new is open, what was seen before stays the same row, what is not seen any more is gone (and comes
/// back as open when it is seen again). What was dismissed stays dismissed until it is gone. One event `supervision.patrolled`.
/// `seq`: the journal's last event when it looked.
Patrol keep(Context& in, std::vector<Finding> const& found, long long seq = 0);

/// Looks that modules beside or above this one hand in (app/log_look): each may take its time and opens its own transactions.
using Look = std::function<std::vector<Finding>()>;
using Looks = std::vector<Look>;

/// Looks in a reading transaction, which may take long (every text and attachment), and keeps in a writing one, so that nobody waits.
Patrol patrol(organ::Environment const& env, organ::Actor const& actor, Looks const& more = {});
/// Once a day, whenever it is called.
void patrol_daily(organ::Environment const& env, Looks const& more = {});

}  // namespace mingtang::supervision
