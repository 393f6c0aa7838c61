#pragma once
#include "organ/last_day.hpp"
#include "organ/web/desk.hpp"

/// What the pages of several modules show alike, in the words of the module that shows it.
namespace mingtang::organ::web {

/// Section `done` with the sentence that the group `done` has for `?done=…`; nothing for a name that is not there.
void show_done(view::Data data, Desk const& desk, Word word);

/// The refusal with those of its details that are named like a group (`role`, `state`) put into Chinese, for `view::sentence`.
Refusal in_words(Refusal refusal, std::initializer_list<std::string_view> groups, Word word);
/// The refusal in the error summary, and what stands beside its field.
void show_refused(view::Data data, Refusal const& refusal);
/// Section `<field>_wrong` with `message`; alone for views that are included.
void show_field_refused(view::Data data, Refusal const& refusal);

/// Section `clock` with `nearness`, `clock_words` and `due`, in it `due_section` where there is a day.
void show_clock(view::Data row, ClockShown const& clock, Date due);
/// The same of a day; nothing without one.
void show_clock(view::Data row, Date due, Context& in, Word word, int soon_days = 3);

}  // namespace mingtang::organ::web
