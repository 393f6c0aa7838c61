#include "supervision/links/actions.hpp"

#include "supervision/links/store.hpp"

namespace mingtang::supervision {

Outcome<links::Link> again(organ::Context& in, Id link_id) {
    if (!in.actor.system && !in.actor.has(organ::Role::office, 0))
        return Refusal{"supervision.link_again.forbidden", "ogi-2019:47", {{"role", "office"}}};
    auto link = links::store::link(in.tx, link_id);
    if (!link) return Refusal{"supervision.find.not_found"};
    // Before everything that is due, also of what is long overdue.
    link->next_at = Instant::from_ms(0);
    links::store::save(in.tx, *link);
    in.write("supervision.link_again", "link:" + std::to_string(link_id), 0, {{"host", link->host}});
    return *link;
}

}  // namespace mingtang::supervision
