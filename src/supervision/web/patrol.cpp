#include "supervision/patrol.hpp"

#include "supervision/store.hpp"
#include "supervision/web/pages.hpp"

namespace mingtang::supervision::web {

/// The patrol itself may take hours: the page only asks for it (app/schedule).
http::Response ask_patrol(Desk const& desk) {
    auto done = organ::act(desk.env, desk.actor, [](Context& in) { return ask_for_patrol(in); });
    return done ? http::see_other("/desk/supervision?done=patrol_asked") : refuse(desk, done.error());
}

void show_patrol_state(view::Data data, Context& in) {
    auto turn = store::patrol_turn(in.tx);
    if (turn.failed_at) {
        data.section("patrol_state").section("failed").set("at", turn.failed_at.local_text());
    } else if (turn.until > in.now) {
        data.section("patrol_state").section("under_way").set("at", turn.begun_at.local_text());
    } else if (turn.asked_at) {
        data.section("patrol_state").section("asked").set("at", turn.asked_at.local_text());
    }
}

}  // namespace mingtang::supervision::web
