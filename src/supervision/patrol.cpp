#include "supervision/patrol.hpp"

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
    looks::files(in, all);
    looks::texts(in, all);
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

Patrol patrol(organ::Environment const& env, organ::Actor const& actor, Looks const& more) {
    long long seq = 0;
    auto found = organ::look(env, actor, [&](Context& in) {
        seq = journal::head(in.tx);
        return look(in);
    });
    for (auto const& one : more) {
        auto seen = one();
        std::move(seen.begin(), seen.end(), std::back_inserter(found));
    }
    return organ::act(env, actor, [&](Context& in) -> Outcome<Patrol> { return keep(in, found, seq); }).value();
}

void patrol_daily(organ::Environment const& env, Looks const& more) {
    auto actor = organ::Actor::of_system("patrol");
    auto last = organ::look(env, actor, [](Context& in) { return store::last_patrol(in.tx); });
    if (!last || last->at.local_date() < env.clock.today()) patrol(env, actor, more);
}

}  // namespace mingtang::supervision
