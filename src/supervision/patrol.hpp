#pragma once
#include <stop_token>

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

/// Whether a long look is to go on; asked between its pages, files and texts.
using GoesOn = std::function<bool()>;
/// Looks that modules beside or above this one hand in (app/log_look): each may take its time, opens its own transactions, and what it
/// answers after it was told not to go on is thrown away.
using Look = std::function<std::vector<Finding>(GoesOn const&)>;
using Looks = std::vector<Look>;

/// At once, whoever else patrols. Looks page by page, each in a reading transaction of its own (every text and attachment is read, which
/// may take hours), and keeps in a writing one, so that nobody waits.
Patrol patrol(organ::Environment const& env, organ::Actor const& actor, Looks const& more = {});

/// law: ogi-2019:47: the organ in charge asks for a patrol; any node takes it up within seconds. Nothing changes where one is under way or
/// asked for already. Refuses supervision.patrol.forbidden. Event `supervision.patrol_asked`.
Done ask_for_patrol(Context& in);

/// A patrol if there was none today or somebody has asked for one, by one node at a time; ends early and keeps nothing when asked to stop.
/// What it throws is kept as `failed_at` too, and nobody tries again for ten minutes. A node that went away is waited for as long.
void patrol_when_due(organ::Environment const& env, Looks const& more = {}, std::stop_token const& stop = {});

}  // namespace mingtang::supervision
