#include "organ/web/shown.hpp"

namespace mingtang::organ::web {

void show_done(view::Data data, Desk const& desk, Word word) {
    auto const& done = desk.request.query["done"];
    auto sentence = word("done", done);
    if (!done.empty() && sentence != done) data.section("done").set("sentence", sentence);
}

Refusal in_words(Refusal refusal, std::initializer_list<std::string_view> groups, Word word) {
    for (auto& [name, value] : refusal.details)
        if (std::find(groups.begin(), groups.end(), name) != groups.end()) value = word(name, value);
    return refusal;
}

void show_refused(view::Data data, Refusal const& refusal) {
    show_refusal(data, refusal);
    show_field_refused(data, refusal);
}

void show_field_refused(view::Data data, Refusal const& refusal) {
    if (!refusal.field.empty()) data.section(refusal.field + "_wrong").set("message", view::sentence(refusal));
}

void show_clock(view::Data row, ClockShown const& clock, Date due) {
    auto shown = row.section("clock").set("nearness", clock.nearness).set("clock_words", clock.words).set("due", due.text());
    shown.set_section("due_section", "due", due.text());
}

void show_clock(view::Data row, Date due, Context& in, Word word, int soon_days) {
    if (due) show_clock(row, clock_shown(due, in.today(), in.calendar, word, soon_days), due);
}

}  // namespace mingtang::organ::web
