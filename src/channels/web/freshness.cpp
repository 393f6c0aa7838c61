#include "channels/web/freshness.hpp"

#include "catalogue/words.hpp"

namespace mingtang::channels::web {

Freshness freshness_of(Reading& in, catalogue::Item const& item, Date last_on) {
    in.tag("day");
    auto due_on = catalogue::next_due(item, last_on, *in.calendar);
    return {last_on, due_on, catalogue::standing(due_on, in.today(), *in.calendar)};
}

void add_freshness(Reading& in, view::Data data, Freshness const& freshness) {
    data.set_section("fresh_last", "last_on", freshness.last_on.text());
    data.show("fresh_none", !freshness.last_on);
    if (!freshness.due_on) return;
    auto clock = catalogue::clock_shown(freshness.due_on, in.today(), *in.calendar);
    data.section("fresh_due").set("due_on", freshness.due_on.text()).set("nearness", clock.nearness).set("clock_words", clock.words);
}

}  // namespace mingtang::channels::web
