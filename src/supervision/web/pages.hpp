#pragma once
#include <set>

#include "base/number.hpp"
#include "organ/web/shown.hpp"
#include "supervision/actions.hpp"
#include "supervision/patrol.hpp"
#include "supervision/words.hpp"

/// The pages of supervision. One function per row of the URL table in pages.cpp.
namespace mingtang::supervision::web {

using organ::web::Desk;
using organ::web::DeskPage;

http::Response show_overview(Desk const& desk);
http::Response show_findings(Desk const& desk);
http::Response take_findings(Desk const& desk);
http::Response ask_patrol(Desk const& desk);
http::Response show_links(Desk const& desk);
http::Response ask_link_again(Desk const& desk);
http::Response show_rehearsal(Desk const& desk);
http::Response show_new(Desk const& desk);
http::Response make_new(Desk const& desk);
http::Response show_case(Desk const& desk);
http::Response take_step(Desk const& desk);
http::Response download(Desk const& desk);
http::Response public_page(organ::Environment const& env, http::Request const& request, std::vector<std::string>& tags);

// -- parts of the overview -----------------------------------------------------------------------------------------------------------

/// Section `patrol_state`: one is asked for, under way (`at`) or broke off; none where nobody waits for one.
void show_patrol_state(view::Data data, Context& in);
/// Section `veto_part`: the rules by which the whole site fails, and how near it is.
void show_vetoes(view::Data data, Context& in);
/// Section `outside`: how far the links to other sites are looked after.
void show_link_progress(view::Data data, Context& in, std::vector<Id> const& units);

// -- shared ----------------------------------------------------------------------------------------------------------------------------

std::string case_url(Id id);
/// The units of this person's cases; empty: all.
std::vector<Id> units_of(organ::Actor const& actor);
void show_refused(view::Data data, Refusal const& refusal);
http::Response refuse(Desk const& desk, Refusal const& refusal);
/// `findings` rounds; `choosable` where the person may put them into a case, `chosen` those whose box is ticked.
void show_finding_rows(view::Data data, Context& in, std::vector<Finding> const& findings, bool choosable, std::set<Id> const& chosen = {});
/// Where a finding can be looked at by this person.
std::string finding_url(Finding const& finding);
/// The organ in charge, which sees every unit and issues notices.
bool inspects(organ::Actor const& actor);

}  // namespace mingtang::supervision::web
