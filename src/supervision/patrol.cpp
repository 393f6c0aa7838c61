#include "supervision/patrol.hpp"

#include "base/digest.hpp"
#include "supervision/looks/looks.hpp"
#include "supervision/store.hpp"

namespace mingtang::supervision {
namespace {

/// The row of the same fault, as it is now.
Finding merged(Finding seen, std::optional<Finding> const& known, Date today) {
    seen.first_seen_on = seen.last_seen_on = today;
    if (!known) return seen;
    seen.id = known->id;
    if (known->state == FindingState::gone) return seen;
    seen.state = known->state;
    seen.case_id = known->case_id;
    seen.reason = known->reason;
    seen.first_seen_on = known->first_seen_on;
    return seen;
}

}  // namespace

std::vector<Finding> look_at_records(Context& in) {
    looks::Findings all;
    looks::late(in, all);
    looks::columns(in, all);
    looks::empty_columns(in, all);
    looks::guides(in, all);
    return all;
}

std::vector<Finding> look(Context& in) {
    auto all = look_at_records(in);
    looks::Files files;
    while (files.next(in, all)) {
    }
    looks::Texts texts;
    while (texts.next(in, all)) {
    }
    looks::outside_links(in, all);
    return all;
}

Patrol keep(Context& in, std::vector<Finding> const& found, long long seq) {
    Patrol made{.at = in.now, .seq = seq};
    for (auto const& seen : found) {
        auto known = store::finding_of(in.tx, seen.kind, seen.subject);
        auto kept = merged(seen, known, in.today());
        ++made.seen;
        made.fresh += !known || known->state == FindingState::gone;
        store::save(in.tx, kept);
    }
    for (auto& lost : store::not_seen_since(in.tx, in.today())) {
        lost.state = FindingState::gone;
        store::save(in.tx, lost);
        ++made.gone;
    }
    store::add(in.tx, made);
    in.write("supervision.patrolled", "patrol:" + std::to_string(made.id), 0,
             {{"seen", made.seen}, {"fresh", made.fresh}, {"gone", made.gone}});
    return made;
}

namespace {

constexpr std::chrono::minutes turn_time{10}, between_holds{1};

struct Seen {
    std::vector<Finding> found;
    long long seq = 0;
};

/// A transaction for each page, so that none keeps the database from tidying up behind it.
template <class Look>
void look_in_pages(organ::Environment const& env, organ::Actor const& actor, GoesOn const& goes_on, std::vector<Finding>& found) {
    Look one;
    while (goes_on() && organ::look(env, actor, [&](Context& in) { return one.next(in, found); })) {
    }
}

/// Nothing when it was not to go on: half of a look would count the other half as gone.
std::optional<Seen> seen(organ::Environment const& env, organ::Actor const& actor, Looks const& more, GoesOn const& goes_on) {
    Seen all;
    all.found = organ::look(env, actor, [&](Context& in) {
        all.seq = journal::head(in.tx);
        auto found = look_at_records(in);
        looks::outside_links(in, found);
        return found;
    });
    look_in_pages<looks::Files>(env, actor, goes_on, all.found);
    look_in_pages<looks::Texts>(env, actor, goes_on, all.found);
    for (auto const& one : more) {
        if (!goes_on()) return {};
        auto others = one(goes_on);
        std::move(others.begin(), others.end(), std::back_inserter(all.found));
    }
    if (!goes_on()) return {};
    return all;
}

bool is_due(Context& in) {
    auto last = store::last_patrol(in.tx);
    return !last || last->at.local_date() < in.today() || store::patrol_turn(in.tx).asked_at;
}

/// The turn to patrol, of one node at a time.
class Turn {
  public:
    Turn(organ::Environment const& env, organ::Actor const& actor, std::stop_token const& stop) : env_(env), actor_(actor), stop_(stop) {}

    bool take() {
        auto is_mine = [&](Context& in) { return is_due(in) && store::patrol_turn(in.tx).until <= in.now; };
        if (!organ::look(env_, actor_, is_mine)) return false;
        auto taken = organ::act(env_, actor_, [&](Context& in) -> Outcome<bool> {
            return is_mine(in) && store::take_patrol_turn(in.tx, node_, in.now, in.now + turn_time);
        });
        return taken.value();
    }
    bool goes_on() {
        if (stop_.stop_requested() || is_lost_) return false;
        if (std::chrono::steady_clock::now() - held_at_ < between_holds) return true;
        held_at_ = std::chrono::steady_clock::now();
        write([&](Context& in) { is_lost_ = !store::hold_patrol_turn(in.tx, node_, in.now + turn_time); });
        return !is_lost_;
    }
    void keep(Seen const& seen) {
        write([&](Context& in) {
            supervision::keep(in, seen.found, seen.seq);
            store::end_patrol_turn(in.tx, node_);
        });
    }
    void leave() {
        write([&](Context& in) { store::leave_patrol_turn(in.tx, node_); });
    }
    void fail() {
        write([&](Context& in) { store::fail_patrol_turn(in.tx, node_, in.now, in.now + turn_time); });
    }

  private:
    template <class F>
    void write(F&& change) {
        organ::act(env_, actor_, [&](Context& in) -> Done {
            change(in);
            return {};
        }).value();
    }

    organ::Environment const& env_;
    organ::Actor const& actor_;
    std::stop_token stop_;
    std::string node_ = random_token(8);
    std::chrono::steady_clock::time_point held_at_ = std::chrono::steady_clock::now();
    bool is_lost_ = false;
};

}  // namespace

Patrol patrol(organ::Environment const& env, organ::Actor const& actor, Looks const& more) {
    auto all = seen(env, actor, more, [] { return true; }).value();
    return organ::act(env, actor, [&](Context& in) -> Outcome<Patrol> { return keep(in, all.found, all.seq); }).value();
}

Done ask_for_patrol(Context& in) {
    if (!in.actor.has(organ::Role::office, 0)) return Refusal{"supervision.patrol.forbidden", "ogi-2019:47", {{"role", "office"}}};
    if (store::ask_patrol(in.tx, in.now)) in.write("supervision.patrol_asked", "patrol:0", 0);
    return {};
}

void patrol_when_due(organ::Environment const& env, Looks const& more, std::stop_token const& stop) {
    auto actor = organ::Actor::of_system("patrol");
    Turn turn(env, actor, stop);
    if (!turn.take()) return;
    try {
        auto all = seen(env, actor, more, [&] { return turn.goes_on(); });
        all ? turn.keep(*all) : turn.leave();
    } catch (...) {
        turn.fail();
        throw;
    }
}

}  // namespace mingtang::supervision
