#pragma once
#include "request/web/desk_kindred.hpp"
#include "request/web/desk_shown.hpp"

namespace mingtang::request::web {

/// The case's page; with a refusal of the step that was tried, and what was typed for it.
http::Response case_page(Desk const& desk, Around const& around, Id id, Refusal const* refusal = nullptr);

/// Parts of it.
void show_days(view::Data data, Context& in, InfoRequest const& request);
void show_next_day(view::Data data, Context& in, InfoRequest const& request);
void show_files(view::Data data, Context& in, InfoRequest const& request);
void show_letters(view::Data data, Context& in, InfoRequest const& request, Names const& names);
/// With what was typed for one of them, where that was refused.
void show_consultations(view::Data data, Context& in, InfoRequest const& request, bool readable, http::Fields const& typed);
void show_fees(view::Data data, Context& in, InfoRequest const& request, http::Fields const& typed);
void show_after_life(view::Data data, Context& in, InfoRequest const& request, bool readable);
void show_timeline(view::Data data, Context& in, InfoRequest const& request, bool readable);
/// Steps that the workflow offers, and letters with the reason where one may not be drafted now.
void show_steps(view::Data data, Context& in, InfoRequest const& request, http::Fields const& typed);
void show_drafts(view::Data data, Context& in, InfoRequest const& request);

}  // namespace mingtang::request::web
