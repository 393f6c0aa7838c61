#pragma once
#include "catalogue/cadence.hpp"
#include "channels/web/page.hpp"

namespace mingtang::channels::web {

/// How fresh a unit's entry is, from what is public now: never from a projection, so that a page and its list agree.
struct Freshness {
    Date last_on, due_on;
    catalogue::Standing standing = catalogue::Standing::untimed;
};
/// Gives the page the tag `day`.
Freshness freshness_of(Reading& in, catalogue::Item const& item, Date last_published_on);

/// Sections `fresh_last` {last_on}, `fresh_none`, `fresh_due` {due_on, nearness, clock_words}.
void add_freshness(Reading& in, view::Data data, Freshness const& freshness);

}  // namespace mingtang::channels::web
